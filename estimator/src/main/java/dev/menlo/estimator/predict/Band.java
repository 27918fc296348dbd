package dev.menlo.estimator.predict;

/**
 * Predicted values with standard errors and normal intervals, one a row of the data; NaN where a
 * row could not be used.
 *
 * @param value the predicted values
 * @param se their standard errors
 * @param lower lower bounds
 * @param upper upper bounds
 */
public record Band(double[] value, double[] se, double[] lower, double[] upper) {}
