package dev.menlo.cli;

import dev.menlo.study.definition.Study;
import dev.menlo.study.definition.StudySource;
import dev.menlo.study.generate.DataGenerator;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo study data}: the data sets of replicates, for other software. */
@Command(
    name = "data",
    description = "Writes the data sets of some replicates as one CSV, with a column replicate.")
final class StudyDataCommand implements Callable<Integer> {
  @ParentCommand private StudyCommand study;

  @Parameters(arity = "1", paramLabel = "STUDY", description = "The study file (YAML).")
  private Path file;

  @Option(names = "--replicates", paramLabel = "N", description = "How many, from the first (1).")
  private int replicates = 1;

  @Option(names = "--condition", paramLabel = "C", description = "Number of the condition (1).")
  private int condition = 1;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The CSV file.")
  private Path out;

  @Override
  public Integer call() {
    if (replicates < 1) {
      throw new InputException("--replicates takes a whole number of at least 1");
    }
    Study definition = Study.of(StudySource.read(file));
    DataGenerator generator = new DataGenerator(definition.scenario(condition));
    StringBuilder text = new StringBuilder();
    for (int r = 1; r <= replicates; r++) {
      String[] lines = DataText.of(generator.dataset(r)).split("\n");
      if (r == 1) {
        text.append("replicate,").append(lines[0]).append('\n');
      }
      for (int i = 1; i < lines.length; i++) {
        text.append(r).append(',').append(lines[i]).append('\n');
      }
    }
    OutputFile.write(out, text.toString());
    return ExitCode.FITTED;
  }
}
