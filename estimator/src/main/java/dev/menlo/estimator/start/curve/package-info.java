/**
 * The library of self-starting curves: the form of a mean as a function of one covariate is read
 * off its program ({@link dev.menlo.estimator.start.curve.FormReader}), a family of curves
 * recognises it, and estimates what it is made of by separable least squares on a grid of its
 * nonlinear quantities. One file a family.
 */
package dev.menlo.estimator.start.curve;
