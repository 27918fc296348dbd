package dev.menlo.engine.cuda;

import dev.menlo.engine.FitStatus;
import java.util.Arrays;

/**
 * The row pass over selected fits: evaluates the mean and its derivatives, whitens, and reduces
 * each group of level K to the cross-product of [J w]; slice by slice, so that scratch is bounded.
 */
final class RowPass extends PassLaunches {
  private static final int BAD_MEAN = 1;

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

  RowPass(DeviceState state) {
    super(state);
    int fits = state.partition.fits;
    status = new FitStatus[fits];
    badRow = new int[fits];
    rssBefore = new double[fits];
    rss = new double[fits];
    logDetR = new double[fits];
    logDetRDerivatives = new double[fits * shape.residualBlocks()];
  }

  /**
   * Runs a pass and files the results of each selected fit: in one kernel where the model allows
   * that and there are groups enough, else in several. The two give the same bits.
   */
  void run(Selection selection, Request request) {
    if (model.fused[request.order] == null || !selection.isWide()) {
      begin(selection, request);
      inSlices(selection);
      return;
    }
    begin(selection, request);
    fuse(selection);
    file(selection, true);
    int[] troubled = PnlsSolve.where(selection.fits, f -> status[f] != FitStatus.OK);
    if (troubled.length > 0) {
      // The kernels for rows find out which row it was.
      Selection again = state.select(troubled);
      begin(again, request);
      inSlices(again);
    }
  }

  private void begin(Selection selection, Request request) {
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
  }

  private void inSlices(Selection selection) {
    for (Selection.Slice slice : selection.slices) {
      slice(slice);
    }
    if (now.order > 0) {
      shift(selection, state.cross, 1);
    }
    if (now.jets) {
      shift(selection, state.derivatives(), shape.residualBlocks());
    }
    file(selection, false);
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

  private void file(Selection selection, boolean fused) {
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
      if (sums[at + TROUBLED] != 0 && fused) {
        status[f] = FitStatus.NON_FINITE_MEAN;
      } else if (sums[at + TROUBLED] != 0) {
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
    begin(selection, request);
    inSlices(selection);
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
