package dev.menlo.cli;

import dev.menlo.estimator.Deadline;
import dev.menlo.study.definition.StudySource;
import dev.menlo.study.power.PowerSearch;
import dev.menlo.study.run.RunOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo power}: the sample size for a power, by simulation. */
@Command(
    name = "power",
    description = {
      "Finds the smallest number of groups or rows at which the test of an estimand has a given"
          + " power, by simulation.",
      "",
      "The study file says ${n} (or the name given by --vary) where the size stands."
    },
    sortOptions = false)
final class PowerCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;

  @Parameters(arity = "1", paramLabel = "STUDY", description = "The study file (YAML).")
  private Path file;

  @Option(
      names = "--estimand",
      required = true,
      paramLabel = "NAME",
      description = "What is tested.")
  private String estimand;

  @Option(names = "--vary", paramLabel = "NAME", description = "Name of the size in the file (n).")
  private String factor = "n";

  @Option(names = "--least", paramLabel = "N", description = "Smallest size (2).")
  private int least = 2;

  @Option(names = "--most", paramLabel = "N", description = "Largest size (1000).")
  private int most = 1000;

  @Option(names = "--power", paramLabel = "P", description = "Power to reach (0.8).")
  private double power = 0.8;

  @Option(names = "--method", paramLabel = "NAME", description = "The method (the first).")
  private String method = "";

  @Option(names = "--threads", paramLabel = "N", description = "Worker threads (all cores).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private TimeLimitFlag timeLimit;

  @Override
  public Integer call() {
    Deadline deadline = timeLimit.deadline();
    PrintStream out = menlo.streams().out();
    out.printf("%8s %14s %12s %11s%n", factor, "power", "replicates", "converged");
    PowerSearch search =
        new PowerSearch(
            StudySource.read(file),
            new PowerSearch.Question(factor, least, most, estimand, method, power),
            RunOptions.threads(Math.max(1, threads)).until(deadline),
            step ->
                out.printf(
                    Locale.ROOT,
                    "%8d %6.3f (%.3f) %12d %9.1f %%%n",
                    step.size(),
                    step.power(),
                    step.mcse(),
                    step.replicates(),
                    100 * step.convergence()));
    PowerSearch.Step found = search.run();
    if (search.cutOff()) {
      menlo
          .streams()
          .err()
          .println(
              "menlo: the "
                  + deadline
                  + " passed before the search ended; the sizes above are done");
      return ExitCode.NOT_CONVERGED;
    }
    if (found == null) {
      out.printf(Locale.ROOT, "%s = %d does not reach a power of %s%n", factor, most, power);
      return ExitCode.NOT_CONVERGED;
    }
    out.printf(
        Locale.ROOT,
        "%s = %d is the smallest size with a power of at least %s: %.3f (%.3f)%n",
        factor,
        found.size(),
        power,
        found.power(),
        found.mcse());
    if (found.power() - power < 2 * found.mcse()) {
      out.println("sizes nearby cannot be told apart by so few replicates; raise replicates");
    }
    return ExitCode.FITTED;
  }
}
