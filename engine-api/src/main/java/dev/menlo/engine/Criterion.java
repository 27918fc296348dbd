package dev.menlo.engine;

/** The likelihood that the LME step maximises. */
public enum Criterion {
  /** Maximum likelihood. */
  ML,
  /** Restricted (residual) maximum likelihood. */
  REML
}
