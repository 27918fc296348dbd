/**
 * From a fixed point to the tables that users read: standard errors, tests and intervals by menl's
 * rules (docs/method.md, section 7), and the warnings that keep a fit honest.
 */
package dev.menlo.estimator.inference;
