package dev.menlo.report.fitted;

/**
 * What the model says of one group, along a variable.
 *
 * @param group number of the group at the deepest level
 * @param x where the curves are evaluated, increasing; not modified
 * @param conditional mean at the group's random effects
 * @param population mean with random effects at zero
 */
public record GroupCurve(int group, double[] x, double[] conditional, double[] population) {}
