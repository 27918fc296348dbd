/**
 * Fits as files: JSON that holds all that predictions, tests and reports need, written whole or not
 * at all, with a format version. {@link dev.menlo.estimator.store.FitFile} is the entry point; the
 * format is described in docs/stored-fits.md.
 */
package dev.menlo.estimator.store;
