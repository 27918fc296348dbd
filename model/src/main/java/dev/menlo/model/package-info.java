/**
 * From text to {@link dev.menlo.model.Model} to {@link dev.menlo.model.LoweredModel}: the formula
 * language of menl, factor variables, definitions and structures. Data files and estimation live in
 * the estimator.
 */
package dev.menlo.model;
