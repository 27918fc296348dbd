package dev.menlo.engine.cuda;

import dev.menlo.engine.cuda.Kernels.Items;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.Interpreter.Row;

/**
 * The launches that a row pass is made of, over one slice of rows; {@link RowPass} puts them in
 * order. Holds where the arrays of the pass at hand are on the device.
 */
abstract class PassLaunches {
  static final int RSS_BEFORE = 0;
  static final int RSS = 1;
  static final int TROUBLED = 2;
  static final int LOG_DET_R = 3;

  final DeviceState state;
  final CompiledModel model;
  final ModelShape shape;
  final Kernels kernels;
  final Scratch scratch;

  RowPass.Request now;
  int width;
  int jets;
  int resultColumns;
  long results;
  long kind;
  long row;
  long point;
  long into;
  long frozen;
  long beta;
  long delta;
  long block;
  long scale;
  long pairs;
  long factor;

  PassLaunches(DeviceState state) {
    this.state = state;
    model = state.model;
    shape = state.shape;
    kernels = state.kernels;
    scratch = state.scratch;
  }

  final void shift(Selection selection, long triangles, int count) {
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

  /** The whole pass over all rows in one launch. */
  final void fuse(Selection selection) {
    boolean sums = now.order > 0;
    int seconds = now.order == 2 ? model.seconds() : 0;
    boolean ranked = model.recursive;
    kernels.run(
        model.fused[now.order],
        selection.items[shape.levels],
        1,
        ranked ? state.partition.rowsOf : state.partition.countOf,
        state.partition.countOf,
        ranked ? state.partition.rank : 0L,
        state.partition.covariates,
        model.spec.covariates(),
        beta,
        shape.fixedEffects,
        state.effects[shape.levels],
        shape.allEffects(),
        state.randomColumn,
        point,
        state.distance(),
        state.response,
        sums ? shape.order : 0,
        sums ? state.cross : 0L,
        seconds > 0 ? state.curvature() : 0L,
        seconds,
        into,
        state.distance(),
        results,
        resultColumns);
  }

  /** Evaluates the rows of a slice; with a response the mean becomes the residual. */
  final void evaluate(Selection.Slice slice, long response, int columns) {
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

  final void sums(Selection.Slice slice, int weight) {
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

  final void products(
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

  final void squares(Selection.Slice slice, int column, int result) {
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

  /** Evaluates and factors C. */
  final void correlate(Selection.Slice slice, long rows) {
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
  final double[] tables() {
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

  final void scaleAt(Selection.Slice slice, long rows, long set, int outputs, boolean counts) {
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
  final long unused() {
    long at = state.perGroup("unused", shape.levels, resultColumns);
    long slots = state.partition.tiles[shape.levels] * DesignLayout.LANES;
    kernels.device().clear(at, 8L * slots * resultColumns);
    return at;
  }

  final void whiten(
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

  final void copy(Selection.Slice slice, int from, int to) {
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
  final void tangents(Selection.Slice slice, long rows) {
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
}
