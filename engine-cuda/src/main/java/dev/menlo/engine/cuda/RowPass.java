package dev.menlo.engine.cuda;

import dev.menlo.engine.FitStatus;
import dev.menlo.engine.cuda.Kernels.Items;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.Interpreter.Row;
import java.util.Arrays;

/**
 * The row pass over selected fits: evaluates the mean and its derivatives, whitens, and reduces
 * each group of level K to the cross-product of [J w]; slice by slice, so that scratch is bounded.
 */
final class RowPass {
  private static final int RSS_BEFORE = 0;
  private static final int RSS = 1;
  private static final int TROUBLED = 2;
  private static final int LOG_DET_R = 3;
  private static final int BAD_MEAN = 1;

  private final DeviceState state;
  private final CompiledModel model;
  private final ModelShape shape;
  private final Kernels kernels;
  private final Scratch scratch;

  /** What a pass does; arrays are by fit of the partition. */
  static final class Request {
    /** 0 sums only, 1 cross-products, 2 with curvature. */
    int order;

    /** Whether derivatives in delta are formed too. */
    boolean jets;

    /** Point whose effects are read, and beta and delta of it. */
    int[] point;

    double[] beta;
    double[] delta;

    /** Set that receives the results. */
    int[] into;

    /** Set whose means stay the variance point, or -1 for the means of the pass. */
    int[] frozen;

    /** Set at whose means the first sum is formed; null if it is the same as the second. */
    int[] before;
  }

  /** Results by fit of the partition. */
  final FitStatus[] status;

  final int[] badRow;
  final double[] rssBefore;
  final double[] rss;
  final double[] logDetR;

  /** Derivatives of log det R, blocks a fit. */
  final double[] logDetRDerivatives;

  private Request now;
  private int width;
  private int jets;
  private int resultColumns;
  private long results;
  private long kind;
  private long row;
  private long point;
  private long into;
  private long frozen;
  private long beta;
  private long delta;
  private long block;
  private long scale;
  private long pairs;
  private long factor;

  RowPass(DeviceState state) {
    this.state = state;
    model = state.model;
    shape = state.shape;
    kernels = state.kernels;
    scratch = state.scratch;
    int fits = state.partition.fits;
    status = new FitStatus[fits];
    badRow = new int[fits];
    rssBefore = new double[fits];
    rss = new double[fits];
    logDetR = new double[fits];
    logDetRDerivatives = new double[fits * shape.residualBlocks()];
  }

  /** Runs a pass and files the results of each selected fit. */
  void run(Selection selection, Request request) {
    now = request;
    jets = request.jets ? model.jetLength() : 1;
    width = model.outputs(request.order) + 1;
    resultColumns = LOG_DET_R + jets;
    long slots = state.partition.tiles[shape.levels] * DesignLayout.LANES;
    results = state.perGroup("pass", shape.levels, resultColumns);
    kind = scratch.doubles("kind", (slots + 1) / 2);
    row = scratch.doubles("row", (slots + 1) / 2);
    if (slots > 0) {
      kernels.device().clear(results, 8L * slots * resultColumns);
      kernels.device().clear(kind, 4L * slots);
    }
    point = scratch.upload("point", request.point);
    into = scratch.upload("into", request.into);
    frozen = scratch.upload("frozen", request.frozen);
    beta = scratch.upload("beta", request.beta);
    delta = scratch.upload("delta", request.delta);
    for (Selection.Slice slice : selection.slices) {
      slice(slice);
    }
    if (request.order > 0) {
      shift(selection, state.cross, 1);
    }
    if (request.jets) {
      shift(selection, state.derivatives(), shape.residualBlocks());
    }
    file(selection);
  }

  private void shift(Selection selection, long triangles, int count) {
    kernels.run(
        "cross_products",
        "working_response",
        selection.items[shape.levels],
        count,
        triangles,
        shape.order,
        count,
        state.effects[shape.levels],
        shape.allEffects(),
        state.randomColumn,
        point,
        state.distance(),
        into,
        state.distance(),
        kind);
  }

  private void slice(Selection.Slice slice) {
    long rows = slice.rows() * DesignLayout.LANES;
    block = scratch.doubles("block", rows * width);
    evaluate(slice, state.response, width);
    if (model.isIdentity()) {
      if (now.order == 0) {
        squares(slice, 0, RSS);
      } else {
        sums(slice, shape.columns);
      }
    } else {
      whitened(slice, rows);
    }
  }

  /** Evaluates the rows of a slice; with a response the mean becomes the residual. */
  private void evaluate(Selection.Slice slice, long response, int columns) {
    kernels.run(
        model.mean[now.order],
        slice.items(),
        model.recursive ? 1 : slice.most(),
        state.partition.rowsOf,
        state.partition.rank,
        state.partition.covariates,
        model.spec.covariates(),
        beta,
        shape.fixedEffects,
        state.effects[shape.levels],
        shape.allEffects(),
        point,
        state.distance(),
        response,
        response == 0 ? 0L : state.means,
        state.partition.rows,
        into,
        frozen,
        block,
        columns,
        now.order == 0 ? 0 : shape.columns);
  }

  private void sums(Selection.Slice slice, int weight) {
    products(slice, block, width, 0, 0, shape.order, false, state.cross, shape.packed, 0, false);
    int seconds = now.order == 2 ? model.seconds() : 0;
    if (seconds > 0) {
      kernels.run(
          "cross_products",
          "curvature_products",
          slice.items(),
          seconds,
          state.partition.countOf,
          block,
          width,
          weight,
          shape.order,
          seconds,
          state.curvature(),
          into,
          state.distance(),
          kind);
    }
    kernels.run(
        "cross_products",
        "residual_sums",
        slice.items(),
        1,
        state.partition.countOf,
        block,
        width,
        model.outputs(now.order),
        state.cross,
        shape.order,
        seconds > 0 ? state.curvature() : 0L,
        seconds,
        into,
        state.distance(),
        kind,
        row,
        results,
        resultColumns);
  }

  private void products(
      Selection.Slice slice,
      long columns,
      int of,
      int first,
      int second,
      int n,
      boolean symmetric,
      long out,
      int stride,
      int element,
      boolean add) {
    kernels.run(
        "cross_products",
        slice.items(),
        ModelShape.triangle((n + 3) / 4),
        state.partition.countOf,
        columns,
        of,
        first,
        second,
        n,
        symmetric ? 1 : 0,
        out,
        stride,
        element,
        add ? 1 : 0,
        into,
        state.distance(),
        kind);
  }

  private void squares(Selection.Slice slice, int column, int result) {
    kernels.run(
        "cross_products",
        "sum_of_squares",
        slice.items(),
        1,
        state.partition.countOf,
        block,
        width,
        column,
        now.order == 0 || result == RSS_BEFORE ? column + 1 : model.outputs(now.order),
        result,
        kind,
        row,
        results,
        resultColumns);
  }

  private void whitened(Selection.Slice slice, long rows) {
    int residual = now.order == 0 ? 0 : shape.columns;
    int spare = width - 1;
    kernels.run(
        "whitening",
        "finite_residuals",
        slice.items(),
        1,
        state.partition.countOf,
        block,
        width,
        residual,
        model.outputs(now.order),
        kind,
        row,
        results,
        resultColumns);
    correlate(slice, rows);
    if (now.before != null) {
      copy(slice, residual, spare);
      scaleAt(slice, rows, scratch.upload("before", now.before), 1, false);
      whiten(slice, spare, 1, false, 1);
      squares(slice, spare, RSS_BEFORE);
    }
    scaleAt(slice, rows, into, jets, true);
    if (now.jets) {
      tangents(slice, rows);
    }
    whiten(slice, 0, residual + 1, false, jets);
    if (now.order == 0) {
      squares(slice, 0, RSS);
      return;
    }
    if (now.order == 2) {
      copy(slice, residual, spare);
      whiten(slice, spare, 1, true, jets);
    }
    sums(slice, spare);
  }

  /** Evaluates and factors C. */
  private void correlate(Selection.Slice slice, long rows) {
    if (model.whitening == CompiledModel.Whitening.SCALED) {
      return;
    }
    pairs = scratch.doubles("pairs", slice.pairs() * DesignLayout.LANES * jets + jets);
    Items items = slice.items();
    if (model.table == null) {
      kernels.run(
          model.pairs[now.jets ? 1 : 0],
          items,
          slice.lags(),
          state.partition.countOf,
          state.partition.covariates,
          model.spec.covariates(),
          delta,
          shape.residualParameters,
          pairs,
          jets);
    } else {
      kernels.run(
          "lag_table",
          "lag_table_entries",
          items,
          slice.lags(),
          state.partition.countOf,
          state.partition.covariates,
          model.spec.covariates(),
          scratch.upload("table", tables()),
          model.table.table().outputs().length,
          model.table.lags(),
          model.table.position(),
          model.table.base(),
          pairs,
          jets);
    }
    if (model.whitening == CompiledModel.Whitening.MARKOV) {
      factor = scratch.doubles("factor", rows * 2 * jets);
      kernels.run(
          "whitening",
          "markov_factor",
          items,
          1,
          state.partition.countOf,
          pairs,
          jets,
          shape.residualParameters,
          factor,
          kind,
          row,
          results,
          resultColumns);
    } else {
      factor = scratch.doubles("factor", rows + slice.pairs() * DesignLayout.LANES);
      kernels.run(
          "whitening",
          "banded_factor",
          items,
          1,
          state.partition.countOf,
          pairs,
          jets,
          factor,
          kind,
          row,
          results,
          resultColumns);
    }
  }

  /** Tables of entries, one a fit: too small for the device. */
  private double[] tables() {
    int length = model.table.table().outputs().length * jets;
    int r = shape.residualParameters;
    double[] all = new double[Math.multiplyExact(state.partition.fits, length)];
    Interpreter interpreter = new Interpreter(model.tableJets);
    for (int f = 0; f < state.partition.fits; f++) {
      double[] at = Fits.part(now.delta, f, r);
      interpreter.startGroup();
      double[] none = new double[0];
      double[] values = interpreter.evaluate(Row.ofResidual(none, none, 0, at));
      System.arraycopy(values, 0, all, f * length, length);
    }
    return all;
  }

  private void scaleAt(Selection.Slice slice, long rows, long set, int outputs, boolean counts) {
    scale = 0;
    if (model.scale == null) {
      return;
    }
    scale = scratch.doubles("scale", rows * jets);
    kernels.run(
        model.scale[outputs > 1 ? 1 : 0],
        slice.items(),
        slice.most(),
        state.partition.countOf,
        state.partition.covariates,
        model.spec.covariates(),
        state.means,
        state.partition.rows,
        set,
        delta,
        shape.residualParameters,
        scale,
        outputs);
    kernels.run(
        "whitening",
        "scale_factor",
        slice.items(),
        1,
        state.partition.countOf,
        scale,
        outputs,
        kind,
        row,
        counts ? results : unused(),
        resultColumns);
  }

  /** Results that nobody reads, zeroed. */
  private long unused() {
    long at = state.perGroup("unused", shape.levels, resultColumns);
    long slots = state.partition.tiles[shape.levels] * DesignLayout.LANES;
    kernels.device().clear(at, 8L * slots * resultColumns);
    return at;
  }

  private void whiten(
      Selection.Slice slice, int first, int columns, boolean transposed, int scaleOutputs) {
    kernels.run(
        "whiten_columns",
        slice.items(),
        columns,
        state.partition.countOf,
        block,
        width,
        first,
        columns,
        transposed ? 1 : 0,
        scale,
        scaleOutputs,
        model.whitening.ordinal(),
        factor,
        jets,
        kind);
  }

  private void copy(Selection.Slice slice, int from, int to) {
    kernels.run(
        "whiten_columns",
        "copy_column",
        slice.items(),
        slice.most(),
        state.partition.countOf,
        block,
        width,
        from,
        to);
  }

  /** Derivatives in delta of the cross-products of [J r] and of log det C. */
  private void tangents(Selection.Slice slice, long rows) {
    int n = shape.order;
    int r = shape.residualParameters;
    long sets = scratch.doubles("sets", rows * jets * n);
    boolean banded = model.whitening == CompiledModel.Whitening.BANDED;
    long work = scratch.doubles("work", banded ? rows * Math.max(2 * n, 1 + jets) : 0);
    kernels.run(
        "whitening_tangents",
        slice.items(),
        n,
        state.partition.countOf,
        block,
        width,
        n,
        scale,
        model.whitening.ordinal(),
        factor,
        pairs,
        jets,
        r,
        sets,
        work,
        kind);
    if (banded) {
      kernels.run(
          "whitening_tangents",
          "correlation_traces",
          slice.items(),
          1,
          state.partition.countOf,
          factor,
          pairs,
          jets,
          r,
          work,
          kind,
          results,
          resultColumns);
    }
    int stride = shape.residualBlocks() * shape.packed;
    long out = state.derivatives();
    for (int a = 0; a < r; a++) {
      products(
          slice, sets, jets * n, (1 + a) * n, 0, n, true, out, stride, a * shape.packed, false);
      for (int b = 0; b <= a; b++) {
        int pair = r + ModelShape.at(a, b);
        int element = pair * shape.packed;
        products(slice, sets, jets * n, (1 + pair) * n, 0, n, true, out, stride, element, false);
        products(
            slice, sets, jets * n, (1 + a) * n, (1 + b) * n, n, true, out, stride, element, true);
      }
    }
  }

  private void file(Selection selection) {
    double[] sums = state.reduction.sums(selection, shape.levels, results, resultColumns, 0, 0);
    int blocks = shape.residualBlocks();
    for (int i = 0; i < selection.fits.length; i++) {
      int f = selection.fits[i];
      int at = i * resultColumns;
      status[f] = FitStatus.OK;
      badRow[f] = -1;
      rss[f] = sums[at + RSS];
      rssBefore[f] = now.before == null ? rss[f] : sums[at + RSS_BEFORE];
      logDetR[f] = sums[at + LOG_DET_R];
      if (now.jets) {
        System.arraycopy(sums, at + LOG_DET_R + 1, logDetRDerivatives, f * blocks, blocks);
      }
      if (sums[at + TROUBLED] != 0) {
        trouble(f);
      } else if (!Double.isFinite(logDetR[f])) {
        status[f] = FitStatus.NON_FINITE_VARIANCE;
        badRow[f] = 0;
      }
    }
  }

  /** Finds the first group with trouble, in the order of the data. */
  private void trouble(int f) {
    DesignLayout layout = state.partition.layout[f];
    int slots = layout.tiles(shape.levels) * DesignLayout.LANES;
    int[] kinds = new int[slots];
    int[] rows = new int[slots];
    long first = 4L * DesignLayout.LANES * state.partition.fitTile[shape.levels][f];
    kernels.device().download(kind + first, kinds, slots);
    kernels.device().download(row + first, rows, slots);
    for (int g = 0; g < layout.slotOf.length; g++) {
      int slot = layout.slotOf[g];
      if (kinds[slot] != 0) {
        boolean mean = kinds[slot] == BAD_MEAN || model.isIdentity();
        status[f] = mean ? FitStatus.NON_FINITE_MEAN : FitStatus.NON_FINITE_VARIANCE;
        badRow[f] = layout.likelihoodRow(g, rows[slot]);
        return;
      }
    }
  }

  /**
   * Outputs of the mean program at the current point of one fit, rows by outputs, column-major.
   *
   * @param order 0 for the mean, 1 for the derivative columns and the mean
   */
  double[][] outputs(Selection selection, Request request) {
    now = request;
    int f = selection.fits[0];
    width = model.outputs(request.order);
    double[][] columns = new double[width][state.partition.layout[f].design.rows()];
    point = scratch.upload("point", request.point);
    into = scratch.upload("into", request.into);
    frozen = scratch.upload("frozen", request.frozen);
    beta = scratch.upload("beta", request.beta);
    long rowAt = 0;
    for (Selection.Slice slice : selection.slices) {
      block = scratch.doubles("block", slice.rows() * DesignLayout.LANES * width);
      evaluate(slice, 0, width);
      readBack(f, rowAt, slice.rows(), block, width, columns);
      rowAt += slice.rows();
    }
    return columns;
  }

  /** Moves a slice's block to the rows of the design. */
  private void readBack(int f, long rowAt, long rows, long from, int of, double[][] columns) {
    int length = Math.toIntExact(rows * DesignLayout.LANES * of);
    double[] values = new double[length];
    kernels.device().download(from, values, length);
    int[] place = state.partition.layout[f].place;
    for (int i = 0; i < place.length; i++) {
      long slot = place[i] / DesignLayout.LANES - rowAt;
      if (slot >= 0 && slot < rows) {
        int at = (int) (slot * of) * DesignLayout.LANES + place[i] % DesignLayout.LANES;
        for (int c = 0; c < of; c++) {
          columns[c][i] = values[at + c * DesignLayout.LANES];
        }
      }
    }
  }

  /** Whitened residuals of one fit at its current point, S at the kept means; NaN after trouble. */
  double[] whitenedResiduals(Selection selection, Request request) {
    int f = selection.fits[0];
    double[][] columns = new double[2][state.partition.layout[f].design.rows()];
    run(selection, request);
    long rowAt = 0;
    for (Selection.Slice slice : selection.slices) {
      if (selection.slices.size() > 1) {
        slice(slice);
      }
      readBack(f, rowAt, slice.rows(), block, width, columns);
      rowAt += slice.rows();
    }
    if (status[f] == FitStatus.NON_FINITE_VARIANCE) {
      Arrays.fill(columns[0], Double.NaN);
    }
    return columns[0];
  }

  /** log g of the rows of one fit at a set of means. */
  double[] logScale(Selection selection, double[] at, int[] set) {
    int f = selection.fits[0];
    double[][] columns = new double[1][state.partition.layout[f].design.rows()];
    jets = 1;
    delta = scratch.upload("delta", at);
    long sets = scratch.upload("into", set);
    long rowAt = 0;
    for (Selection.Slice slice : selection.slices) {
      long out = scratch.doubles("scale", slice.rows() * DesignLayout.LANES);
      kernels.run(
          model.scale[0],
          slice.items(),
          slice.most(),
          state.partition.countOf,
          state.partition.covariates,
          model.spec.covariates(),
          state.means,
          state.partition.rows,
          sets,
          delta,
          shape.residualParameters,
          out,
          1);
      readBack(f, rowAt, slice.rows(), out, 1, columns);
      rowAt += slice.rows();
    }
    return columns[0];
  }
}
