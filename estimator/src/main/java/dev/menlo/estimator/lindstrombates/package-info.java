/**
 * The Lindstrom-Bates alternation (docs/method.md, sections 3 to 6): a penalised nonlinear
 * least-squares step in (beta, u), an LME step in (theta, delta) on the linearised model, and the
 * certificate that ends it. Everything runs in lockstep over the fits of a workspace.
 */
package dev.menlo.estimator.lindstrombates;
