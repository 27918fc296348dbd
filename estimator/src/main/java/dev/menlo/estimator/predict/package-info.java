/**
 * What is computed after a fit from its end point: predictions, the marginal likelihood, and a way
 * back to a backend.
 */
package dev.menlo.estimator.predict;
