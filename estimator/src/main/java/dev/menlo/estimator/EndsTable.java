package dev.menlo.estimator;

import dev.menlo.estimator.predict.MarginalLikelihood;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The distinct ends of fits of one model to one data set: certified ones first, then by Laplace log
 * likelihood. Certified ends are compared by importance sampling too.
 */
final class EndsTable {
  /** Log likelihoods that differ by less are of one end. */
  private static final double SAME = 1e-4;

  /** Most ends that are integrated by importance sampling. */
  private static final int SAMPLED = 8;

  private final List<List<FixedPoint>> groups;
  private final Function<FixedPoint, FittedModel> fitted;

  /**
   * A table.
   *
   * @param points where the fits ended
   * @param fitted all that a fit stands on, for the end of one
   */
  EndsTable(List<FixedPoint> points, Function<FixedPoint, FittedModel> fitted) {
    this.groups = grouped(points);
    this.fitted = fitted;
  }

  /** The end that is kept. */
  FixedPoint kept() {
    return groups.get(0).get(0);
  }

  private static List<List<FixedPoint>> grouped(List<FixedPoint> points) {
    List<List<FixedPoint>> groups = new ArrayList<>();
    List<FixedPoint> ordered = new ArrayList<>(points);
    ordered.sort(
        Comparator.comparing((FixedPoint p) -> !p.outcome().converged())
            .thenComparing(p -> Double.isNaN(p.laplace()) ? Double.POSITIVE_INFINITY : -p.laplace())
            .thenComparing(FixedPoint::batchIndex));
    for (FixedPoint point : ordered) {
      groups.stream()
          .filter(g -> same(g.get(0), point))
          .findFirst()
          .ifPresentOrElse(g -> g.add(point), () -> groups.add(new ArrayList<>(List.of(point))));
    }
    groups.forEach(g -> g.sort(Comparator.comparing(FixedPoint::batchIndex)));
    return groups;
  }

  private static boolean same(FixedPoint a, FixedPoint b) {
    if (a.outcome().converged() != b.outcome().converged()) {
      return false;
    }
    return a.outcome().converged()
        ? Math.abs(a.laplace() - b.laplace()) < SAME
            && Math.abs(a.logLikelihood() - b.logLikelihood()) < SAME
        : a.outcome() == b.outcome();
  }

  /** The rows, best first. */
  List<DistinctEnd> rows() {
    List<DistinctEnd> out = new ArrayList<>();
    for (List<FixedPoint> group : groups) {
      FixedPoint p = group.get(0);
      boolean sampled = p.outcome().converged() && out.size() < SAMPLED;
      MarginalLikelihood marginal =
          sampled ? MarginalLikelihood.of(fitted.apply(p)) : MarginalLikelihood.NONE;
      out.add(
          new DistinctEnd(
              group.size(),
              p.outcome(),
              p.laplace(),
              marginal,
              p.logLikelihood(),
              Arrays.stream(p.beta()).boxed().toList(),
              isSaddle(p),
              verdict(p, marginal, out)));
    }
    return out;
  }

  private static boolean isSaddle(FixedPoint p) {
    return !p.outcome().converged()
        && (p.certificate().curvature() < 0 || p.certificate().boundarySlope() < 0);
  }

  private static String verdict(
      FixedPoint p, MarginalLikelihood marginal, List<DistinctEnd> better) {
    if (!p.outcome().converged()) {
      return isSaddle(p) ? "a saddle" : p.message();
    }
    if (better.isEmpty()) {
      return "kept: the largest marginal likelihood of the certified ends";
    }
    DistinctEnd kept = better.get(0);
    String lower =
        String.format(
            Locale.ROOT, "marginal log likelihood lower by %.3g", kept.laplace() - p.laplace());
    return marginal.clearlyAbove(kept.marginal())
        ? lower
            + String.format(
                Locale.ROOT,
                " by Laplace, but higher by %.3g (s.e. %.2g) by importance sampling",
                marginal.logLikelihood() - kept.marginal().logLikelihood(),
                marginal.errorOfDifference(kept.marginal()))
        : lower;
  }
}
