/**
 * Fits models to data: {@link dev.menlo.estimator.Menlo} is the entry point, {@link
 * dev.menlo.estimator.Fit} the result. Algorithms live in the subpackages; nothing here knows a
 * backend, a thread or a linear-algebra library.
 */
package dev.menlo.estimator;
