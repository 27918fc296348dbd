/**
 * Automatic starting values for fixed effects: the model with its random effects at zero is
 * searched over plausible values, cheaply on a few rows, and the best candidates are fitted by
 * least squares as one batch of fits on the backend.
 */
package dev.menlo.estimator.start;
