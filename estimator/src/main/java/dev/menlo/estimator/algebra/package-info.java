/**
 * Dense algebra for the few parameters of one fit (tens, not thousands): what crosses the SPI is
 * small, and this is all that the estimator computes with it. Group-wise algebra belongs to
 * backends.
 */
package dev.menlo.estimator.algebra;
