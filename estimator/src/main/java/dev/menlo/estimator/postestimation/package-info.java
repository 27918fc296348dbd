/**
 * Questions to a fit: functions of its estimates, tests, intervals, margins, comparisons of fits.
 * Numbers come from the fixed point and from the likelihood linearised there (docs/method.md,
 * section 7).
 */
package dev.menlo.estimator.postestimation;
