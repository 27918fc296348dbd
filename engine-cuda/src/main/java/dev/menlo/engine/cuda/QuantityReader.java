package dev.menlo.engine.cuda;

import dev.menlo.engine.Quantity;
import dev.menlo.engine.program.ElementaryFunctions;
import java.util.Arrays;

/** Evaluates what {@link dev.menlo.engine.Workspace#read} returns; nothing of it is stored. */
final class QuantityReader {
  private final DeviceState state;
  private final ModelShape shape;
  private final Fits fits;
  private final RowPass pass;

  QuantityReader(DeviceState state, Fits fits, RowPass pass) {
    this.state = state;
    this.fits = fits;
    this.pass = pass;
    shape = state.shape;
  }

  double[] read(Quantity quantity, int f) {
    return switch (quantity) {
      case RANDOM_EFFECTS -> effects(f, false);
      case SPHERICAL_EFFECTS -> effects(f, true);
      case FIXED_EFFECTS -> Fits.part(fits.beta[fits.current[f]], f, shape.fixedEffects);
      case MEAN -> outputs(f, 0)[0];
      case RESIDUAL -> residual(f);
      case FIXED_JACOBIAN -> columns(outputs(f, 1), shape.fixedColumn);
      case RANDOM_JACOBIAN -> columns(outputs(f, 1), shape.randomColumn);
      case WHITENED_RESIDUAL -> whitened(f);
      case RESIDUAL_SCALE -> scale(f);
    };
  }

  private double[] effects(int f, boolean spherical) {
    DesignLayout layout = state.partition.layout[f];
    double[] all = new double[Effects.length(state.model.spec, layout.design)];
    int at = 0;
    for (int k = 1; k <= shape.levels; k++) {
      int q = shape.effects[k];
      int width = spherical ? q : shape.effectsTo[k];
      int lanes = DesignLayout.LANES;
      double[] dealt = new double[layout.tiles(k) * lanes * width];
      long tile = state.partition.fitTile[k][f] + fits.current[f] * state.partition.tiles[k];
      long from = (spherical ? state.u[k] : state.effects[k]) + 8L * lanes * width * tile;
      state.kernels.device().download(from, dealt, dealt.length);
      for (int g = 0; g < layout.design.groups(k); g++) {
        int slot = layout.slot(k, g);
        for (int j = 0; j < q; j++) {
          all[at++] = dealt[(slot / lanes * width + width - q + j) * lanes + slot % lanes];
        }
      }
    }
    return all;
  }

  private RowPass.Request request(int f, int order) {
    RowPass.Request request = new RowPass.Request();
    request.order = order;
    request.point = fits.current;
    request.beta = fits.beta[fits.current[f]];
    request.delta = fits.delta[fits.current[f]];
    request.into = new int[state.partition.fits];
    Arrays.setAll(request.into, fits::free);
    request.frozen = fits.kept;
    return request;
  }

  private Selection only(int f) {
    return state.select(new int[] {f});
  }

  private double[][] outputs(int f, int order) {
    return pass.outputs(only(f), request(f, order));
  }

  private double[] residual(int f) {
    double[] r = outputs(f, 0)[0];
    double[] y = state.partition.responses.get(f);
    for (int i = 0; i < r.length; i++) {
      r[i] = y[i] - r[i];
    }
    return r;
  }

  private static double[] columns(double[][] outputs, int[] chosen) {
    int rows = outputs[0].length;
    double[] all = new double[Math.multiplyExact(rows, chosen.length)];
    for (int c = 0; c < chosen.length; c++) {
      System.arraycopy(outputs[chosen[c]], 0, all, c * rows, rows);
    }
    return all;
  }

  private void requireVariancePoint(int f) {
    if (state.model.readsMean && !fits.linearised[f]) {
      throw new IllegalStateException("no variance point yet: call linearise first");
    }
  }

  private double[] whitened(int f) {
    requireVariancePoint(f);
    double[] r = pass.whitenedResiduals(only(f), request(f, 0));
    for (int i = 0; i < r.length; i++) {
      r[i] = state.partition.layout[f].design.inLikelihood(i) ? r[i] : 0;
    }
    return r;
  }

  private double[] scale(int f) {
    double[] g = new double[state.partition.layout[f].design.rows()];
    if (state.model.scale != null) {
      requireVariancePoint(f);
      g = pass.logScale(only(f), fits.delta[fits.current[f]], fits.kept);
    }
    for (int i = 0; i < g.length; i++) {
      boolean in = state.partition.layout[f].design.inLikelihood(i);
      g[i] = in ? ElementaryFunctions.exp(g[i]) : 0;
    }
    return g;
  }
}
