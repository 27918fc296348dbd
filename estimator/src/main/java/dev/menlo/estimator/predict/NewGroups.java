package dev.menlo.estimator.predict;

/** What is predicted for groups that the fit has not seen. */
public enum NewGroups {
  /** Their random effects are 0: the curve of the population, or of the known group above them. */
  POPULATION,
  /**
   * Their random effects are estimated from their own rows with a response, by penalised least
   * squares at the fit's fixed effects and variances; 0 where no row has a response.
   */
  ESTIMATE
}
