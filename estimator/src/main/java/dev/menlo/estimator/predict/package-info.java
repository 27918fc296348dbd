/** What is computed after a fit from its end point: predictions, and a way back to a backend. */
package dev.menlo.estimator.predict;
