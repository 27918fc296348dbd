package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import java.util.ArrayList;
import java.util.List;

/**
 * The estimated covariance of all random effects of a level, across its blocks.
 *
 * @param path grouping path, {@code region>state}
 * @param names its random effects
 * @param covariance Psi, q x q row-major
 */
public record LevelCovariance(String path, List<String> names, double[] covariance) {
  /** Copies the names. */
  public LevelCovariance {
    names = List.copyOf(names);
  }

  /**
   * The covariances of a fit, outermost level first; levels without random effects are left out.
   */
  public static List<LevelCovariance> of(FittedModel fitted) {
    fitted.requireEstimates();
    RandomEffectsCovariance structure = new RandomEffectsCovariance(fitted.lowered().levels());
    List<LevelCovariance> out = new ArrayList<>();
    for (int k = 1; k <= structure.levels().size(); k++) {
      double[] psi = structure.relativeCovariance(fitted.point().psi(), k);
      for (int i = 0; i < psi.length; i++) {
        psi[i] *= fitted.point().sigma2();
      }
      if (psi.length > 0) {
        var level = structure.levels().get(k - 1);
        out.add(new LevelCovariance(level.pathText(), level.randomEffects(), psi));
      }
    }
    return out;
  }

  /** The correlations, q x q row-major; NaN beside a variance of 0. */
  public double[] correlation() {
    return Correlations.of(covariance, names.size());
  }
}
