/**
 * Residual structures, dynamic models and models without random effects, from text to estimates:
 * against dense computations by hand, published fits and simulated data.
 */
package dev.menlo.estimator.structures;
