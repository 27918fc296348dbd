package dev.menlo.cli;

import dev.menlo.engine.BackendUnavailableException;
import dev.menlo.estimator.Deadline;
import dev.menlo.study.StudyException;
import dev.menlo.study.definition.Study;
import dev.menlo.study.definition.StudySource;
import dev.menlo.study.run.Cluster;
import dev.menlo.study.run.ConditionFits;
import dev.menlo.study.run.RunOptions;
import dev.menlo.study.run.StudyRun;
import dev.menlo.study.store.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Option(
      names = "--spark",
      paramLabel = "MASTER",
      description =
          "Runs on Apache Spark, as local[4] or spark://host:7077; --out is then a folder that all"
              + " executors see.")
  private String spark;

  @Option(names = "--batch", paramLabel = "N", description = "Replicates of a Spark task (100).")
  private int batch = 100;

  @Mixin private TimeLimitFlag timeLimit;

  @Override
  public Integer call() {
    Deadline deadline = timeLimit.deadline();
    if (threads < 1) {
      throw new InputException("--threads takes a whole number of at least 1, not " + threads);
    }
    Study definition = Study.of(StudySource.read(file));
    try (ConditionFits trial = new ConditionFits(definition.scenario(1))) {
      trial.requireEstimands();
    }
    if (spark != null && deadline != Deadline.NONE) {
      throw new InputException(
          "--time-limit and --spark exclude each other: stop the command, and the same one goes on");
    }
    if (spark != null) {
      return onSpark(definition);
    }
    try (Store store = Store.open(out)) {
      store.begin(definition);
      return run(definition, store, deadline);
    }
  }

  private int onSpark(Study definition) {
    Cluster cluster =
        Cluster.find()
            .orElseThrow(
                () ->
                    new BackendUnavailableException(
                        "--spark needs Spark and menlo-study-spark on the class path: name their jars"
                            + " in MENLO_CLASS_PATH, or use spark-submit (docs/studies.md)"));
    long replicates = cluster.run(definition, spark, out.toAbsolutePath(), Math.max(1, batch));
    study.streams().out().println(replicates + " replicates in " + out);
    return ExitCode.FITTED;
  }

  private int run(Study definition, Store store, Deadline deadline) {
    try (StudyProgress progress = new StudyProgress(study.streams(), out)) {
      RunOptions options = RunOptions.threads(threads).until(deadline);
      StudyRun run = new StudyRun(definition, store, options, progress);
      Thread interrupted = new Thread(() -> progress.interrupted(run));
      Runtime.getRuntime().addShutdownHook(interrupted);
      boolean complete = runOrDisarm(run, interrupted);
      if (complete && disarm(interrupted)) {
        progress.complete();
      } else if (deadline.passed() && disarm(interrupted)) {
        progress.outOfTime(deadline);
      }
      return complete ? ExitCode.FITTED : ExitCode.NOT_CONVERGED;
    }
  }

  /** A failure says all there is to say: the hook is for Ctrl-C. */
  private static boolean runOrDisarm(StudyRun run, Thread interrupted) {
    try {
      return run.run();
    } catch (StudyException e) {
      disarm(interrupted);
      throw e;
    }
  }

  /** Takes the hook away, unless it runs already. */
  private static boolean disarm(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
