package dev.menlo.cli;

import dev.menlo.study.definition.Study;
import dev.menlo.study.definition.StudySource;
import dev.menlo.study.run.ConditionFits;
import dev.menlo.study.run.RunOptions;
import dev.menlo.study.run.StudyRun;
import dev.menlo.study.store.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo study run}: runs a study into a store, or goes on with it. */
@Command(
    name = "run",
    description = {
      "Runs a study into a DuckDB file.",
      "",
      "The same command goes on after an interruption, whatever its cause: committed replicates are"
          + " kept, and rows do not depend on threads or order."
    },
    sortOptions = false)
final class StudyRunCommand implements Callable<Integer> {
  @ParentCommand private StudyCommand study;

  @Parameters(arity = "1", paramLabel = "STUDY", description = "The study file (YAML).")
  private Path file;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The store; a new file, or one that this study began.")
  private Path out;

  @Option(names = "--threads", paramLabel = "N", description = "Worker threads (all cores).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() {
    if (threads < 1) {
      throw new InputException("--threads takes a whole number of at least 1, not " + threads);
    }
    Study definition = Study.of(StudySource.read(file));
    try (ConditionFits trial = new ConditionFits(definition.scenario(1))) {
      trial.requireEstimands();
    }
    try (Store store = Store.open(out)) {
      store.begin(definition);
      return run(definition, store);
    }
  }

  private int run(Study definition, Store store) {
    try (StudyProgress progress = new StudyProgress(study.streams(), out)) {
      StudyRun run = new StudyRun(definition, store, RunOptions.threads(threads), progress);
      Thread interrupted = new Thread(() -> progress.interrupted(run));
      Runtime.getRuntime().addShutdownHook(interrupted);
      boolean complete = run.run();
      if (complete) {
        Runtime.getRuntime().removeShutdownHook(interrupted);
        progress.complete();
      }
      return complete ? ExitCode.FITTED : ExitCode.NOT_CONVERGED;
    }
  }
}
