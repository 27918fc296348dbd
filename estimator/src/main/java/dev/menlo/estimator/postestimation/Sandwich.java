package dev.menlo.estimator.postestimation;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Design;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.algebra.ScaledInverse;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.lindstrombates.FrozenLikelihood;
import dev.menlo.estimator.lindstrombates.FrozenLikelihood.Value;
import dev.menlo.estimator.simulate.ErrorModel;
import java.util.Arrays;

/**
 * Robust covariance of fixed effects (method.md, eq. 21; Liang and Zeger 1986, Biometrika 73:13):
 *
 * <pre>G / (G - 1) A^{-1} (sum_g s_g s_g') A^{-1},  A = X'V^{-1}X,  s_g = X_g' (V^{-1}w)_g</pre>
 *
 * over G clusters that hold whole groups of the outermost level. At the estimates {@code V^{-1}w =
 * R^{-1} r} with r the conditional residuals, so that no V is formed. Variance parameters keep
 * menl's covariance.
 */
final class Sandwich {
  private final FittedModel fitted;
  private final Design design;
  private final int p;

  private Sandwich(FittedModel fitted) {
    this.fitted = fitted;
    this.design = fitted.data().design();
    this.p = fitted.point().beta().length;
  }

  static EstimatesCovariance of(FittedModel fitted, Vce vce) {
    Clusters clusters = Clusters.of(fitted, vce.cluster());
    if (clusters.count() < 2) {
      throw new DataException(
          "vce " + vce + " needs at least two clusters, not " + clusters.count());
    }
    try (Linearised model = Linearised.of(fitted)) {
      double[] fixed = model.with(f -> new Sandwich(fitted).covariance(f, clusters));
      return EstimatesCovariance.blocks(
          vce,
          fixed,
          fitted.point().varianceCovariance(),
          fitted.point().beta().length,
          clusters.count());
    }
  }

  private double[] covariance(FrozenLikelihood likelihood, Clusters clusters) {
    Value value = likelihood.at(fitted.point().psi(), Criterion.ML, FixedEffects.PROFILED, 0);
    if (value == null) {
      return ScaledInverse.filled(p * p);
    }
    double[] bread = ScaledInverse.of(value.information(), p, 1e-14);
    double[] scores = scores(likelihood, clusters);
    double[] halves = new double[clusters.count() * p];
    for (int g = 0; g < clusters.count(); g++) {
      for (int j = 0; j < p; j++) {
        for (int k = 0; k < p; k++) {
          halves[g * p + j] += bread[j * p + k] * scores[g * p + k];
        }
      }
    }
    double factor = clusters.count() / (clusters.count() - 1.0);
    double[] out = new double[p * p];
    for (int g = 0; g < clusters.count(); g++) {
      for (int j = 0; j < p; j++) {
        for (int k = 0; k < p; k++) {
          out[j * p + k] += factor * halves[g * p + j] * halves[g * p + k];
        }
      }
    }
    return out;
  }

  /** s_g, clusters x p: within a group of the deepest level (L^{-1}X)'(L^{-1}r), R = LL'. */
  private double[] scores(FrozenLikelihood likelihood, Clusters clusters) {
    double[] whitened = likelihood.read(Quantity.WHITENED_RESIDUAL);
    double[] jacobian = likelihood.read(Quantity.FIXED_JACOBIAN);
    double[] scale = likelihood.read(Quantity.RESIDUAL_SCALE);
    ErrorModel errors = errors();
    double[] out = new double[clusters.count() * p];
    for (int[] rows : Clusters.deepestGroups(design)) {
      double[][] columns = new double[p][rows.length];
      for (int j = 0; j < p; j++) {
        for (int k = 0; k < rows.length; k++) {
          columns[j][k] = jacobian[j * design.rows() + rows[k]] / scale[rows[k]];
        }
      }
      errors.whiten(rows, columns);
      for (int k = 0; k < rows.length; k++) {
        for (int j = 0; j < p; j++) {
          out[clusters.of(rows[k]) * p + j] += columns[j][k] * whitened[rows[k]];
        }
      }
    }
    return out;
  }

  private ErrorModel errors() {
    double[] psi = fitted.point().psi();
    int t = new RandomEffectsCovariance(fitted.lowered().levels()).parameters();
    return new ErrorModel(
        fitted.lowered().residual().spec(), design, Arrays.copyOfRange(psi, t, psi.length));
  }
}
