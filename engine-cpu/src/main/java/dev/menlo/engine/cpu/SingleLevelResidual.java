package dev.menlo.engine.cpu;

import java.util.Arrays;

/**
 * Derivatives of a profile in the residual parameters delta, alone and crossed with vech(D), with
 * one level and without REML, in closed form. Per group, with {@code S_z = S[:, zc]}, {@code e =
 * (-dbeta, 1)}, {@code v = S_z' e}, {@code b = D v}, {@code t = e - b} (b in the columns of z),
 * {@code F = I - D S_zz}, {@code W = D - D S_zz D = (D^{-1} + C_zz)^{-1}} and the derivatives C_j,
 * C_jk of the whitened cross-product C of [J w],
 *
 * <pre>
 * log|M|_j = tr(W C_j,zz)          log|M|_jk = tr(W C_jk,zz) - tr(W C_j,zz W C_k,zz)
 * log|M|_aj = tr(E_a F'C_j,zz F)
 * y_j = C_j t   h_j = y_j,X - S_Xz D y_j,z   n_j = y_j,z - S_zz D y_j,z
 * rho2_j = t'y_j                   rho2_jk = t'C_jk t - 2 y_j,z' W y_k,z - 2 h_j' S_XX^-1 h_k
 * rho2_aj = -2 v'E_a n_j - 2 q_a' S_XX^-1 h_j
 * </pre>
 *
 * (h_j summed over groups before it is multiplied; the terms with S_XX are absent when dbeta is
 * held). Everything exists at singular D. Per group about {@code r (n^2 + 4 q^3)} multiplications.
 */
final class SingleLevelResidual implements ChunkRunner.Work {
  private final ModelLayout layout;
  private final ChunkRunner runner;
  private final UpSweep sweep;
  private final int n;
  private final int p;
  private final int q;
  private final int qq;
  private final int r;
  private final int[] zc;

  /** Packed positions of the block of z, and of the columns of z. */
  private final int[] zz;

  private final int[] zn;

  /** Sums: rho2_j and log|M|_j; rho2_jk and log|M|_jk by pair; rho2_aj and log|M|_aj; h_j. */
  private final double[] sum;

  private final int stride;
  private final int pairAt;
  private final int crossAt;
  private final int stepAt;
  private final double[] d;

  /** The same over lanes of groups, or null where the formulas are too long. */
  private final LaneResidual lanes;

  private final double[] solved;
  private double[] results = new double[0];

  private FitState fit;
  private RootSystem root;
  private double[] e;
  private boolean profiled;

  SingleLevelResidual(CompiledModel model, ChunkRunner runner, UpSweep sweep) {
    layout = model.layout;
    this.runner = runner;
    this.sweep = sweep;
    n = layout.order;
    p = layout.fixedEffects;
    zc = layout.randomColumn[0];
    q = zc.length;
    qq = PackedTriangle.length(q);
    r = layout.residualParameters;
    pairAt = 2 * r;
    crossAt = pairAt + 2 * PackedTriangle.length(r);
    stepAt = crossAt + 2 * r * qq;
    sum = new double[stepAt + r * p];
    stride = ChunkRunner.apart(sum.length);
    zz = new int[q * q];
    zn = new int[q * n];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        zz[i * q + j] = PackedTriangle.at(zc[i], zc[j]);
      }
      for (int c = 0; c < n; c++) {
        zn[i * n + c] = PackedTriangle.at(zc[i], c);
      }
    }
    d = new double[q * q];
    lanes = model.laneResidual();
    solved = new double[r * p];
  }

  /**
   * Differentiates the last elimination of the sweep in delta.
   *
   * @param lambda relative factor of the level at {@code lambdaAt}
   * @param root factored, if dbeta is profiled
   * @param e (-dbeta, 1) over the columns of [J w]
   */
  void run(
      FitState fit, double[] lambda, int lambdaAt, RootSystem root, double[] e, boolean profiled) {
    this.fit = fit;
    this.root = root;
    this.e = e;
    this.profiled = profiled;
    relativeCovariance(lambda, lambdaAt);
    int chunks = fit.forest.chunks;
    if (results.length < chunks * stride) {
      results = new double[chunks * stride];
    }
    runner.run(chunks, this);
    Arrays.fill(sum, 0);
    for (int c = 0; c < chunks; c++) {
      PackedTriangle.add(results, c * stride, sum, 0, sum.length);
    }
    for (int j = 0; j < r && profiled; j++) {
      root.solve(sum, stepAt + j * p, solved, j * p);
    }
  }

  /** D = Lambda Lambda'. */
  private void relativeCovariance(double[] lambda, int at) {
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        double value = 0;
        for (int k = 0; k < q; k++) {
          value += lambda[at + i * q + k] * lambda[at + j * q + k];
        }
        d[i * q + j] = value;
      }
    }
  }

  @Override
  public void run(Scratch s, int chunk) {
    int at = chunk * stride;
    Arrays.fill(results, at, at + sum.length, 0);
    if (lanes != null) {
      lanes.run(
          s.lanes,
          fit.forest,
          chunk,
          sweep.eliminated(1),
          fit.kept.derivatives.cross,
          e,
          d,
          results,
          at);
      return;
    }
    Group group = new Group(at);
    int end = fit.forest.to(1, chunk);
    for (int g = fit.forest.from(1, chunk); g < end; g++) {
      group.add(g);
    }
  }

  /** rho2_j. */
  double penalizedRss(int j) {
    return sum[2 * j];
  }

  /** log|M|_j; log det R not included. */
  double logDeterminant(int j) {
    return sum[2 * j + 1];
  }

  /** rho2_jk. */
  double penalizedRss(int j, int k) {
    double value = sum[pairAt + 2 * PackedTriangle.at(j, k)];
    for (int x = 0; x < p && profiled; x++) {
      value -= 2 * sum[stepAt + j * p + x] * solved[k * p + x];
    }
    return value;
  }

  /** log|M|_jk; log det R not included. */
  double logDeterminant(int j, int k) {
    return sum[pairAt + 2 * PackedTriangle.at(j, k) + 1];
  }

  /**
   * rho2_aj.
   *
   * @param qa (S_a e)[X] of the direction, at {@code qaAt}
   */
  double crossPenalizedRss(int pair, int j, double[] qa, int qaAt) {
    double value = sum[crossAt + 2 * (j * qq + pair)];
    for (int x = 0; x < p && profiled; x++) {
      value -= 2 * qa[qaAt + x] * solved[j * p + x];
    }
    return value;
  }

  /** log|M|_aj. */
  double crossLogDeterminant(int pair, int j) {
    return sum[crossAt + 2 * (j * qq + pair) + 1];
  }

  /** The sums of one group; one instance a chunk. */
  private final class Group {
    private final int out;
    private final double[] szz = new double[q * q];
    private final double[] ds = new double[q * q];
    private final double[] w = new double[q * q];
    private final double[] f = new double[q * q];
    private final double[] v = new double[q];
    private final double[] t = new double[n];
    private final double[] y = new double[r * n];
    private final double[] wy = new double[q];
    private final double[] wc = new double[r * q * q];
    private final double[] half = new double[q * q];
    private final double[] czz = new double[q * q];
    private final double[] nj = new double[q];
    private final double[] elim = new double[layout.eliminatedLength()];
    private final double[] jets = new double[WhiteningDerivatives.blocks(layout) * layout.packed];

    Group(int out) {
      this.out = out;
    }

    void add(int g) {
      fit.forest.order.gather(sweep.eliminated(1), g, elim.length, elim);
      fit.forest.order.gather(fit.kept.derivatives.cross, g, jets.length, jets);
      eliminated();
      for (int j = 0; j < r; j++) {
        gradient(j, j * layout.packed);
        cross(j);
        step(j);
      }
      for (int j = 0; j < r; j++) {
        for (int k = 0; k <= j; k++) {
          int pair = PackedTriangle.at(j, k);
          second(j, k, pair, (r + pair) * layout.packed);
        }
      }
    }

    /** S_zz, D S_zz, W, F, v and t. */
    private void eliminated() {
      for (int i = 0; i < q; i++) {
        double sum = 0;
        for (int c = 0; c < n; c++) {
          sum += elim[zn[i * n + c]] * e[c];
        }
        v[i] = sum;
        for (int j = 0; j < q; j++) {
          szz[i * q + j] = elim[zz[i * q + j]];
        }
      }
      multiply(d, szz, ds);
      multiply(ds, d, half);
      System.arraycopy(e, 0, t, 0, n);
      for (int i = 0; i < q; i++) {
        double b = 0;
        for (int j = 0; j < q; j++) {
          w[i * q + j] = d[i * q + j] - half[i * q + j];
          f[i * q + j] = (i == j ? 1 : 0) - ds[i * q + j];
          b += d[i * q + j] * v[j];
        }
        t[zc[i]] -= b;
      }
    }

    /** y_j = C_j t, rho2_j, W C_j,zz and log|M|_j. */
    private void gradient(int j, int c) {
      int at = j * n;
      double rho2 = 0;
      for (int i = 0, packed = c; i < n; i++) {
        double ti = t[i];
        double sum = 0;
        for (int k = 0; k < i; k++, packed++) {
          double entry = jets[packed];
          sum += entry * t[k];
          y[at + k] += entry * ti;
        }
        double diagonal = jets[packed++];
        y[at + i] = sum + diagonal * ti;
        rho2 += ti * (2 * sum + diagonal * ti);
      }
      gather(jets, c);
      double trace = 0;
      for (int i = 0; i < q; i++) {
        for (int k = 0; k < q; k++) {
          double sum = 0;
          for (int l = 0; l < q; l++) {
            sum += w[i * q + l] * czz[l * q + k];
          }
          wc[(j * q + i) * q + k] = sum;
        }
        trace += wc[(j * q + i) * q + i];
      }
      results[out + 2 * j] += rho2;
      results[out + 2 * j + 1] += trace;
    }

    /** The block of z of a packed matrix, q x q. */
    private void gather(double[] packed, int c) {
      for (int i = 0; i < q; i++) {
        for (int k = 0; k <= i; k++) {
          double entry = packed[c + zz[i * q + k]];
          czz[i * q + k] = entry;
          czz[k * q + i] = entry;
        }
      }
    }

    /**
     * rho2_aj without the step's part, and log|M|_aj, for every direction a; after {@link
     * #gradient} of j.
     */
    private void cross(int j) {
      multiply(czz, f, half);
      for (int i = 0; i < q; i++) {
        double sum = y[j * n + zc[i]];
        for (int l = 0; l < q; l++) {
          sum -= ds[l * q + i] * y[j * n + zc[l]];
        }
        nj[i] = sum;
      }
      int at = out + crossAt + 2 * j * qq;
      for (int i = 0; i < q; i++) {
        for (int k = 0; k <= i; k++, at += 2) {
          double trace = 0;
          for (int l = 0; l < q; l++) {
            trace += f[l * q + i] * half[l * q + k];
          }
          double product = v[i] * nj[k] + v[k] * nj[i];
          results[at] -= i == k ? product : 2 * product;
          results[at + 1] += i == k ? trace : 2 * trace;
        }
      }
    }

    /** h_j = y_j,X - S_Xz D y_j,z. */
    private void step(int j) {
      for (int i = 0; i < q; i++) {
        double sum = 0;
        for (int l = 0; l < q; l++) {
          sum += d[i * q + l] * y[j * n + zc[l]];
        }
        wy[i] = sum;
      }
      for (int x = 0; x < p; x++) {
        int column = layout.fixedColumn[x];
        double value = y[j * n + column];
        for (int i = 0; i < q; i++) {
          value -= elim[zn[i * n + column]] * wy[i];
        }
        results[out + stepAt + j * p + x] += value;
      }
    }

    /** rho2_jk without the step's part, and log|M|_jk. */
    private void second(int j, int k, int pair, int c) {
      double rho2 = 0;
      for (int a = 0, packed = c; a < n; a++) {
        double sum = 0;
        for (int b = 0; b < a; b++, packed++) {
          sum += jets[packed] * t[b];
        }
        rho2 += t[a] * (2 * sum + jets[packed++] * t[a]);
      }
      gather(jets, c);
      double trace = 0;
      for (int a = 0; a < q; a++) {
        for (int b = 0; b < q; b++) {
          rho2 -= 2 * y[j * n + zc[a]] * w[a * q + b] * y[k * n + zc[b]];
          trace += w[a * q + b] * czz[b * q + a];
          trace -= wc[(j * q + a) * q + b] * wc[(k * q + b) * q + a];
        }
      }
      results[out + pairAt + 2 * pair] += rho2;
      results[out + pairAt + 2 * pair + 1] += trace;
    }

    private void multiply(double[] a, double[] b, double[] ab) {
      for (int i = 0; i < q; i++) {
        for (int j = 0; j < q; j++) {
          double sum = 0;
          for (int k = 0; k < q; k++) {
            sum += a[i * q + k] * b[k * q + j];
          }
          ab[i * q + j] = sum;
        }
      }
    }
  }
}
