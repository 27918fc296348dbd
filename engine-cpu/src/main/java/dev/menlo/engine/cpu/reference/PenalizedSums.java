package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.FitStatus;
import dev.menlo.engine.cpu.reference.Forest.Tree;

/**
 * {@code |R^{-1/2} r|^2 + |u|^2} at a point, with S frozen before and after.
 *
 * @param before with S at the variance point in force before
 * @param own with S at the one in force now
 * @param penalty |u|^2
 * @param logDetR log|R| at the one in force now
 */
record PenalizedSums(double before, double own, double penalty, double logDetR) {
  /**
   * Computes the sums.
   *
   * @param means of the point, one a row
   * @param frozen means that freeze S before
   * @param now means that freeze S now
   */
  static PenalizedSums of(FitData data, Point point, double[] means, double[] frozen, double[] now)
      throws NumericalTrouble {
    Whitened before = Whitened.of(data, point, means, frozen);
    Whitened own = now == frozen ? before : Whitened.of(data, point, means, now);
    double penalty = point.penalty();
    return new PenalizedSums(before.sum() + penalty, own.sum() + penalty, penalty, own.logDetR());
  }

  private record Whitened(double sum, double logDetR) {
    static Whitened of(FitData data, Point point, double[] means, double[] varianceMeans)
        throws NumericalTrouble {
      double sum = 0;
      double logDetR = 0;
      for (Tree tree : data.forest().trees()) {
        Cholesky whitener = whitener(data, tree, varianceMeans, point.delta());
        Matrix e = whitener.whiten(data.residual(tree, means));
        sum += e.dot(e);
        logDetR += whitener.logDeterminant();
      }
      return new Whitened(sum, logDetR);
    }
  }

  /** The lower Cholesky factor of R of a tree. */
  static Cholesky whitener(FitData data, Tree tree, double[] varianceMeans, double[] delta)
      throws NumericalTrouble {
    ResidualCovariance errors =
        new ResidualCovariance(
            data.compiled().residualValues(), data.design(), varianceMeans, delta);
    return Cholesky.of(errors.of(tree).value(), FitStatus.NON_FINITE_VARIANCE);
  }
}
