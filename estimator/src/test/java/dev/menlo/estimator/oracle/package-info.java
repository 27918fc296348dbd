/**
 * Slow, plain, dense computations that the tests compare the estimator with: whole covariance
 * matrices, Newton steps to the last digit, no elimination, no shared algebra. They take the mean
 * and its derivatives from the interpreter of the formula's program, nothing else from menlo.
 */
package dev.menlo.estimator.oracle;
