package dev.menlo.study.bootstrap;

import dev.menlo.engine.program.ElementaryFunctions;
import java.util.Arrays;

/**
 * Bootstrap intervals of one parameter (Efron 1987, J. Am. Stat. Assoc. 82:171; Davison and Hinkley
 * 1997, chapter 5). The quantile of level a is the ((R + 1) a)-th smallest replicate, with
 * interpolation between neighbours on the normal quantile scale (their eq. 5.8).
 */
public final class BootstrapIntervals {
  private final double estimate;
  private final double[] sorted;
  private final double alpha;

  /**
   * Intervals.
   *
   * @param estimate of the original fit
   * @param replicates bootstrap estimates; not modified, those that are not finite are left out
   * @param level confidence level in percent
   */
  public BootstrapIntervals(double estimate, double[] replicates, double level) {
    this.estimate = estimate;
    this.sorted = Arrays.stream(replicates).filter(Double::isFinite).sorted().toArray();
    this.alpha = (1 - level / 100) / 2;
  }

  /** Number of replicates used. */
  public int replicates() {
    return sorted.length;
  }

  /** Standard deviation of the replicates. */
  public double standardError() {
    double mean = Arrays.stream(sorted).average().orElse(Double.NaN);
    double sum = Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum();
    return Math.sqrt(sum / (sorted.length - 1));
  }

  /** Mean of the replicates less the estimate. */
  public double bias() {
    return Arrays.stream(sorted).average().orElse(Double.NaN) - estimate;
  }

  /** Lower and upper percentile bound. */
  public double[] percentile() {
    return new double[] {quantile(alpha), quantile(1 - alpha)};
  }

  /**
   * Bias-corrected and accelerated bounds: the quantiles of levels {@code Phi(z0 + (z0 + z) / (1 -
   * a (z0 + z)))}, {@code z0 = Phi^{-1}(#{replicate < estimate} / R)} and {@code a = sum d^3 / (6
   * (sum d^2)^{3/2})}, {@code d = mean - jackknife}.
   *
   * @param jackknife estimates without each group in turn; not modified
   * @return NaN where every replicate lies on one side of the estimate
   */
  public double[] bca(double[] jackknife) {
    double below = Arrays.stream(sorted).filter(x -> x < estimate).count();
    double z0 = ElementaryFunctions.invnormal(below / sorted.length);
    double a = acceleration(jackknife);
    return new double[] {quantile(level(alpha, z0, a)), quantile(level(1 - alpha, z0, a))};
  }

  private static double level(double p, double z0, double a) {
    double z = z0 + ElementaryFunctions.invnormal(p);
    return ElementaryFunctions.normal(z0 + z / (1 - a * z));
  }

  /** Efron's acceleration from jackknife estimates. */
  static double acceleration(double[] jackknife) {
    double[] finite = Arrays.stream(jackknife).filter(Double::isFinite).toArray();
    double mean = Arrays.stream(finite).average().orElse(Double.NaN);
    double second = Arrays.stream(finite).map(x -> (mean - x) * (mean - x)).sum();
    double third = Arrays.stream(finite).map(x -> Math.pow(mean - x, 3)).sum();
    return third / (6 * Math.pow(second, 1.5));
  }

  /** NaN outside the range of the replicates. */
  private double quantile(double p) {
    int n = sorted.length;
    double rank = (n + 1) * p;
    int k = (int) Math.floor(rank);
    if (!(k >= 1 && k <= n)) {
      return Double.NaN;
    }
    if (k == rank || k == n) {
      return k == rank ? sorted[k - 1] : Double.NaN;
    }
    double from = ElementaryFunctions.invnormal(k / (n + 1.0));
    double to = ElementaryFunctions.invnormal((k + 1) / (n + 1.0));
    double share = (ElementaryFunctions.invnormal(p) - from) / (to - from);
    return sorted[k - 1] + share * (sorted[k] - sorted[k - 1]);
  }
}
