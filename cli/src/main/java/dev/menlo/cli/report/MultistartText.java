package dev.menlo.cli.report;

import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.DistinctEnd;
import dev.menlo.estimator.Multistart;
import dev.menlo.estimator.diagnosis.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where fits from many starting points ended. */
public final class MultistartText {
  private MultistartText() {}

  /** The table of distinct ends, best first. */
  public static List<String> lines(Multistart starts) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            "%6s  %-18s %12s %12s %8s %12s  %s",
            "Starts", "End", "Laplace", "Sampled", "(s.e.)", "Log lik.", "Verdict"));
    for (DistinctEnd end : starts.ends()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%6d  %-18s %12.4f %12s %8s %12.4f  %s",
              end.times(),
              end.outcome().name().toLowerCase(Locale.ROOT),
              end.laplace(),
              shown("%.4f", end.marginal().logLikelihood()),
              shown("%.2g", end.marginal().standardError()),
              end.logLikelihood(),
              end.verdict()));
      if (end.outcome().converged()) {
        lines.add(" ".repeat(8) + estimates(starts, end));
      }
    }
    return lines;
  }

  private static String estimates(Multistart starts, DistinctEnd end) {
    List<String> names =
        starts.fit().fixedEffects().stream().map(CoefficientEstimate::name).toList();
    return java.util.stream.IntStream.range(0, names.size())
        .mapToObj(
            k -> String.format(Locale.ROOT, "%s %.5g", names.get(k), end.fixedEffects().get(k)))
        .collect(Collectors.joining(", "));
  }

  private static String shown(String format, double value) {
    return Double.isNaN(value) ? "." : String.format(Locale.ROOT, format, value);
  }

  /** What it means that certified ends differ, if they do. */
  public static List<Finding> findings(Multistart starts) {
    List<Finding> out = new ArrayList<>();
    long certified = starts.ends().stream().filter(e -> e.outcome().converged()).count();
    if (starts.disagrees()) {
      out.add(
          new Finding(
              Finding.Code.STARTS_DISAGREE,
              certified + " different certified ends were found",
              "the one with the largest marginal likelihood was kept; see the table of ends",
              null));
    }
    for (DistinctEnd end : starts.disputed()) {
      out.add(
          new Finding(
              Finding.Code.RANK_DISPUTED,
              "the end at " + estimates(starts, end) + " has a " + end.verdict(),
              "compare both ends: --initial starts a fit at the other one",
              null));
    }
    return out;
  }
}
