/**
 * Residual structures: {@code eps ~ N(0, sigma^2 S C S)} within a group, with a variance function
 * for {@code S = diag(g)} and a correlation structure for C. Each structure knows its parameters on
 * the natural and on the unconstrained scale, reads and writes menl's option text, and lowers to
 * the {@link dev.menlo.engine.ResidualSpec} of the backends, which know no structure by name.
 */
package dev.menlo.model.residual;
