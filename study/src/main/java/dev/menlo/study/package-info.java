/**
 * Simulation studies: data are drawn from a model with known parameters, fitted by the methods to
 * compare, and summarised with Monte Carlo errors (Morris, White and Crowther 2019, Stat. Med.
 * 38:2074). Statistics of a single fit belong to the estimator.
 */
package dev.menlo.study;
