package dev.menlo.engine.nd4j;

import dev.menlo.engine.Design;
import dev.menlo.engine.nd4j.GroupRows.SameSize;

/**
 * The rows of a point reduced to one cross-product a deepest group, {@code [J w]'R^{-1}[J w]}, at
 * one variance point and delta (method.md, eq. 4).
 *
 * @param delta residual parameters
 * @param cross groups x N x N, with derivatives in delta if they were asked for
 * @param curvature H = sum (R^{-1} r) d2mu, groups x N x N with a last row and column of zeros;
 *     null without second derivatives
 * @param rss r'R^{-1}r
 * @param logDetR log|R|; then its derivatives in delta, first and second by packed triangle
 * @param hasDerivatives whether those in delta are here
 */
record Reduced(
    double[] delta,
    StackJet cross,
    Stack curvature,
    double rss,
    double[] logDetR,
    boolean hasDerivatives) {

  /** Reduces the rows of a fit. */
  static final class Reduction {
    private final CompiledModel model;
    private final Design design;
    private final GroupRows rows;
    private final Levels levels;
    private final double[] response;

    Reduction(
        CompiledModel model, Design design, GroupRows rows, Levels levels, double[] response) {
      this.model = model;
      this.design = design;
      this.rows = rows;
      this.levels = levels;
      this.response = response;
    }

    /** {@code y - mean}, one a row. */
    double[] residual(double[] means) {
      double[] r = new double[means.length];
      for (int i = 0; i < r.length; i++) {
        r[i] = response[i] - means[i];
      }
      return r;
    }

    /** {@code {r'R^{-1}r, log|R|}}. */
    double[] sums(double[] means, double[] varianceMeans, double[] delta) throws Trouble {
      double[] out = new double[2];
      double[] r = residual(means);
      for (SameSize groups : rows.sizes()) {
        Whitener whitener = new Whitener(model, design, groups, varianceMeans, delta, 0);
        Stack white = whitener.whiten(groups.gather(r));
        out[0] += white.timesEntries(white).total();
        out[1] += whitener.logDeterminant();
      }
      return out;
    }

    /**
     * Reduces.
     *
     * @param outputs mean, its m derivatives, and second derivatives if there are any
     * @param b random effects in the order of u
     * @param order derivatives in delta, 0 or 2
     */
    Reduced reduce(
        MeanOutputs outputs, double[] b, double[] varianceMeans, double[] delta, int order)
        throws Trouble {
      int r = order == 0 ? 0 : delta.length;
      int n = model.order;
      double[][] columns = outputs.columns(n, residual(outputs.mean()));
      int blocks = 1 + r + r * (r + 1) / 2;
      double[][] cross = new double[blocks][rows.groups() * n * n];
      double[] curvature = outputs.hasSecond() ? new double[rows.groups() * n * n] : null;
      double[] logDetR = new double[blocks];
      double[] logDetDerivatives = new double[blocks - 1];
      double rss = 0;
      for (SameSize groups : rows.sizes()) {
        Whitener whitener = new Whitener(model, design, groups, varianceMeans, delta, order);
        Stack raw = groups.gather(columns);
        Stack white = whitener.whiten(raw);
        StackJet own = whitener.crossProduct(white, logDetDerivatives);
        place(own, groups, cross);
        logDetR[0] += whitener.logDeterminant();
        Stack r1 = white.column(n - 1);
        rss += r1.timesEntries(r1).total();
        if (curvature != null) {
          Stack weights = whitener.solve(raw.column(n - 1));
          place(outputs.curvature(groups, weights, n), groups, curvature);
        }
      }
      System.arraycopy(logDetDerivatives, 0, logDetR, 1, blocks - 1);
      Stack shift = shift(levels.combination(b));
      StackJet all = jet(cross, r, n).map(c -> congruent(c, shift));
      Stack h =
          curvature == null ? null : congruent(Stack.of(curvature, rows.groups(), n, n), shift);
      return new Reduced(delta, all, h, rss, logDetR, order > 0);
    }

    private StackJet jet(double[][] blocks, int r, int n) {
      StackJet jet = StackJet.constant(Stack.of(blocks[0], rows.groups(), n, n), r);
      for (int a = 0; a < r; a++) {
        jet.first()[a] = Stack.of(blocks[1 + a], rows.groups(), n, n);
        for (int c = 0; c <= a; c++) {
          int at = 1 + r + a * (a + 1) / 2 + c;
          jet.second()[a][c] = Stack.of(blocks[at], rows.groups(), n, n);
        }
      }
      return jet;
    }

    private static void place(StackJet own, SameSize groups, double[][] all) {
      int r = own.parameters();
      place(own.value(), groups, all[0]);
      for (int a = 0; a < r; a++) {
        place(own.first()[a], groups, all[1 + a]);
        for (int b = 0; b <= a; b++) {
          place(own.second()[a][b], groups, all[1 + r + a * (a + 1) / 2 + b]);
        }
      }
    }

    /** Puts the matrices of groups of one size where their groups stand in the design. */
    private static void place(Stack own, SameSize groups, double[] all) {
      double[] entries = own.toArray();
      int length = own.rows * own.columns;
      for (int i = 0; i < groups.count(); i++) {
        System.arraycopy(entries, i * length, all, groups.groups()[i] * length, length);
      }
    }

    /** T with [J w] = [J r] T: the identity with e added in the last column, as w = r + J e. */
    private static Stack shift(Stack e) {
      int n = e.rows;
      double[] t = new double[e.count * n * n];
      double[] entries = e.toArray();
      for (int g = 0; g < e.count; g++) {
        for (int i = 0; i < n; i++) {
          t[(g * n + i) * n + i] = 1;
          t[(g * n + i) * n + n - 1] += entries[g * n + i];
        }
      }
      return Stack.of(t, e.count, n, n);
    }

    private static Stack congruent(Stack c, Stack t) {
      return t.transpose().times(c).times(t);
    }
  }
}
