package dev.menlo.cli;

import dev.menlo.cli.report.StudyTable;
import dev.menlo.study.measure.Measures;
import dev.menlo.study.store.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo study summarize}: performance measures with Monte Carlo errors. */
@Command(
    name = "summarize",
    description = {
      "Prints the performance measures of a study, each with its Monte Carlo standard error in"
          + " parentheses, and the fits that did not converge."
    })
final class StudySummarizeCommand implements Callable<Integer> {
  @ParentCommand private StudyCommand study;

  @Parameters(arity = "1", paramLabel = "STORE", description = "What study run wrote.")
  private Path file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (the default) or csv, which has every measure.")
  private String format = "text";

  @Override
  public Integer call() {
    try (Store store = Store.existing(file)) {
      StudyTable table = new StudyTable(store, store.study(), Measures.of(store));
      switch (format) {
        case "text" -> table.lines().forEach(study.streams().out()::println);
        case "csv" -> table.csv().forEach(study.streams().out()::println);
        default ->
            throw new InputException("--format: the formats are text and csv, not " + format);
      }
    }
    return ExitCode.FITTED;
  }
}
