/**
 * Means row by row, for simulation and prediction: what a fit needs of the rows belongs to
 * backends.
 */
package dev.menlo.estimator.rows;
