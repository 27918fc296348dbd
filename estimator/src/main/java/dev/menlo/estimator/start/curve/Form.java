package dev.menlo.estimator.start.curve;

import java.util.List;

/**
 * What a mean is as a function of one covariate x (method.md, eq. 29). E stands for {@code exp(k
 * x)}, or for {@code x^k} where {@code log}. Numbers are nodes of one {@link
 * dev.menlo.engine.program.ProgramBuilder}: expressions in fixed effects and other covariates, free
 * of x.
 */
sealed interface Form {
  /** Free of x. */
  record Free(int node) implements Form {}

  /** {@code c0 + c1 z}, z = x, or ln x where {@code log}. */
  record Line(int c0, int c1, boolean log) implements Form {}

  /** {@code d + sum h E}. */
  record Terms(int d, List<Term> terms, boolean log) implements Form {}

  /** {@code d + h (1 + b E)^p}. */
  record Bracket(int d, int h, int b, int k, int p, boolean log) implements Form {}

  /** {@code d + h exp(b E)}. */
  record Nested(int d, int h, int b, int k, boolean log) implements Form {}

  /** {@code h E(k)}. */
  record Term(int h, int k) {}
}
