package dev.menlo.engine.cpu;

import java.util.Arrays;

/**
 * Derivatives of a profile with one level in vech(D), in closed form. Per group, with {@code S_z =
 * S[:, zc]}, {@code e = (-dbeta, 1)} and {@code v = S_z' e},
 *
 * <pre>
 * log|M|_a = tr(E_a S_zz)        log|M|_ab = -tr(E_a S_zz E_b S_zz)
 * rho2_a = -v'E_a v              rho2_ab = 2 v'E_a S_zz E_b v - 2 q_a' S_XX^-1 q_b
 * q_a = -S_Xz E_a v              (the q term is absent when dbeta is held)
 * REML, W = S_zX S_XX^-1 S_Xz:
 * log|S_XX|_a = -tr(E_a W)       log|S_XX|_ab = 2 tr(E_a S_zz E_b W) - tr(P_a P_b)
 * P_a = S_XX^-1 S_Xz E_a S_zX
 * </pre>
 *
 * all summed over groups (q_a and P_a before they are multiplied). Every sum is a product of two
 * columns over groups. They are formed by {@link LaneProfileSums} where it can; else a tile of
 * groups is laid out by columns and reduced by {@link CrossProducts}. Per group about {@code 3/4
 * q^4 + p q^2} multiplications, under REML {@code p^2 q^2} more. An unordered pair of indices of z
 * is numbered as in {@link PackedTriangle}.
 */
final class SingleLevelDerivatives implements ChunkRunner.Work {
  private static final int TILE = 64;

  private final ModelLayout layout;
  private final ChunkRunner runner;
  private final UpSweep sweep;
  private final int n;
  private final int p;
  private final int q;
  private final int qq;

  /** Where the sums over groups are. */
  private final ProfileSums at;

  private final CompiledModel model;

  /** Rows and columns of the directions E_a, in the order of vech. */
  private final int[] unitRow;

  private final int[] unitColumn;

  private double[] results = new double[0];
  private final int stride;

  private FitState fit;
  private RootSystem root;
  private double[] e;
  private boolean second;
  private boolean restricted;
  private boolean profiled;
  private LaneProfileSums lanes;

  /** Sums over groups. */
  private final double[] sum;

  /** S_XX^-1, p x p, for lanes under REML. */
  private final double[] information;

  private final double[] qa;
  private final double[] solved;
  private final double[] pa;

  SingleLevelDerivatives(CompiledModel model, ChunkRunner runner, UpSweep sweep) {
    this.model = model;
    layout = model.layout;
    this.runner = runner;
    this.sweep = sweep;
    at = new ProfileSums(layout);
    n = layout.order;
    p = at.p;
    q = at.q;
    qq = at.qq;
    unitRow = new int[qq];
    unitColumn = new int[qq];
    for (int j = 0, a = 0; j < q; j++) {
      for (int i = j; i < q; i++, a++) {
        unitRow[a] = i;
        unitColumn[a] = j;
      }
    }
    stride = at.length;
    sum = new double[stride];
    information = new double[p * p];
    qa = new double[qq * p];
    solved = new double[qq * p];
    pa = new double[qq * p * p];
  }

  /**
   * Differentiates the last elimination of the sweep.
   *
   * @param root factored, if restricted or dbeta is profiled
   * @param profiled whether dbeta moves
   * @param e (-dbeta, 1) over the columns of [J w]
   */
  void run(
      FitState fit, RootSystem root, double[] e, boolean restricted, boolean profiled, int order) {
    this.fit = fit;
    this.root = root;
    this.e = e;
    this.restricted = restricted;
    this.profiled = profiled;
    second = order == 2;
    lanes = fit.forest.lanes == null ? null : model.profileSums(restricted);
    if (restricted && lanes != null) {
      invertInformation();
    }
    int chunks = fit.forest.chunks;
    if (results.length < chunks * stride) {
      results = new double[chunks * stride];
    }
    runner.run(chunks, this);
    Arrays.fill(sum, 0);
    for (int c = 0; c < chunks; c++) {
      PackedTriangle.add(results, c * stride, sum, 0, stride);
    }
    if (second) {
      formQ();
      if (restricted) {
        formP();
      }
    }
  }

  private void invertInformation() {
    Arrays.fill(information, 0);
    for (int i = 0; i < p; i++) {
      information[i * p + i] = 1;
      root.solve(information, i * p, information, i * p);
    }
  }

  @Override
  public void run(Scratch s, int chunk) {
    Arrays.fill(results, chunk * stride, (chunk + 1) * stride, 0);
    if (lanes != null) {
      lanes.run(
          s.lanes,
          fit.forest.lanes,
          chunk,
          sweep.eliminated(1),
          e,
          information,
          second,
          results,
          chunk * stride);
      return;
    }
    int columns = 3 * qq + p * q + q;
    double[] tile = s.block(columns * TILE);
    int end = fit.forest.to(1, chunk);
    for (int g = fit.forest.from(1, chunk); g < end; g += TILE) {
      int groups = Math.min(TILE, end - g);
      for (int i = 0; i < groups; i++) {
        layOut(g + i, tile, i, s);
      }
      reduce(tile, groups, chunk * stride);
    }
  }

  /** Columns of a tile: S_zz, vv', W, v, S_Xz. */
  private void layOut(int g, double[] tile, int i, Scratch s) {
    double[] elim = s.eliminated;
    fit.forest.order.gather(sweep.eliminated(1), g, sweep.length(1), elim);
    int[] zc = layout.randomColumn[0];
    int vColumn = 3 * qq;
    for (int l = 0; l < q; l++) {
      double v = 0;
      int row = zc[l] * (zc[l] + 1) / 2;
      for (int c = 0; c <= zc[l]; c++) {
        v += elim[row + c] * e[c];
      }
      for (int c = zc[l] + 1; c < n; c++) {
        v += elim[c * (c + 1) / 2 + zc[l]] * e[c];
      }
      tile[(vColumn + l) * TILE + i] = v;
    }
    for (int k = 0, a = 0; k < q; k++) {
      double vk = tile[(vColumn + k) * TILE + i];
      for (int l = 0; l <= k; l++, a++) {
        tile[a * TILE + i] = elim[at.zz[a]];
        tile[(qq + a) * TILE + i] = vk * tile[(vColumn + l) * TILE + i];
      }
    }
    for (int k = 0; k < p * q; k++) {
      tile[(vColumn + q + k) * TILE + i] = elim[at.xz[k]];
    }
    if (restricted) {
      restrictedPart(elim, tile, i, s.fixedEffects);
    }
  }

  /** W = S_zX S_XX^-1 S_Xz. */
  private void restrictedPart(double[] elim, double[] tile, int i, double[] column) {
    for (int l = 0; l < q; l++) {
      for (int x = 0; x < p; x++) {
        column[x] = elim[at.xz[x * q + l]];
      }
      root.solve(column, 0, column, 0);
      for (int k = l; k < q; k++) {
        double w = 0;
        for (int x = 0; x < p; x++) {
          w += elim[at.xz[x * q + k]] * column[x];
        }
        tile[(2 * qq + PackedTriangle.at(k, l)) * TILE + i] = w;
      }
    }
  }

  private void reduce(double[] tile, int groups, int to) {
    int w = 2 * qq;
    int v = 3 * qq;
    int x = v + q;
    CrossProducts.addSums(tile, qq, qq, TILE, groups, results, to + at.vv);
    CrossProducts.addSums(tile, 0, qq, TILE, groups, results, to + at.szz);
    if (restricted) {
      CrossProducts.addSums(tile, w, qq, TILE, groups, results, to + at.ww);
    }
    if (!second) {
      return;
    }
    rectangle(tile, x, p * q, v, q, groups, to + at.xzTimesV);
    rectangle(tile, 0, qq, 0, qq, groups, to + at.szzTimesSzz);
    rectangle(tile, 0, qq, qq, qq, groups, to + at.szzTimesVv);
    if (restricted) {
      rectangle(tile, x, p * q, x, p * q, groups, to + at.xzTimesXz);
      rectangle(tile, 0, qq, w, qq, groups, to + at.szzTimesW);
    }
  }

  private void rectangle(double[] tile, int a, int as, int b, int bs, int groups, int to) {
    CrossProducts.addRectangle(tile, a, as, b, bs, TILE, groups, results, to);
  }

  /** q_a = -S_Xz E_a v. */
  private void formQ() {
    for (int a = 0; a < qq; a++) {
      int i = unitRow[a];
      int j = unitColumn[a];
      for (int x = 0; x < p; x++) {
        double value = sum[at.xzTimesV + (x * q + i) * q + j];
        qa[a * p + x] = i == j ? -value : -value - sum[at.xzTimesV + (x * q + j) * q + i];
      }
      if (second && profiled) {
        root.solve(qa, a * p, solved, a * p);
      }
    }
  }

  /** P_a = S_XX^-1 S_Xz E_a S_zX, by columns. */
  private void formP() {
    for (int a = 0; a < qq; a++) {
      int i = unitRow[a];
      int j = unitColumn[a];
      for (int x = 0; x < p; x++) {
        int column = (a * p + x) * p;
        for (int y = 0; y < p; y++) {
          double value = product(y, i, x, j);
          pa[column + y] = i == j ? value : value + product(y, j, x, i);
        }
        root.solve(pa, column, pa, column);
      }
    }
  }

  /** Sum of S(x, z_i) S(y, z_j). */
  private double product(int x, int i, int y, int j) {
    return sum[at.xzTimesXz + (x * q + i) * p * q + y * q + j];
  }

  /** rho2_a. */
  double penalizedRss(int a) {
    return -weight(a) * sum[at.vv + pair(a)];
  }

  /** Gradient of log|A|, and of log|S_XX| if restricted. */
  double logDeterminant(int a) {
    double trace = weight(a) * sum[at.szz + pair(a)];
    return restricted ? trace - weight(a) * sum[at.ww + pair(a)] : trace;
  }

  private int pair(int a) {
    return PackedTriangle.at(unitRow[a], unitColumn[a]);
  }

  private double weight(int a) {
    return unitRow[a] == unitColumn[a] ? 1 : 2;
  }

  /** rho2_ab. */
  double penalizedRss(int a, int b) {
    double value = 2 * quadratic(at.szzTimesVv, a, b);
    for (int x = 0; x < p && profiled; x++) {
      value -= 2 * qa[a * p + x] * solved[b * p + x];
    }
    return value;
  }

  /** rho2_aj for a residual parameter j. */
  double crossPenalizedRss(int a, SingleLevelResidual residual, int j) {
    return residual.crossPenalizedRss(pair(a), j, qa, a * p);
  }

  /** log|A|_aj for a residual parameter j. */
  double crossLogDeterminant(int a, SingleLevelResidual residual, int j) {
    return residual.crossLogDeterminant(pair(a), j);
  }

  /** Second derivative of log|A|, and of log|S_XX| if restricted. */
  double logDeterminant(int a, int b) {
    double value = -quadratic(at.szzTimesSzz, a, b);
    if (restricted) {
      value += 2 * quadratic(at.szzTimesW, a, b);
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          value -= pa[(a * p + j) * p + i] * pa[(b * p + i) * p + j];
        }
      }
    }
    return value;
  }

  /** Sum of tr(E_a S_zz E_b Y) = sum over ordered (i, j) of a, (k, l) of b of S(j, k) Y(l, i). */
  private double quadratic(int from, int a, int b) {
    int i = unitRow[a];
    int j = unitColumn[a];
    int k = unitRow[b];
    int l = unitColumn[b];
    double value = term(from, i, j, k, l);
    value += k == l ? 0 : term(from, i, j, l, k);
    value += i == j ? 0 : term(from, j, i, k, l);
    value += i == j || k == l ? 0 : term(from, j, i, l, k);
    return value;
  }

  private double term(int from, int i, int j, int k, int l) {
    return sum[from + PackedTriangle.at(j, k) * qq + PackedTriangle.at(l, i)];
  }
}
