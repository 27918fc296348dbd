/**
 * How often fits reach the best known optimum: with no starting values, from altered ones, on
 * sparse data and on random models (docs/robustness.md).
 */
package dev.menlo.estimator.robustness;
