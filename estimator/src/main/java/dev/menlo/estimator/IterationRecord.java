package dev.menlo.estimator;

/**
 * One round of the alternation, for logs and reports.
 *
 * @param round from 1
 * @param logLikelihood of the linearised model
 * @param penalizedRss of the PNLS objective at the point
 * @param change largest change of any parameter, in standard errors where known, else relative
 * @param damping Levenberg-Marquardt damping of the accepted PNLS step
 * @param remark what was special ("left a saddle in var(U2)"), or ""
 */
public record IterationRecord(
    int round,
    double logLikelihood,
    double penalizedRss,
    double change,
    double damping,
    String remark) {}
