package dev.menlo.estimator.lindstrombates;

/**
 * Coordinates of the LME step in which moving delta leaves the size of D alone (method.md, eq. 34).
 * theta is relative to sigma; where delta scales all residual variances, sigma moves the other way,
 * and D stays as it is only if theta moves along. With l_a the mean over rows of d log g / d
 * delta_a,
 *
 * <pre>theta = tau exp(sum l_a (delta_a - delta_a,now)),   tau = theta now</pre>
 *
 * and derivatives in (tau, delta) follow by the chain rule.
 */
final class StepCoordinates {
  private final int thetas;
  private final double[] growth;

  /** Derivatives in (tau, delta). */
  final double[] gradient;

  final double[] hessian;

  /**
   * Coordinates of psi = (theta, delta).
   *
   * @param psi entries of psi
   * @param growth l_a, one an entry of delta
   */
  StepCoordinates(int psi, double[] growth) {
    this.thetas = psi - growth.length;
    this.growth = growth;
    gradient = new double[psi];
    hessian = new double[psi * psi];
  }

  /** Takes derivatives in psi to derivatives in (tau, delta). */
  void differentiate(double[] psi, double[] g, double[] h) {
    int n = psi.length;
    System.arraycopy(g, 0, gradient, 0, n);
    System.arraycopy(h, 0, hessian, 0, n * n);
    double along = 0;
    double[] turned = new double[n];
    for (int j = 0; j < thetas; j++) {
      along += psi[j] * g[j];
      for (int i = 0; i < n; i++) {
        turned[i] += h[i * n + j] * psi[j];
      }
    }
    double twice = along;
    for (int j = 0; j < thetas; j++) {
      twice += psi[j] * turned[j];
    }
    for (int a = 0; a < growth.length; a++) {
      int row = thetas + a;
      gradient[row] += growth[a] * along;
      for (int i = 0; i < thetas; i++) {
        double crossed = growth[a] * (turned[i] + g[i]);
        hessian[row * n + i] += crossed;
        hessian[i * n + row] += crossed;
      }
      for (int b = 0; b < growth.length; b++) {
        hessian[row * n + thetas + b] +=
            growth[a] * turned[thetas + b]
                + growth[b] * turned[row]
                + growth[a] * growth[b] * twice;
      }
    }
  }

  /** Where a step in (tau, delta) leads, or a share of it. */
  void move(double[] from, double[] step, double share, double[] to) {
    double grown = 0;
    for (int a = 0; a < growth.length; a++) {
      grown += growth[a] * share * step[thetas + a];
    }
    double factor = grown == 0 ? 1 : Math.exp(grown);
    for (int i = 0; i < to.length; i++) {
      double moved = from[i] + share * step[i];
      to[i] = i < thetas ? moved * factor : moved;
    }
  }
}
