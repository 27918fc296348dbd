package dev.menlo.engine;

/** Outcome of one operation for one fit: numerical trouble is data, never an exception. */
public enum FitStatus {
  /** The operation succeeded. */
  OK,
  /** The mean or a derivative is not finite at some row of the point. */
  NON_FINITE_MEAN,
  /** A residual scale or correlation is not finite, or C is not positive definite. */
  NON_FINITE_VARIANCE,
  /** The fixed-effects block is rank deficient at the root: some coefficients are aliased. */
  RANK_DEFICIENT,
  /** A pivot that theory keeps positive was not: arithmetic broke down. */
  BREAKDOWN,
  /** The device ran out of memory for this fit. */
  OUT_OF_MEMORY,
  /** The device was lost while this fit was on it. */
  DEVICE_LOST
}
