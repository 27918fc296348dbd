package dev.menlo.estimator.lindstrombates;

import dev.menlo.engine.Quantity;
import dev.menlo.engine.Workspace;
import dev.menlo.estimator.algebra.SymmetricEigen;
import java.util.ArrayList;
import java.util.List;

/**
 * Which fixed effects the data cannot tell apart: those in the null vectors of {@code J'J}, J =
 * dmu/dbeta at the current point with columns of unit length (method.md, section 4).
 */
final class Aliasing {
  /** Eigenvalue of the scaled cross-product up to which its vector counts as null. */
  private static final double NULL = 1e-10;

  /** Weight in a null vector from which a fixed effect takes part. */
  private static final double TAKES_PART = 1e-3;

  private Aliasing() {}

  /** Positions of the aliased fixed effects of a fit, increasing; empty if none is found. */
  static List<Integer> of(Workspace workspace, int fit) {
    int p = workspace.model().fixedEffects();
    double[] jacobian = workspace.read(Quantity.FIXED_JACOBIAN, fit);
    double[] cross = scaledCrossProduct(jacobian, p);
    SymmetricEigen eigen = SymmetricEigen.of(cross, p);
    List<Integer> aliased = new ArrayList<>();
    for (int j = 0; j < p; j++) {
      boolean part = false;
      for (int k = 0; k < p && eigen.values()[k] < NULL; k++) {
        part |= Math.abs(eigen.vectors()[k * p + j]) > TAKES_PART;
      }
      if (part) {
        aliased.add(j);
      }
    }
    return aliased;
  }

  /** J'J with columns scaled to unit length; a zero column stays zero. */
  private static double[] scaledCrossProduct(double[] jacobian, int p) {
    int n = p == 0 ? 0 : jacobian.length / p;
    double[] cross = new double[p * p];
    for (int a = 0; a < p; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
          sum += jacobian[a * n + i] * jacobian[b * n + i];
        }
        cross[a * p + b] = sum;
      }
    }
    double[] length = new double[p];
    for (int a = 0; a < p; a++) {
      length[a] = cross[a * p + a] > 0 ? Math.sqrt(cross[a * p + a]) : 1;
    }
    for (int a = 0; a < p; a++) {
      for (int b = 0; b <= a; b++) {
        cross[a * p + b] /= length[a] * length[b];
        cross[b * p + a] = cross[a * p + b];
      }
    }
    return cross;
  }
}
