package dev.menlo.model;

/**
 * A residual parameter on its natural scale, as tables print it.
 *
 * @param name {@code var(Residual)}, {@code sigma2}, {@code delta}, {@code _cons}, {@code phi1} ...
 * @param interval the scale on which its confidence interval is symmetric
 */
public record ResidualParameter(String name, IntervalScale interval) {
  /** Scale on which a confidence interval is symmetric. */
  public enum IntervalScale {
    /** The natural scale. */
    IDENTITY,
    /** Logarithm. */
    LOG,
    /** Inverse hyperbolic tangent. */
    ATANH
  }
}
