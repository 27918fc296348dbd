package dev.menlo.cli;

import dev.menlo.cli.report.DoctorReport;
import dev.menlo.engine.Availability;
import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import dev.menlo.estimator.Version;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code menlo doctor}: what menlo finds on this machine. */
@Command(
    name = "doctor",
    description = "Shows versions, the machine, and the backends with the reasons why not.")
final class DoctorCommand implements Callable<Integer> {
  private static final long MEBIBYTE = 1 << 20;

  @ParentCommand private MenloCommand menlo;

  @Option(names = "--format", description = "text (the default) or json", paramLabel = "FORMAT")
  private String format = "text";

  @Override
  public Integer call() {
    Runtime runtime = Runtime.getRuntime();
    DoctorReport report =
        new DoctorReport(
            Version.TEXT,
            System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
            System.getProperty("os.name")
                + " "
                + System.getProperty("os.version")
                + " "
                + System.getProperty("os.arch"),
            runtime.availableProcessors(),
            runtime.maxMemory() / MEBIBYTE,
            Backends.all().stream().map(DoctorCommand::finding).toList());
    boolean json = OutputFormat.of(format, "--format") == OutputFormat.JSON;
    menlo.streams().out().print(json ? report.json() : report.text());
    return ExitCode.FITTED;
  }

  private static DoctorReport.BackendFinding finding(Backend backend) {
    Availability availability = backend.availability();
    List<String> capabilities =
        backend.capabilities().stream()
            .sorted()
            .map(c -> c.name().toLowerCase(Locale.ROOT))
            .toList();
    return new DoctorReport.BackendFinding(
        backend.name(),
        availability.available(),
        availability.device(),
        backend.priority(),
        capabilities,
        availability.reasons());
  }
}
