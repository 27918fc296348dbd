package dev.menlo.estimator;

/**
 * An estimated fixed effect with its Wald test.
 *
 * @param equation linear combination it belongs to, or ""
 * @param term term within the equation, or the parameter's name
 * @param estimate estimate
 * @param se standard error, NaN if held or aliased
 * @param z estimate / se
 * @param p two-sided normal p-value
 * @param lower lower confidence bound
 * @param upper upper confidence bound
 * @param aliased whether the data cannot identify it, so that it was held at its start
 */
public record CoefficientEstimate(
    String equation,
    String term,
    double estimate,
    double se,
    double z,
    double p,
    double lower,
    double upper,
    boolean aliased) {
  /** Full name: {@code b1} or {@code phi1:2.variety}. */
  public String name() {
    return equation.isEmpty() ? term : equation + ":" + term;
  }
}
