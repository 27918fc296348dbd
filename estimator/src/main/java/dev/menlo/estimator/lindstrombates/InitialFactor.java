package dev.menlo.estimator.lindstrombates;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Sizes the relative factors from the Jacobian (method.md, eq. 13): a random effect whose
 * derivative has root mean square z is given standard deviation {@code sigma / (0.375 z)}, that is,
 * effects on the mean of a few residual standard deviations. The sums of squares are the gradient
 * of log|A| at D = 0.
 */
final class InitialFactor {
  private static final double SHARE = 0.375;

  private final Exchange exchange;
  private final FitState[] fits;

  InitialFactor(Exchange exchange, FitState[] fits) {
    this.exchange = exchange;
    this.fits = fits;
  }

  /** Sizes theta of every fit whose start gives none. */
  void size(BitSet which) {
    RandomEffectsCovariance covariance = exchange.covariance;
    if (covariance.parameters() == 0 || which.isEmpty()) {
      return;
    }
    sumsOfSquares(which);
    int v = exchange.workspace.model().profileParameters();
    for (int f = which.nextSetBit(0); f >= 0; f = which.nextSetBit(f + 1)) {
      FitState fit = fits[f];
      if (exchange.profile.status[f] == FitStatus.OK) {
        typical(f, v);
        fit.coordinates = new StepCoordinates(fit.psi.length, growth(f, v));
      } else {
        java.util.Arrays.fill(fit.typical, 1);
      }
      if (!fit.thetaGiven) {
        double[] theta = covariance.theta(diagonal(fit), 0);
        System.arraycopy(theta, 0, fit.psi, 0, theta.length);
      }
    }
  }

  private void sumsOfSquares(BitSet which) {
    for (int f = which.nextSetBit(0); f >= 0; f = which.nextSetBit(f + 1)) {
      exchange.variance(f, fits[f].psi);
    }
    java.util.Arrays.fill(exchange.factor, 0);
    exchange.profileAtFactor(which, Criterion.ML, FixedEffects.HELD, 1);
  }

  /** d log g / d delta, averaged over rows: half of that of log det R, which is left at D = 0. */
  private double[] growth(int f, int v) {
    ResidualSpec residual = exchange.workspace.model().residual();
    double[] growth = new double[residual.parameters()];
    int rows = Math.max(1, exchange.workspace.design(f).observations());
    for (int a = 0; a < growth.length && residual.logScale() != null; a++) {
      int at = (f + 1) * v - growth.length + a;
      growth[a] = 0.5 * exchange.profile.logDeterminantGradient[at] / rows;
    }
    return growth;
  }

  private void typical(int f, int v) {
    RandomEffectsCovariance covariance = exchange.covariance;
    int rows = Math.max(1, exchange.workspace.design(f).observations());
    int effect = 0;
    for (int level = 1; level <= covariance.levels().size(); level++) {
      int at = f * v + covariance.vechOffset(level);
      int q = covariance.size(level);
      for (int j = 0; j < q; j++) {
        double squares = exchange.profile.logDeterminantGradient[at];
        double size = 1 / (SHARE * Math.sqrt(squares / rows));
        fits[f].typical[effect++] = Double.isFinite(size) && size > 0 ? size : 1;
        at += q - j;
      }
    }
  }

  private List<double[]> diagonal(FitState fit) {
    List<double[]> d = new ArrayList<>();
    int effect = 0;
    for (int level = 1; level <= exchange.covariance.levels().size(); level++) {
      int q = exchange.covariance.size(level);
      double[] matrix = new double[q * q];
      for (int j = 0; j < q; j++) {
        matrix[j * q + j] = fit.typical[effect] * fit.typical[effect];
        effect++;
      }
      d.add(matrix);
    }
    return d;
  }
}
