package dev.menlo.cli;

import dev.menlo.study.report.StudyReport;
import dev.menlo.study.store.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo study report}: a study as one HTML page. */
@Command(
    name = "report",
    description = {
      "Writes a self-contained HTML page: bias, mean squared error and coverage with Monte Carlo"
          + " errors, estimates by replicate, zip plots, nested-loop plots, failures."
    })
final class StudyReportCommand implements Callable<Integer> {
  @ParentCommand private StudyCommand study;

  @Parameters(arity = "1", paramLabel = "STORE", description = "What study run wrote.")
  private Path file;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The page.")
  private Path out;

  @Override
  public Integer call() {
    try (Store store = Store.existing(file)) {
      OutputFile.write(out, new StudyReport(store).page().html());
    }
    study.streams().out().println("the report is in " + out);
    return ExitCode.FITTED;
  }
}
