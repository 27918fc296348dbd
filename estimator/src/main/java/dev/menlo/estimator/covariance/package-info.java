/**
 * Structures of the random-effects covariance: from a few parameters theta to the relative factors
 * Lambda that backends take, and back along the chain rule. Backends know no structure.
 */
package dev.menlo.estimator.covariance;
