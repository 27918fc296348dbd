package dev.menlo.cli;

import dev.menlo.estimator.Deadline;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.store.FitFile;
import dev.menlo.study.bootstrap.Bootstrap;
import dev.menlo.study.bootstrap.BootstrapIntervals;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo bootstrap}: bootstrap intervals of a fit. */
@Command(
    name = "bootstrap",
    description = {
      "Draws and fits bootstrap samples of a stored fit: percentile and BCa intervals.",
      "",
      "parametric draws responses from the fitted model; case draws whole groups of the outermost"
          + " level with replacement."
    },
    sortOptions = false)
final class BootstrapCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;

  @Parameters(
      arity = "1",
      paramLabel = "FIT",
      description = "A file that menlo fit --out has written.")
  private Path file;

  @Option(names = "--type", paramLabel = "TYPE", description = "parametric (the default) or case.")
  private String type = "parametric";

  @Option(names = "--replicates", paramLabel = "R", description = "Bootstrap samples (1000).")
  private int replicates = 1000;

  @Option(names = "--seed", paramLabel = "S", description = "Seed of the samples (1).")
  private long seed = 1;

  @Option(names = "--keep", paramLabel = "FILE", description = "Writes the replicates as CSV.")
  private Path keep;

  @Option(
      names = "--level",
      paramLabel = "PERCENT",
      description = "Confidence level (that of the fit).")
  private Double level;

  @Option(names = "--threads", paramLabel = "N", description = "Worker threads (all cores).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private TimeLimitFlag timeLimit;

  @Override
  public Integer call() {
    Deadline deadline = timeLimit.deadline();
    Bootstrap.Kind kind = kind();
    if (replicates < 2) {
      throw new InputException("--replicates takes a whole number of at least 2");
    }
    Fit fit = FitFile.read(file);
    Bootstrap bootstrap = new Bootstrap(fit, Math.max(1, threads), deadline);
    Bootstrap.Replicates drawn = bootstrap.run(kind, replicates, seed, done -> {});
    if (drawn.drawn() > 0) {
      print(drawn, bootstrap.jackknife(), level == null ? fit.level() : level);
      if (keep != null) {
        OutputFile.write(keep, csv(drawn));
      }
    }
    return drawn.drawn() == replicates && !deadline.passed() ? ExitCode.FITTED : cutOff(drawn);
  }

  private int cutOff(Bootstrap.Replicates drawn) {
    boolean all = drawn.drawn() == replicates;
    menlo
        .streams()
        .err()
        .printf(
            "menlo: the time limit passed %s; give more time%n",
            all
                ? "before the jackknife of the BCa intervals ended"
                : "after "
                    + drawn.drawn()
                    + " of "
                    + replicates
                    + " replicates"
                    + (drawn.drawn() == 0 ? "" : ", on which the intervals rest"));
    return ExitCode.NOT_CONVERGED;
  }

  private Bootstrap.Kind kind() {
    return switch (type) {
      case "parametric" -> Bootstrap.Kind.PARAMETRIC;
      case "case" -> Bootstrap.Kind.CASE;
      default -> throw new InputException("--type: parametric or case, not " + type);
    };
  }

  private void print(Bootstrap.Replicates drawn, Map<String, double[]> jackknife, double level) {
    PrintStream out = menlo.streams().out();
    out.printf(
        Locale.ROOT,
        "%-16s %11s %10s %10s %23s %23s%n",
        type + " bootstrap",
        "estimate",
        "bias",
        "std. err.",
        Double.toString(level) + " % percentile",
        "BCa");
    for (Map.Entry<String, Double> entry : drawn.original().entrySet()) {
      String name = entry.getKey();
      BootstrapIntervals intervals = drawn.intervals(name, level);
      out.printf(
          Locale.ROOT,
          "%-16s %11.5g %10.4g %10.4g %23s %23s%n",
          name,
          entry.getValue(),
          intervals.bias(),
          intervals.standardError(),
          interval(intervals.percentile()),
          interval(intervals.bca(jackknife.get(name))));
    }
    int failed = drawn.failures().values().stream().mapToInt(Integer::intValue).sum();
    out.printf("%d of %d fits converged%n", drawn.drawn() - failed, drawn.drawn());
    drawn.failures().forEach((status, n) -> out.printf("  %d %s%n", n, status));
  }

  private static String interval(double[] bounds) {
    return Double.isNaN(bounds[0]) || Double.isNaN(bounds[1])
        ? "."
        : String.format(Locale.ROOT, "%.5g to %.5g", bounds[0], bounds[1]);
  }

  private static String csv(Bootstrap.Replicates drawn) {
    StringBuilder text = new StringBuilder();
    List<String> names = List.copyOf(drawn.estimates().keySet());
    text.append("\"").append(String.join("\",\"", names)).append("\"\n");
    int rows = drawn.estimates().get(names.get(0)).length;
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < names.size(); k++) {
        text.append(k == 0 ? "" : ",").append(drawn.estimates().get(names.get(k))[r]);
      }
      text.append('\n');
    }
    return text.toString();
  }
}
