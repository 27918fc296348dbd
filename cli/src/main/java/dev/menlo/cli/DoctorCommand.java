package dev.menlo.cli;

import dev.menlo.cli.report.DoctorReport;
import dev.menlo.engine.Availability;
import dev.menlo.engine.Backend;
import dev.menlo.engine.BackendUnavailableException;
import dev.menlo.engine.Backends;
import dev.menlo.engine.Workload;
import dev.menlo.estimator.Version;
import java.util.ArrayList;
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
  private static final int ROWS_A_GROUP = 10;
  private static final int COLUMNS = 2 + 3 + 1;

  /** Jobs for which the choice is shown: fits, and groups of each. */
  private static final List<long[]> JOBS =
      List.of(
          new long[] {1, 20},
          new long[] {1, 10_000},
          new long[] {1, 1_000_000},
          new long[] {1, 10_000_000},
          new long[] {1_000, 20},
          new long[] {100_000, 20});

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
            Backends.all().stream().map(DoctorCommand::finding).toList(),
            JOBS.stream().map(job -> choice(job, runtime.availableProcessors())).toList());
    boolean json = OutputFormat.of(format, "--format") == OutputFormat.JSON;
    menlo.streams().out().print(json ? report.json() : report.text());
    return ExitCode.FITTED;
  }

  /** What auto would choose for so many fits of so many groups each. */
  private static DoctorReport.Choice choice(long[] job, int threads) {
    long groups = job[0] * job[1];
    long rows = ROWS_A_GROUP * groups;
    String text = job[0] == 1 ? "1 fit of " + job[1] : job[0] + " fits of " + job[1];
    Workload work = new Workload(job[0], groups, rows, COLUMNS, threads);
    String chosen;
    try {
      chosen = Backends.choose("auto", work).name();
    } catch (BackendUnavailableException e) {
      chosen = "none: " + e.getMessage();
    }
    return new DoctorReport.Choice(text + " groups", groups, rows, work.cpuSeconds(), chosen);
  }

  /** The reasons or remarks of a backend, and the rule by which auto takes it. */
  private static List<String> reasons(Backend backend) {
    List<String> reasons = new ArrayList<>(backend.availability().reasons());
    try {
      if (!backend.rule().isEmpty()) {
        reasons.add(backend.rule());
      }
    } catch (BackendUnavailableException e) {
      reasons.add(e.getMessage());
    }
    return reasons;
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
        reasons(backend));
  }
}
