package dev.menlo.estimator.lindstrombates;

import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * EM iterations for D on the linearised model (method.md, eq. 31; Laird and Ware 1982, Biometrics
 * 38:963). With n_k groups at level k the expected sufficient statistics need only the gradient of
 * the deviance:
 *
 * <pre>D_k &lt;- D_k - D_k (dd/dD_k) D_k / n_k</pre>
 *
 * averaged within the structure. Slow near the optimum, but each iteration raises the likelihood
 * from any start: a way in, not the way home.
 */
final class EmStart {
  private final Exchange exchange;
  private final Settings settings;
  private final FitState[] fits;

  EmStart(Exchange exchange, Settings settings, FitState[] fits) {
    this.exchange = exchange;
    this.settings = settings;
    this.fits = fits;
  }

  /** Takes the iterations for every fit of a set. */
  void take(BitSet which) {
    if (exchange.covariance.parameters() == 0) {
      return;
    }
    for (int i = 0; i < settings.emIterations(); i++) {
      exchange.profile(which, fits, settings.criterion(), FixedEffects.PROFILED, 1);
      for (int f = which.nextSetBit(0); f >= 0; f = which.nextSetBit(f + 1)) {
        if (exchange.profile.status[f] == FitStatus.OK) {
          update(f);
        }
      }
    }
  }

  private void update(int f) {
    RandomEffectsCovariance covariance = exchange.covariance;
    List<double[]> updated = new ArrayList<>();
    for (int level = 1; level <= covariance.levels().size(); level++) {
      double[] d = covariance.relativeCovariance(fits[f].psi, level);
      int groups = Math.max(1, exchange.workspace.design(f).groups(level));
      updated.add(step(d, gradient(f, level), covariance.size(level), groups));
    }
    double[] theta = covariance.theta(updated, 0);
    System.arraycopy(theta, 0, fits[f].psi, 0, theta.length);
  }

  /** dd/dD of a level, symmetric, from the gradient in vech. */
  private double[] gradient(int f, int level) {
    int q = exchange.covariance.size(level);
    int x = exchange.workspace.model().profileParameters();
    int at = f * x + exchange.covariance.vechOffset(level);
    int nu =
        Deviance.degrees(
            settings.criterion(),
            exchange.workspace.design(f).observations(),
            exchange.workspace.model().fixedEffects());
    double weight = nu / exchange.profile.penalizedRss[f];
    double[] g = new double[q * q];
    for (int column = 0; column < q; column++) {
      for (int row = column; row < q; row++) {
        double value =
            exchange.profile.logDeterminantGradient[at]
                + weight * exchange.profile.penalizedRssGradient[at];
        g[row * q + column] = row == column ? value : 0.5 * value;
        g[column * q + row] = g[row * q + column];
        at++;
      }
    }
    return g;
  }

  /** D - D G D / n. */
  private static double[] step(double[] d, double[] g, int q, int n) {
    double[] half = new double[q * q];
    double[] out = d.clone();
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        for (int k = 0; k < q; k++) {
          half[i * q + j] += d[i * q + k] * g[k * q + j];
        }
      }
    }
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        for (int k = 0; k < q; k++) {
          out[i * q + j] -= half[i * q + k] * d[k * q + j] / n;
        }
      }
    }
    return out;
  }
}
