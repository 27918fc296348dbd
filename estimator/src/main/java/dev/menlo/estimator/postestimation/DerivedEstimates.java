package dev.menlo.estimator.postestimation;

import dev.menlo.engine.program.ElementaryFunctions;
import dev.menlo.estimator.inference.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions of estimates with their joint covariance (method.md, eq. 18).
 *
 * @param estimates the functions in the order given
 * @param covariance k x k row-major
 * @param level confidence level in percent
 * @param vce rule of the standard errors
 * @param notes what the reader should know, one sentence each
 */
public record DerivedEstimates(
    List<DerivedEstimate> estimates,
    double[] covariance,
    double level,
    Vce vce,
    List<String> notes) {
  /** Copies the lists. */
  public DerivedEstimates {
    estimates = List.copyOf(estimates);
    notes = List.copyOf(notes);
  }

  /** One by its name. */
  public DerivedEstimate estimate(String name) {
    return estimates.stream()
        .filter(e -> e.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no estimate named " + name));
  }

  /** A value under its name. */
  record Value(String name, String expression, double estimate) {}

  /** Wald tests and intervals of values with a covariance. */
  static DerivedEstimates of(
      List<Value> values,
      double[] covariance,
      double level,
      Vce vce,
      Adjustment adjustment,
      List<String> notes) {
    int k = values.size();
    double critical = adjustment.critical(level, k);
    List<DerivedEstimate> rows = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      Value value = values.get(i);
      double variance = covariance[i * k + i];
      double se = variance > 0 ? Math.sqrt(variance) : Double.NaN;
      double z = value.estimate() / se;
      double p = adjustment.p(2 * ElementaryFunctions.normal(-Math.abs(z)), k);
      double half = critical * se;
      rows.add(
          new DerivedEstimate(
              value.name(),
              value.expression(),
              value.estimate(),
              se,
              z,
              p,
              value.estimate() - half,
              value.estimate() + half));
    }
    return new DerivedEstimates(rows, covariance, level, vce, notes);
  }

  /** How p-values and intervals allow for several comparisons. */
  public enum Adjustment {
    /** Not at all. */
    NONE,
    /** p m; level 1 - alpha / m each. */
    BONFERRONI,
    /** 1 - (1 - p)^m; level (1 - alpha)^(1/m) each. */
    SIDAK;

    double p(double p, int m) {
      return switch (this) {
        case NONE -> p;
        case BONFERRONI -> Math.min(1, m * p);
        case SIDAK -> -Math.expm1(m * Math.log1p(-p));
      };
    }

    /** The normal quantile of half an interval of a level in percent. */
    double critical(double level, int m) {
      double alpha = 1 - level / 100;
      double each =
          switch (this) {
            case NONE -> alpha;
            case BONFERRONI -> alpha / m;
            case SIDAK -> -Math.expm1(Math.log1p(-alpha) / m);
          };
      return m == 0 || this == NONE
          ? new Interval(level).halfWidth(1)
          : -ElementaryFunctions.invnormal(each / 2);
    }
  }
}
