package dev.menlo.model;

/** Structure of a block of the random-effects covariance, with menl's words. */
public enum CovarianceType {
  /** Distinct variances, no covariances. */
  INDEPENDENT,
  /** One variance, one covariance. */
  EXCHANGEABLE,
  /** One variance, no covariances. */
  IDENTITY,
  /** All variances and covariances distinct. */
  UNSTRUCTURED
}
