package dev.menlo.estimator.simulate;

/**
 * How data depart from the model's normal random effects and errors.
 *
 * @param randomEffects law of the independent standardised random effects
 * @param errors law of the independent standardised errors
 * @param outlierProbability probability that the error of a row is an outlier
 * @param outlierScale what the error of an outlier is multiplied by
 */
public record Disturbance(
    StandardLaw randomEffects, StandardLaw errors, double outlierProbability, double outlierScale) {
  /** Normal random effects and errors, no outliers. */
  public static final Disturbance NONE =
      new Disturbance(StandardLaw.normal(), StandardLaw.normal(), 0, 1);

  /** Checks the probability. */
  public Disturbance {
    if (!(outlierProbability >= 0 && outlierProbability <= 1)) {
      throw new IllegalArgumentException(
          "the probability of an outlier lies between 0 and 1, not at " + outlierProbability);
    }
  }
}
