package dev.menlo.engine.cpu;

import dev.menlo.engine.Design;
import dev.menlo.engine.FitStatus;
import java.util.Arrays;

/**
 * The row pass: evaluates the mean (and its derivatives) of one fit, whitens, and reduces each
 * group of level K to the cross-product of {@code [J w]}.
 *
 * <p>Nothing is stored a row but, for residual scales that read it, the mean. Cost a row: the
 * program, and {@code (m + 1) (m + 2) / 2} products (with curvature one more for each second
 * derivative). One instance serves all fits of a workspace in turn.
 */
final class CpuLinearization implements ChunkRunner.Work {
  /** Rows evaluated at a time where a group may be cut. */
  private static final int STRIP = 256;

  /** Results of a chunk: RSS at the kept variance point, at its own, log det R, status, row. */
  private static final int RESULTS = 5;

  /** Results of a chunk with the derivatives of log det R. */
  private final int stride;

  /** Derivatives of log det R. */
  private final int blocks;

  private static final int MEAN_FAILED = 1;
  private static final int VARIANCE_FAILED = 2;

  private final CompiledModel model;
  private final ModelLayout layout;
  private final ChunkRunner runner;
  private double[] results = new double[0];

  private FitState fit;
  private Point point;
  private double[][] covariates = new double[0][];
  private double[] keptMeans;
  private KeptLinearization into;
  private int order;
  private boolean own;
  private double[] delta;
  private WhiteningDerivatives derivatives;
  private LanePass lanes;

  /** |R^{-1/2} r|^2 with S at the variance point in force before. */
  double rss;

  /** The same with S at the variance point of the pass. */
  double ownRss;

  /** log det R at the variance point of the pass. */
  double logDetR;

  /** Row of the design where the first trouble was met, or -1. */
  int badRow;

  CpuLinearization(CompiledModel model, ChunkRunner runner) {
    this.model = model;
    this.layout = model.layout;
    this.runner = runner;
    blocks = WhiteningDerivatives.blocks(layout);
    stride = ChunkRunner.apart(RESULTS + blocks);
  }

  /**
   * Runs a pass at the current point of a linearised fit with S kept but another delta.
   *
   * @param delta residual parameters
   * @param jets whether derivatives in delta are formed too
   */
  FitStatus rewhiten(FitState state, double[] delta, boolean jets, KeptLinearization into) {
    this.delta = delta;
    derivatives = jets ? into.derivativeStorage(layout, state.forest) : null;
    return pass(
        state, state.current, state.kept.means, false, state.kept.hasCurvature ? 2 : 1, into);
  }

  /**
   * Runs a pass.
   *
   * @param at where the mean is evaluated
   * @param keptMeans means of the variance point in force; null: there is none, use the pass's own
   * @param own whether S is refrozen at the means of this pass
   * @param order 0 sums only, 1 cross-products, 2 with curvature
   * @param into receives cross-products, means and log det R; its delta is set to the point's
   */
  FitStatus run(
      FitState state,
      Point at,
      double[] keptMeans,
      boolean own,
      int order,
      KeptLinearization into) {
    delta = at.delta;
    // With curvature the derivatives in delta are formed in the same pass.
    boolean jets = order == 2 && layout.residualParameters > 0;
    derivatives = jets ? into.derivativeStorage(layout, state.forest) : null;
    return pass(state, at, keptMeans, own, order, into);
  }

  private FitStatus pass(
      FitState state,
      Point at,
      double[] keptMeans,
      boolean own,
      int order,
      KeptLinearization into) {
    fit = state;
    point = at;
    this.keptMeans = keptMeans == null ? into.means : keptMeans;
    this.own = own || keptMeans == null;
    this.order = order;
    this.into = into;
    bindCovariates(state.design);
    int chunks = state.forest.chunks;
    if (results.length < chunks * stride) {
      results = new double[chunks * stride];
    }
    if (order == 2) {
      into.curvature(model.seconds());
    }
    if (into.means != null && !this.own) {
      System.arraycopy(keptMeans, 0, into.means, 0, into.means.length);
    }
    System.arraycopy(delta, 0, into.delta, 0, delta.length);
    if (derivatives != null) {
      Arrays.fill(derivatives.logDetR, 0);
    }
    lanes = lanes(state);
    runner.run(chunks, this);
    FitStatus status = reduce(chunks);
    into.logDetR = logDetR;
    into.hasCurvature = order == 2;
    into.derivatives = derivatives;
    return status;
  }

  /** The pass over lanes for what is asked, or null. */
  private LanePass lanes(FitState state) {
    LaneLayout of = state.forest.lanes;
    if (of == null) {
      return null;
    }
    boolean ownMeans = own && model.meanDependentScale();
    boolean two = ownMeans && keptMeans != into.means;
    return model.lanes.of(
        new LanePassProgram.Kind(order, ownMeans, two, derivatives != null, of.ragged));
  }

  private void bindCovariates(Design design) {
    if (covariates.length != design.covariates()) {
      covariates = new double[design.covariates()][];
    }
    for (int c = 0; c < covariates.length; c++) {
      covariates[c] = design.covariate(c);
    }
  }

  private FitStatus reduce(int chunks) {
    rss = 0;
    ownRss = 0;
    logDetR = 0;
    badRow = -1;
    for (int c = 0; c < chunks; c++) {
      int at = c * stride;
      if (results[at + 3] != 0) {
        badRow = (int) results[at + 4];
        return results[at + 3] == MEAN_FAILED
            ? FitStatus.NON_FINITE_MEAN
            : FitStatus.NON_FINITE_VARIANCE;
      }
      rss += results[at];
      ownRss += results[at + 1];
      logDetR += results[at + 2];
      if (derivatives != null) {
        PackedTriangle.add(results, at + RESULTS, derivatives.logDetR, 0, blocks);
      }
    }
    return FitStatus.OK;
  }

  @Override
  public void run(Scratch scratch, int chunk) {
    ForestLayout forest = fit.forest;
    int at = chunk * stride;
    for (int i = 0; i < stride; i++) {
      results[at + i] = 0;
    }
    if (lanes != null) {
      lanes.run(scratch, fit, chunk, point, delta, keptMeans, into, derivatives, sink(scratch, at));
      return;
    }
    int end = forest.to(forest.levels, chunk);
    for (int g = forest.from(forest.levels, chunk); g < end && results[at + 3] == 0; g++) {
      group(scratch, g, at);
    }
  }

  /** Files the sums of groups; one whose sums are not finite is looked at row by row. */
  private LanePass.Sink sink(Scratch scratch, int at) {
    return new LanePass.Sink() {
      @Override
      public void failed(int g) {
        if (results[at + 3] == 0 || fit.design.start(layout.levels)[g] < results[at + 4]) {
          double before = results[at + 3];
          double row = results[at + 4];
          results[at + 3] = 0;
          group(scratch, g, at);
          if (results[at + 3] == 0) {
            results[at + 3] = before;
            results[at + 4] = row;
          }
        }
      }

      @Override
      public void add(double before, double ownSum, double logDet) {
        results[at] += before;
        results[at + 1] += ownSum;
        results[at + 2] += logDet;
      }

      @Override
      public void addJet(int o, double value) {
        results[at + RESULTS + o] += value;
      }
    };
  }

  private void group(Scratch s, int g, int result) {
    int[] start = fit.design.start(layout.levels);
    fit.forest.effects.gather(point.b, g, s.effects);
    s.products.begin(fit.forest.order, into, derivatives, g, order);
    boolean whole = model.recursive || model.residual != null;
    int rows = start[g + 1] - start[g];
    int strip = whole ? Math.max(rows, 1) : STRIP;
    for (int from = start[g]; from < start[g + 1]; from += strip) {
      strip(s, from, Math.min(start[g + 1], from + strip), result);
      if (results[result + 3] != 0) {
        return;
      }
    }
    if (order > 0) {
      toWorkingResponse(s);
    }
    s.products.end();
  }

  /** Evaluates rows of one group and adds their products. */
  private void strip(Scratch s, int from, int to, int result) {
    int m = order == 0 ? 0 : layout.columns;
    int outputs = m + 1 + (order == 2 ? model.seconds() : 0);
    int ld = to - from;
    double[] block = s.block((outputs + 1) * ld);
    program()
        .evaluate(covariates, from, to, 0, point.beta, s.effects, delta, null, block, ld, s.slots);
    if (into.means != null && own) {
      System.arraycopy(block, m * ld, into.means, from, ld);
    }
    double[] y = fit.response;
    for (int i = 0; i < ld; i++) {
      block[m * ld + i] = y[from + i] - block[m * ld + i];
    }
    int rows = ld;
    if (model.residual != null || !fit.design.allInLikelihood()) {
      s.rows.set(fit.design, from, to);
      s.rows.compact(block, ld, outputs);
      rows = s.rows.count;
    }
    if (model.residual == null) {
      double sum =
          order == 0
              ? CrossProducts.dot(block, 0, block, 0, rows)
              : products(s.products, block, ld, rows, block, m * ld);
      results[result] += sum;
      results[result + 1] += sum;
      if (!finite(sum, s.products) && !failsAtARow(block, ld, rows, outputs, from, result)) {
        fail(MEAN_FAILED, from, result);
      }
    } else {
      whitened(s, block, ld, rows, result);
    }
  }

  private RowProgram program() {
    return switch (order) {
      case 0 -> model.mean;
      case 1 -> model.jacobian;
      default -> model.hessian;
    };
  }

  /** Whitens the rows of a group at both variance points and adds their products. */
  private void whitened(Scratch s, double[] block, int ld, int rows, int result) {
    int m = order == 0 ? 0 : layout.columns;
    int outputs = m + 1 + (order == 2 ? model.seconds() : 0);
    Whitening whitening = s.whitening;
    boolean two = own && model.meanDependentScale() && keptMeans != into.means;
    double before = 0;
    if (!FiniteRows.isFinite(block, m * ld, rows)) {
      failsAtARow(block, ld, rows, outputs, s.rows.from, result);
      return;
    }
    if (two) {
      System.arraycopy(block, m * ld, block, outputs * ld, rows);
      if (!whitening.factor(s.rows, covariates, delta, keptMeans, false)) {
        fail(VARIANCE_FAILED, s.rows.row[whitening.badRow], result);
        return;
      }
      whitening.apply(block, ld, outputs, 1, rows);
      before = CrossProducts.dot(block, outputs * ld, block, outputs * ld, rows);
    }
    if (!whitening.factor(
        s.rows, covariates, delta, own ? into.means : keptMeans, derivatives != null)) {
      fail(VARIANCE_FAILED, s.rows.row[whitening.badRow], result);
      return;
    }
    if (derivatives != null && !whitening.isDiagonal()) {
      differentiate(s, block, ld, rows, result);
    }
    whitening.apply(block, ld, 0, m + 1, rows);
    if (derivatives != null && whitening.isDiagonal()) {
      differentiateDiagonal(s, block, ld, rows, result);
    }
    double sum;
    if (order == 0) {
      sum = CrossProducts.dot(block, 0, block, 0, rows);
    } else {
      System.arraycopy(block, m * ld, block, outputs * ld, rows);
      if (order == 2) {
        whitening.applyTransposed(block, outputs * ld, rows);
      }
      sum = products(s.products, block, ld, rows, block, outputs * ld);
    }
    results[result] += two ? before : sum;
    results[result + 1] += sum;
    results[result + 2] += whitening.logDet[0];
    if (!finite(sum, s.products) && !failsAtARow(block, ld, rows, outputs, s.rows.from, result)) {
      fail(VARIANCE_FAILED, s.rows.row[whitening.badRow], result);
    }
  }

  /**
   * The same as {@link #differentiate} where C = I: with whitened columns x and l = log g, {@code
   * (xx')_a = -2 l_a xx'} and {@code (xx')_ab = (4 l_a l_b - 2 l_ab) xx'}.
   */
  private void differentiateDiagonal(Scratch s, double[] block, int ld, int rows, int result) {
    int sets = s.whitening.logDet.length;
    double[] weight = s.tangentBlock(rows);
    double[] jets = s.products.jets;
    WorkingResponse.combine(layout, s.effects, s.combination);
    for (int o = 0; o < sets - 1; o++) {
      int at = s.products.jetsAt + o * layout.packed;
      s.whitening.weights(1 + o, weight, rows);
      CrossProducts.add(block, ld, rows, layout.order, weight, jets, at);
      WorkingResponse.shift(jets, at, layout.columns, s.combination);
      results[result + RESULTS + o] += s.whitening.logDet[1 + o];
    }
  }

  /** Derivatives in delta of the group's cross-product of [J w] and of its log det R. */
  private void differentiate(Scratch s, double[] block, int ld, int rows, int result) {
    int n = layout.order;
    int sets = s.whitening.logDet.length;
    double[] x = s.tangentBlock(sets * n * ld);
    System.arraycopy(block, 0, x, 0, n * ld);
    s.whitening.tangents(x, ld, n, rows);
    WorkingResponse.combine(layout, s.effects, s.combination);
    double[] jets = s.products.jets;
    int first = s.products.jetsAt;
    s.whiteningProducts.form(x, ld, rows, jets, first);
    for (int o = 0; o < sets - 1; o++) {
      WorkingResponse.shift(jets, first + o * layout.packed, layout.columns, s.combination);
      results[result + RESULTS + o] += s.whitening.logDet[1 + o];
    }
  }

  /**
   * Adds {@code [J r]'[J r]} and {@code sum (R^{-1} r) d2mu} of the rows to the group.
   *
   * @param weighted holds R^{-1} r at {@code weightedAt}
   * @return r'r of the rows
   */
  private double products(
      GroupProducts to, double[] block, int ld, int rows, double[] weighted, int weightedAt) {
    int n = layout.order;
    int corner = to.crossAt + layout.packed - 1;
    double before = to.cross[corner];
    CrossProducts.add(block, ld, rows, n, null, to.cross, to.crossAt);
    if (order == 2) {
      int seconds = model.seconds();
      CrossProducts.addDots(
          weighted, weightedAt, block, n * ld, ld, seconds, rows, to.curvature, to.curvatureAt);
    }
    return to.cross[corner] - before;
  }

  /** Whether a sum, the diagonal of a group's cross-product and its curvature are finite. */
  private boolean finite(double sum, GroupProducts of) {
    double total = sum;
    if (order > 0) {
      for (int i = 0; i < layout.order; i++) {
        total += of.cross[of.crossAt + PackedTriangle.at(i, i)];
      }
    }
    if (order == 2) {
      for (int i = 0; i < model.seconds(); i++) {
        total += Math.abs(of.curvature[of.curvatureAt + i]);
      }
    }
    return total - total == 0;
  }

  /** Fails at the first row that is not finite or whose square overflows. */
  private boolean failsAtARow(double[] block, int ld, int rows, int outputs, int from, int result) {
    int i = FiniteRows.firstBad(block, ld, rows, outputs);
    if (i >= 0) {
      fail(MEAN_FAILED, FiniteRows.rowOf(fit.design, from, i), result);
    }
    return i >= 0;
  }

  private void fail(int kind, int row, int result) {
    results[result + 3] = kind;
    results[result + 4] = row;
  }

  /** w = r + J e with e the effects that reach the group. */
  private void toWorkingResponse(Scratch s) {
    WorkingResponse.combine(layout, s.effects, s.combination);
    WorkingResponse.shift(s.products.cross, s.products.crossAt, layout.columns, s.combination);
  }
}
