package dev.menlo.cli;

import dev.menlo.study.store.Export;
import dev.menlo.study.store.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo study export}: the long table of a study. */
@Command(
    name = "export",
    description = {
      "Writes one long table, a row a replicate, method and estimand: condition, factors, replicate,"
          + " method, estimand, estimate, se, lower, upper, truth, status, seed, seconds.",
      "",
      "rsimsum and SimDesign's summaries read it as it is."
    })
final class StudyExportCommand implements Callable<Integer> {
  @ParentCommand private StudyCommand study;

  @Parameters(arity = "1", paramLabel = "STORE", description = "What study run wrote.")
  private Path file;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The table; .parquet or .csv.")
  private Path out;

  @Override
  public Integer call() {
    try (Store store = Store.existing(file)) {
      long rows = new Export(store).write(out);
      study.streams().out().println(rows + " rows in " + out);
    }
    return ExitCode.FITTED;
  }
}
