package dev.menlo.engine.cpu;

import java.util.Arrays;

/**
 * Derivatives of one group's elimination: forward differentiation of {@link GroupElimination}. With
 * P the selection of the columns zc, {@code B = Lambda M^-1 Lambda'} and {@code T = I - P B P'C},
 *
 * <pre>
 * outer direction a (C moves):     dS = T' dC_a T,             dlog|M| = tr(B dC_a,zz)
 * own direction b (D moves by E):  dS = -S_z E_b S_z',         dlog|M| = tr(E_b S_zz)
 * a, a':  d2S = T'(d2C - dC_a P B P' dC_a' - dC_a' P B P' dC_a) T
 *         d2log|M| = tr(B d2C_zz) - tr(B dC_a,zz B dC_a',zz)
 * a, b:   d2S = -dS_a,z E_b S_z' - S_z E_b dS_a,z',            d2log|M| = tr(E_b dS_a,zz)
 * b, b':  d2S = S_z (E_b S_zz E_b' + E_b' S_zz E_b) S_z',      d2log|M| = -tr(E_b S_zz E_b' S_zz)
 * </pre>
 *
 * where S_z = S[:, zc]. Nothing here divides by Lambda, so all of it holds at singular D. Holds
 * scratch: one instance a thread and level.
 */
final class EliminationTangents {
  private final int n;
  private final int q;
  private final int[] zc;
  private final int ownFrom;
  private final int outerFrom;
  private final int to;
  private final int packed;

  /** Rows and columns of the unit directions E_b. */
  private final int[] unitRow;

  private final int[] unitColumn;

  private final double[] b;
  private final double[] f;
  private final double[] sz;
  private final double[] szz;
  private final double[][] dc;
  private final double[][] dcp;
  private final double[][] dsz;
  private final double[][] ez;
  private final double[] work;
  private final double[] half;

  /**
   * For one level.
   *
   * @param level 1..K
   */
  EliminationTangents(ModelLayout layout, int level) {
    n = layout.order;
    packed = layout.packed;
    zc = layout.randomColumn[level - 1];
    q = zc.length;
    ownFrom = layout.vechAt[level - 1];
    outerFrom = ownFrom + q * (q + 1) / 2;
    to = layout.profileParameters;
    int own = outerFrom - ownFrom;
    unitRow = new int[own];
    unitColumn = new int[own];
    for (int j = 0, k = 0; j < q; j++) {
      for (int i = j; i < q; i++, k++) {
        unitRow[k] = i;
        unitColumn[k] = j;
      }
    }
    b = new double[q * q];
    f = new double[q * n];
    sz = new double[n * q];
    szz = new double[q * q];
    dc = new double[to - outerFrom][n * n];
    dcp = new double[to - outerFrom][n * q];
    dsz = new double[to - outerFrom][n * q];
    ez = new double[own][n * q];
    work = new double[n * n];
    half = new double[n * Math.max(n, q)];
  }

  /**
   * Adds the derivatives of S to the parent's sums and those of log|M| to the fit's.
   *
   * @param c cross-product of the group, packed
   * @param s its S, packed
   * @param inverse M^-1, q x q
   * @param in derivatives of C in the outer parameters (inner levels and delta)
   * @param out receives those of S in these and the level's own
   * @param logDet receives those of log|M|: v gradients, then pairs of the v parameters
   */
  void add(
      double[] c,
      int cAt,
      double[] s,
      int sAt,
      double[] lambda,
      int lambdaAt,
      double[] inverse,
      TangentSums in,
      TangentSums out,
      double[] logDet,
      boolean second) {
    prepareOwn(s, sAt);
    if (to > outerFrom) {
      prepareOuter(c, cAt, lambda, lambdaAt, inverse);
    }
    for (int a = outerFrom; a < to; a++) {
      outer(a, in, out, logDet);
    }
    for (int a = ownFrom; a < outerFrom; a++) {
      own(a, out, logDet);
    }
    if (second) {
      for (int a = outerFrom; a < to; a++) {
        for (int a2 = outerFrom; a2 <= a; a2++) {
          outerOuter(a, a2, in, out, logDet);
        }
        for (int e = ownFrom; e < outerFrom; e++) {
          outerOwn(a, e, out, logDet);
        }
      }
      for (int e = ownFrom; e < outerFrom; e++) {
        for (int e2 = ownFrom; e2 <= e; e2++) {
          ownOwn(e, e2, out, logDet);
        }
      }
    }
  }

  /** S_z, S_zz and S_z E_b for every own direction. */
  private void prepareOwn(double[] s, int sAt) {
    for (int i = 0; i < n; i++) {
      for (int l = 0; l < q; l++) {
        sz[i * q + l] = s[sAt + PackedTriangle.at(i, zc[l])];
      }
    }
    for (int k = 0; k < q; k++) {
      System.arraycopy(sz, zc[k] * q, szz, k * q, q);
    }
    for (int e = 0; e < ez.length; e++) {
      timesUnit(sz, e, ez[e]);
    }
  }

  /** x E_e for x with q columns: swaps or copies single columns. */
  private void timesUnit(double[] x, int e, double[] y) {
    int i = unitRow[e];
    int j = unitColumn[e];
    Arrays.fill(y, 0);
    for (int row = 0; row < n; row++) {
      y[row * q + j] = x[row * q + i];
      y[row * q + i] = x[row * q + j];
    }
  }

  /** B = Lambda M^-1 Lambda' and F = B C[zc, :], so that T = I - P F. */
  private void prepareOuter(double[] c, int cAt, double[] lambda, int lambdaAt, double[] inverse) {
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        double sum = 0;
        for (int k = 0; k < q; k++) {
          for (int l = 0; l < q; l++) {
            sum += lambda[lambdaAt + i * q + k] * inverse[k * q + l] * lambda[lambdaAt + j * q + l];
          }
        }
        b[i * q + j] = sum;
      }
    }
    for (int i = 0; i < q; i++) {
      for (int col = 0; col < n; col++) {
        double sum = 0;
        for (int k = 0; k < q; k++) {
          sum += b[i * q + k] * c[cAt + PackedTriangle.at(zc[k], col)];
        }
        f[i * n + col] = sum;
      }
    }
  }

  private void outer(int a, TangentSums in, TangentSums out, double[] logDet) {
    double[] x = dc[a - outerFrom];
    unpack(in.first, in.at(a), x);
    selectColumns(x, dcp[a - outerFrom]);
    logDet[a] += traceB(x);
    sandwich(x);
    addPacked(work, out.first, out.at(a));
    selectColumns(work, dsz[a - outerFrom]);
  }

  private void own(int a, TangentSums out, double[] logDet) {
    int e = a - ownFrom;
    int i = unitRow[e];
    int j = unitColumn[e];
    logDet[a] += (i == j ? 1 : 2) * szz[i * q + j];
    subtractProduct(ez[e], sz, out.first, out.at(a));
  }

  private void outerOuter(int a, int a2, TangentSums in, TangentSums out, double[] logDet) {
    double[] x = dcp[a - outerFrom];
    double[] y = dcp[a2 - outerFrom];
    unpack(in.second, in.at(a, a2), half);
    double trace = traceB(half);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < q; k++) {
          for (int l = 0; l < q; l++) {
            double bkl = b[k * q + l];
            sum += bkl * (x[i * q + k] * y[j * q + l] + y[i * q + k] * x[j * q + l]);
          }
        }
        half[i * n + j] -= sum;
      }
    }
    logDet[pair(a, a2)] += trace - traceBxBy(x, y);
    sandwich(half);
    addPacked(work, out.second, out.at(a, a2));
  }

  /** tr(B X_zz B Y_zz). */
  private double traceBxBy(double[] x, double[] y) {
    double trace = 0;
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        double bx = 0;
        double by = 0;
        for (int k = 0; k < q; k++) {
          bx += b[i * q + k] * x[zc[k] * q + j];
          by += b[j * q + k] * y[zc[k] * q + i];
        }
        trace += bx * by;
      }
    }
    return trace;
  }

  private void outerOwn(int a, int own, TangentSums out, double[] logDet) {
    int e = own - ownFrom;
    double[] ds = dsz[a - outerFrom];
    int i = unitRow[e];
    int j = unitColumn[e];
    logDet[pair(a, own)] += (i == j ? 1 : 2) * ds[zc[i] * q + j];
    subtractProduct(ez[e], ds, out.second, out.at(a, own));
    subtractProduct(ds, ez[e], out.second, out.at(a, own));
  }

  private void ownOwn(int a, int a2, TangentSums out, double[] logDet) {
    double[] x = ez[a - ownFrom];
    double[] y = ez[a2 - ownFrom];
    double trace = 0;
    for (int i = 0; i < n; i++) {
      for (int l = 0; l < q; l++) {
        double sum = 0;
        for (int k = 0; k < q; k++) {
          sum += x[i * q + k] * szz[k * q + l];
        }
        half[i * q + l] = sum;
      }
    }
    for (int k = 0; k < q; k++) {
      for (int l = 0; l < q; l++) {
        trace += x[zc[k] * q + l] * y[zc[l] * q + k];
      }
    }
    logDet[pair(a, a2)] -= trace;
    int at = out.at(a, a2);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++, at++) {
        double sum = 0;
        for (int k = 0; k < q; k++) {
          sum += half[i * q + k] * y[j * q + k] + half[j * q + k] * y[i * q + k];
        }
        out.second[at] += sum;
      }
    }
  }

  private int pair(int a, int b2) {
    return to + PackedTriangle.at(a, b2);
  }

  private void unpack(double[] from, int at, double[] x) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double value = from[at + PackedTriangle.at(i, j)];
        x[i * n + j] = value;
        x[j * n + i] = value;
      }
    }
  }

  /** X P: columns zc of a full matrix. */
  private void selectColumns(double[] x, double[] y) {
    for (int i = 0; i < n; i++) {
      for (int l = 0; l < q; l++) {
        y[i * q + l] = x[i * n + zc[l]];
      }
    }
  }

  /** tr(B X_zz) of a full symmetric matrix. */
  private double traceB(double[] x) {
    double trace = 0;
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        trace += b[i * q + j] * x[zc[i] * n + zc[j]];
      }
    }
    return trace;
  }

  /** T' X T = X - X_z F - F' X_z' + F' X_zz F, into {@link #work}; X full, kept. */
  private void sandwich(double[] x) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = x[i * n + j];
        for (int k = 0; k < q; k++) {
          sum -= x[i * n + zc[k]] * f[k * n + j] + f[k * n + i] * x[j * n + zc[k]];
          for (int l = 0; l < q; l++) {
            sum += f[k * n + i] * x[zc[k] * n + zc[l]] * f[l * n + j];
          }
        }
        work[i * n + j] = sum;
      }
    }
  }

  private void addPacked(double[] x, double[] to, int at) {
    int k = at;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        to[k++] += x[i * n + j];
      }
    }
  }

  /** Subtracts X Y' (symmetric, or its mirror is subtracted too), X and Y n x q. */
  private void subtractProduct(double[] x, double[] y, double[] to, int at) {
    int position = at;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < q; k++) {
          sum += x[i * q + k] * y[j * q + k];
        }
        to[position++] -= sum;
      }
    }
  }
}
