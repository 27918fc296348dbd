package dev.menlo.estimator;

import dev.menlo.engine.Batch;
import dev.menlo.engine.ModelSpec;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.lindstrombates.StartPoint;
import dev.menlo.estimator.rows.RowWalk;
import dev.menlo.estimator.start.StartingValues;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Chooses the starting fixed effects: the given ones if they are complete, else the least-squares
 * optimum that leads to the fit with the largest Laplace log likelihood (method.md, eq. 17).
 */
final class StartChoice {
  private static final int MOST = 4;

  /** Log likelihoods that differ by less are equal: mirror images of one optimum. */
  private static final double CLEAR = 1e-6;

  /** Relative difference of fixed effects up to which two ends are one. */
  private static final double SAME = 1e-5;

  private final BatchFit fits;
  private final StartSource starts;

  /** Name of the family of curves to start from, or "". */
  private final String family;

  StartChoice(BatchFit fits, StartSource starts, String family) {
    this.fits = fits;
    this.starts = starts;
    this.family = family;
  }

  /**
   * The fixed effects to start from.
   *
   * @param data the data set that the choice is made on
   * @return beta; 0 for what is not given if the run's time is up, when no fit begins any more
   * @throws DataException if no plausible values have a finite mean
   */
  double[] choose(BoundData data) {
    double[] given = starts.given();
    if (StartSource.complete(given)) {
      return given;
    }
    if (fits.deadline().passed()) {
      return Arrays.stream(given).map(b -> Double.isNaN(b) ? 0 : b).toArray();
    }
    List<double[]> optima =
        new StartingValues(fits.backend(), fits.model().spec(), family, fits.deadline())
            .find(data.design(), data.response(), given, starts.zeroAtFirst(), MOST);
    if (optima.isEmpty()) {
      throw new DataException(
          "no starting values with a finite mean were found"
              + firstInfinite(data, given)
              + "; give them with --initial, or check the data");
    }
    return optima.size() == 1 ? optima.get(0) : best(data, optima);
  }

  /**
   * The first row where the mean is not finite at the given fixed effects and 1 for the others: a
   * row at which to look, since no values were found that suit all; "" if there is none.
   */
  private String firstInfinite(BoundData data, double[] given) {
    double[] beta = Arrays.stream(given).map(b -> Double.isNaN(b) ? 1 : b).toArray();
    ModelSpec spec = fits.model().spec();
    double[][] effects = new double[spec.levels()][];
    Arrays.setAll(
        effects, k -> new double[data.design().groups(k + 1) * spec.randomEffects(k + 1)]);
    double[] mean = new RowWalk(spec, data.design()).evaluate(spec.mean(), beta, effects)[0];
    for (int row = 0; row < mean.length; row++) {
      if (!Double.isFinite(mean[row])) {
        return " (with 1 for every fixed effect that is not given, the mean is not finite first at "
            + data.place(row)
            + ")";
      }
    }
    return "";
  }

  private double[] best(BoundData data, List<double[]> optima) {
    List<StartPoint> points = optima.stream().map(starts::at).toList();
    Batch batch =
        new Batch(
            Collections.nCopies(points.size(), data.design()),
            Collections.nCopies(points.size(), data.response()));
    FixedPoint best = null;
    for (FixedPoint point : fits.compare(batch, points)) {
      best = best == null || better(point, best) ? point : best;
    }
    return optima.get(best.batchIndex());
  }

  /**
   * Whether a later end is clearly better: converged, or with the larger Laplace likelihood; or the
   * same end, reached in fewer passes over the rows.
   */
  private static boolean better(FixedPoint point, FixedPoint best) {
    if (point.outcome().converged() != best.outcome().converged()) {
      return point.outcome().converged();
    }
    if (isSame(point, best)) {
      return point.certificate().rowPasses() < best.certificate().rowPasses();
    }
    return point.laplace() > best.laplace() + CLEAR || Double.isNaN(best.laplace());
  }

  /** Whether two fits ended in one place; mirror images did not. */
  private static boolean isSame(FixedPoint a, FixedPoint b) {
    boolean same = a.outcome().converged() && Math.abs(a.laplace() - b.laplace()) <= CLEAR;
    for (int k = 0; k < a.beta().length && same; k++) {
      double size = Math.abs(a.beta()[k]) + Math.abs(b.beta()[k]);
      same = Math.abs(a.beta()[k] - b.beta()[k]) <= SAME * size;
    }
    return same;
  }
}
