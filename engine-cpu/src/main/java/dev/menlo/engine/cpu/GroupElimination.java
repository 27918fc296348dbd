package dev.menlo.engine.cpu;

/**
 * Eliminates the random effects of one group from its cross-product: the kernel under every
 * operation, at every level.
 *
 * <p>With C the cross-product of {@code [J w]} (order n), zc the columns of the level's effects,
 * and {@code kappa = 1 + damping}:
 *
 * <pre>
 * A = C[:, zc] Lambda,  M = Lambda' C[zc, zc] Lambda + kappa I = E diag(d) E'   (E unit lower)
 * K = A E^-T,           S = C - K diag(1/d) K'
 * </pre>
 *
 * The last row of A is {@code (Z'w)' Lambda}; damping adds {@code damping u_current'} to it and
 * {@code damping |u_current|^2} to the last entry of C. The rows of S but the last are {@code
 * J'V^{-1}J} with this level in V, the last is {@code [w'V^{-1}J, w'V^{-1}w]}.
 *
 * <p>Cost: about {@code n q^2 + n^2 q / 2} multiplications. Holds scratch: one instance a thread.
 */
final class GroupElimination {
  private final int n;
  private final int q;
  private final int[] zc;

  /** Packed position of C(i, zc[l]) at i q + l. */
  private final int[] column;

  /** A, then K; n x q by rows. */
  private final double[] a;

  /** Strict lower triangle of E, q x q by rows. */
  private final double[] e;

  /** The pivots d. */
  final double[] pivot;

  GroupElimination(int order, int[] columns) {
    n = order;
    q = columns.length;
    zc = columns.clone();
    column = new int[n * q];
    for (int i = 0; i < n; i++) {
      for (int l = 0; l < q; l++) {
        column[i * q + l] = PackedTriangle.at(i, zc[l]);
      }
    }
    a = new double[n * q];
    e = new double[q * q];
    pivot = new double[q];
  }

  /**
   * Eliminates without damping.
   *
   * @param c cross-product, packed, not modified
   * @param s receives S, packed; may be c itself at the same place
   * @return the smallest pivot, NaN if one is; positive infinity if q = 0
   */
  double eliminate(double[] c, int cAt, double[] lambda, int lambdaAt, double[] s, int sAt) {
    switch (q) {
      case 1:
        return eliminate1(c, cAt, lambda[lambdaAt], s, sAt);
      case 2:
        return eliminate2(c, cAt, lambda, lambdaAt, s, sAt);
      case 3:
        return eliminate3(c, cAt, lambda, lambdaAt, s, sAt);
      default:
        break;
    }
    return eliminate(c, cAt, lambda, lambdaAt, 0, null, 0, s, sAt);
  }

  /**
   * Eliminates with damping.
   *
   * @param u current spherical effects, read only if damping is not 0
   * @return the smallest pivot, as above
   */
  double eliminate(
      double[] c,
      int cAt,
      double[] lambda,
      int lambdaAt,
      double damping,
      double[] u,
      int uAt,
      double[] s,
      int sAt) {
    double corner = 0;
    timesLambda(c, cAt, lambda, lambdaAt);
    double smallest = factor(lambda, lambdaAt, 1 + damping);
    if (damping != 0) {
      int last = (n - 1) * q;
      for (int l = 0; l < q; l++) {
        a[last + l] += damping * u[uAt + l];
        corner += damping * u[uAt + l] * u[uAt + l];
      }
    }
    reduce(c, cAt, s, sAt);
    s[sAt + PackedTriangle.length(n) - 1] += corner;
    return smallest;
  }

  /**
   * M^-1 of the last elimination by the general kernel: {@code E^-T diag(1/d) E^-1}.
   *
   * @param inverse receives q x q entries by rows
   */
  void inverse(double[] inverse) {
    for (int col = 0; col < q; col++) {
      for (int i = 0; i < q; i++) {
        double sum = i == col ? 1 : 0;
        for (int t = col; t < i; t++) {
          sum -= e[i * q + t] * inverse[t * q + col];
        }
        inverse[i * q + col] = sum;
      }
      for (int i = q - 1; i >= 0; i--) {
        double sum = inverse[i * q + col] / pivot[i];
        for (int t = i + 1; t < q; t++) {
          sum -= e[t * q + i] * inverse[t * q + col];
        }
        inverse[i * q + col] = sum;
      }
    }
  }

  /** A = C[:, zc] Lambda. */
  private void timesLambda(double[] c, int cAt, double[] lambda, int lambdaAt) {
    for (int i = 0; i < n; i++) {
      for (int l = 0; l < q; l++) {
        double sum = 0;
        for (int t = 0; t < q; t++) {
          sum += c[cAt + column[i * q + t]] * lambda[lambdaAt + t * q + l];
        }
        a[i * q + l] = sum;
      }
    }
  }

  /** M = Lambda' A[zc, :] + kappa I = E diag(d) E'. */
  private double factor(double[] lambda, int lambdaAt, double kappa) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? kappa : 0;
        for (int t = 0; t < q; t++) {
          sum += lambda[lambdaAt + t * q + i] * a[zc[t] * q + j];
        }
        for (int l = 0; l < j; l++) {
          sum -= e[i * q + l] * e[j * q + l] * pivot[l];
        }
        if (i == j) {
          pivot[i] = sum;
          smallest = Math.min(smallest, sum);
        } else {
          e[i * q + j] = sum / pivot[j];
        }
      }
    }
    return smallest;
  }

  /** K = A E^-T in place of A; S = C - K diag(1/d) K'. */
  private void reduce(double[] c, int cAt, double[] s, int sAt) {
    int at = 0;
    for (int i = 0; i < n; i++) {
      int row = i * q;
      for (int l = 1; l < q; l++) {
        double sum = a[row + l];
        for (int t = 0; t < l; t++) {
          sum -= e[l * q + t] * a[row + t];
        }
        a[row + l] = sum;
      }
      for (int j = 0; j <= i; j++, at++) {
        double sum = c[cAt + at];
        for (int l = 0; l < q; l++) {
          sum -= a[row + l] * a[j * q + l] / pivot[l];
        }
        s[sAt + at] = sum;
      }
    }
  }

  /** The same for one effect: S = C - c c' lambda^2 / d. */
  private double eliminate1(double[] c, int cAt, double lambda, double[] s, int sAt) {
    for (int i = 0; i < n; i++) {
      a[i] = c[cAt + column[i]] * lambda;
    }
    double d = 1 + lambda * a[zc[0]];
    double inverse = 1 / d;
    pivot[0] = d;
    int at = 0;
    for (int i = 0; i < n; i++) {
      double k = a[i] * inverse;
      for (int j = 0; j <= i; j++, at++) {
        s[sAt + at] = c[cAt + at] - k * a[j];
      }
    }
    return d;
  }

  /** The same for two effects, undamped, with E and d in registers. */
  private double eliminate2(
      double[] c, int cAt, double[] lambda, int lambdaAt, double[] s, int sAt) {
    double l00 = lambda[lambdaAt];
    double l01 = lambda[lambdaAt + 1];
    double l10 = lambda[lambdaAt + 2];
    double l11 = lambda[lambdaAt + 3];
    for (int i = 0; i < 2 * n; i += 2) {
      double c0 = c[cAt + column[i]];
      double c1 = c[cAt + column[i + 1]];
      a[i] = c0 * l00 + c1 * l10;
      a[i + 1] = c0 * l01 + c1 * l11;
    }
    int z0 = 2 * zc[0];
    int z1 = 2 * zc[1];
    double d0 = 1 + l00 * a[z0] + l10 * a[z1];
    double m10 = l01 * a[z0] + l11 * a[z1];
    double m11 = 1 + l01 * a[z0 + 1] + l11 * a[z1 + 1];
    double i0 = 1 / d0;
    double e10 = m10 * i0;
    double d1 = m11 - e10 * m10;
    double i1 = 1 / d1;
    pivot[0] = d0;
    pivot[1] = d1;
    int at = 0;
    for (int i = 0; i < 2 * n; i += 2) {
      double k0 = a[i];
      double k1 = a[i + 1] - e10 * k0;
      a[i + 1] = k1;
      k0 *= i0;
      k1 *= i1;
      for (int j = 0; j <= i; j += 2, at++) {
        s[sAt + at] = c[cAt + at] - (k0 * a[j] + k1 * a[j + 1]);
      }
    }
    return Math.min(d0, d1);
  }

  /** The same for three effects, undamped, with E and d in registers. */
  private double eliminate3(
      double[] c, int cAt, double[] lambda, int lambdaAt, double[] s, int sAt) {
    double l00 = lambda[lambdaAt];
    double l01 = lambda[lambdaAt + 1];
    double l02 = lambda[lambdaAt + 2];
    double l10 = lambda[lambdaAt + 3];
    double l11 = lambda[lambdaAt + 4];
    double l12 = lambda[lambdaAt + 5];
    double l20 = lambda[lambdaAt + 6];
    double l21 = lambda[lambdaAt + 7];
    double l22 = lambda[lambdaAt + 8];
    for (int i = 0; i < 3 * n; i += 3) {
      double c0 = c[cAt + column[i]];
      double c1 = c[cAt + column[i + 1]];
      double c2 = c[cAt + column[i + 2]];
      a[i] = c0 * l00 + c1 * l10 + c2 * l20;
      a[i + 1] = c0 * l01 + c1 * l11 + c2 * l21;
      a[i + 2] = c0 * l02 + c1 * l12 + c2 * l22;
    }
    int z0 = 3 * zc[0];
    int z1 = 3 * zc[1];
    int z2 = 3 * zc[2];
    double d0 = 1 + l00 * a[z0] + l10 * a[z1] + l20 * a[z2];
    double m10 = l01 * a[z0] + l11 * a[z1] + l21 * a[z2];
    double m20 = l02 * a[z0] + l12 * a[z1] + l22 * a[z2];
    double m11 = 1 + l01 * a[z0 + 1] + l11 * a[z1 + 1] + l21 * a[z2 + 1];
    double m21 = l02 * a[z0 + 1] + l12 * a[z1 + 1] + l22 * a[z2 + 1];
    double m22 = 1 + l02 * a[z0 + 2] + l12 * a[z1 + 2] + l22 * a[z2 + 2];
    double i0 = 1 / d0;
    double e10 = m10 * i0;
    double e20 = m20 * i0;
    double d1 = m11 - e10 * m10;
    double i1 = 1 / d1;
    double r21 = m21 - e20 * m10;
    double e21 = r21 * i1;
    double d2 = m22 - e20 * m20 - e21 * r21;
    double i2 = 1 / d2;
    pivot[0] = d0;
    pivot[1] = d1;
    pivot[2] = d2;
    int at = 0;
    for (int i = 0; i < 3 * n; i += 3) {
      double k0 = a[i];
      double k1 = a[i + 1] - e10 * k0;
      double k2 = a[i + 2] - e20 * k0 - e21 * k1;
      a[i + 1] = k1;
      a[i + 2] = k2;
      k0 *= i0;
      k1 *= i1;
      k2 *= i2;
      for (int j = 0; j <= i; j += 3, at++) {
        s[sAt + at] = c[cAt + at] - (k0 * a[j] + k1 * a[j + 1] + k2 * a[j + 2]);
      }
    }
    return Math.min(d0, Math.min(d1, d2));
  }
}
