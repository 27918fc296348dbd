package dev.menlo.study.measure;

import static java.lang.Math.sqrt;

import java.util.ArrayList;
import java.util.List;

/**
 * What the measures of one method and estimand in one condition are made of. Standard deviations
 * have the divisor n - 1.
 *
 * @param condition number of the condition
 * @param method name of the method
 * @param estimand name of the estimand
 * @param total replicates that were run
 * @param converged replicates whose fit converged
 * @param truth theta
 * @param n estimates of converged fits
 * @param mean their mean
 * @param sd their standard deviation, EmpSE
 * @param mse mean of (estimate - theta)^2
 * @param sdSquaredError standard deviation of (estimate - theta)^2
 * @param standardErrors standard errors that exist
 * @param meanVariance mean of their squares
 * @param sdVariance standard deviation of their squares
 * @param intervals intervals that exist
 * @param covered intervals that hold theta
 * @param coveredMean intervals that hold the mean estimate
 * @param rejected intervals that exclude the null value, or -1 without one
 * @param allEstimates estimates of all fits
 * @param meanOfAll their mean
 * @param sdOfAll their standard deviation
 * @param pairs estimates that the first method has too
 * @param sdPairs standard deviation of these
 * @param sdReference standard deviation of the first method's
 * @param correlation between the two
 */
record Moments(
    int condition,
    String method,
    String estimand,
    long total,
    long converged,
    double truth,
    long n,
    double mean,
    double sd,
    double mse,
    double sdSquaredError,
    long standardErrors,
    double meanVariance,
    double sdVariance,
    long intervals,
    long covered,
    long coveredMean,
    long rejected,
    long allEstimates,
    double meanOfAll,
    double sdOfAll,
    long pairs,
    double sdPairs,
    double sdReference,
    double correlation) {

  /** The measures with their Monte Carlo errors: the formulas of table 6 of the paper. */
  List<Performance> measures() {
    List<Performance> out = new ArrayList<>();
    double bias = mean - truth;
    add(out, Measure.BIAS, bias, sd / sqrt(n), n);
    add(out, Measure.RELATIVE_BIAS, bias / truth, sd / sqrt(n) / Math.abs(truth), n);
    add(out, Measure.EMPIRICAL_SE, sd, sd / sqrt(2.0 * (n - 1)), n);
    // MCSE(MSE)^2 = sum [(estimate - theta)^2 - MSE]^2 / (n (n - 1))
    add(out, Measure.MSE, mse, sdSquaredError / sqrt(n), n);
    modelSe(out);
    proportion(out, Measure.COVERAGE, covered, intervals);
    proportion(out, Measure.BIAS_ELIMINATED_COVERAGE, coveredMean, intervals);
    if (rejected >= 0) {
      proportion(out, Measure.POWER, rejected, intervals);
    }
    if (pairs >= 0) {
      precision(out);
    }
    proportion(out, Measure.CONVERGENCE, converged, total);
    sensitivity(out);
    return out;
  }

  /**
   * ModSE^2 = mean se^2; MCSE(ModSE)^2 = Var(se^2) / (4 n ModSE^2); relative error 100 (ModSE /
   * EmpSE - 1) with MCSE 100 (ModSE / EmpSE) sqrt(Var(se^2) / (4 n ModSE^4) + 1 / (2 (n - 1))).
   */
  private void modelSe(List<Performance> out) {
    double modelSe = sqrt(meanVariance);
    double relative = sdVariance / meanVariance / 2 / sqrt(standardErrors);
    add(out, Measure.MODEL_SE, modelSe, modelSe * relative, standardErrors);
    add(
        out,
        Measure.RELATIVE_ERROR_OF_MODEL_SE,
        100 * (modelSe / sd - 1),
        100 * modelSe / sd * sqrt(relative * relative + 1 / (2.0 * (n - 1))),
        standardErrors);
  }

  /**
   * 100 ((EmpSE_A / EmpSE_B)^2 - 1), A the first method, with MCSE 200 (EmpSE_A / EmpSE_B)^2
   * sqrt((1 - corr^2) / (n - 1)), over the replicates where both converged.
   */
  private void precision(List<Performance> out) {
    double ratio = sdReference / sdPairs * (sdReference / sdPairs);
    double free = Math.max(0, 1 - correlation * correlation);
    add(
        out,
        Measure.RELATIVE_PRECISION,
        100 * (ratio - 1),
        200 * ratio * sqrt(free / (pairs - 1)),
        pairs);
  }

  /** What the fits left out could change. */
  private void sensitivity(List<Performance> out) {
    add(
        out,
        Measure.BIAS_OF_ALL_FITS,
        meanOfAll - truth,
        sdOfAll / sqrt(allEstimates),
        allEstimates);
    proportion(out, Measure.COVERAGE_AT_LEAST, covered, total);
    proportion(out, Measure.COVERAGE_AT_MOST, covered + total - intervals, total);
  }

  /** p with MCSE sqrt(p (1 - p) / n). */
  private void proportion(List<Performance> out, Measure measure, long hits, long of) {
    boolean unknown = Double.isNaN(truth) && measure.name().startsWith("COVERAGE") || of == 0;
    double p = unknown ? Double.NaN : hits / (double) of;
    add(out, measure, p, sqrt(p * (1 - p) / of), of);
  }

  private void add(
      List<Performance> out, Measure measure, double value, double mcse, long replicates) {
    out.add(new Performance(condition, method, estimand, measure, value, mcse, replicates));
  }
}
