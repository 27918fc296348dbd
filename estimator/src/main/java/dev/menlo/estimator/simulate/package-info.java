/**
 * Draws responses from a model with known parameters. Numbers are counter-based: a replicate's data
 * are a function of its key alone, whatever runs before or beside it, on any machine.
 */
package dev.menlo.estimator.simulate;
