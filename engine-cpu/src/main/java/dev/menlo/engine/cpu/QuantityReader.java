package dev.menlo.engine.cpu;

import dev.menlo.engine.Quantity;
import dev.menlo.engine.program.ElementaryFunctions;
import java.util.Arrays;

/** Evaluates what {@link dev.menlo.engine.Workspace#read} returns; nothing of it is stored. */
final class QuantityReader {
  private final CompiledModel model;
  private final ModelLayout layout;
  private final Scratch scratch;

  QuantityReader(CompiledModel model, ChunkRunner runner) {
    this.model = model;
    this.layout = model.layout;
    this.scratch = runner.scratch();
  }

  double[] read(Quantity quantity, FitState fit) {
    return switch (quantity) {
      case RANDOM_EFFECTS -> fit.forest.effects.inDataOrder(fit.current.b);
      case SPHERICAL_EFFECTS -> fit.forest.effects.inDataOrder(fit.current.u);
      case FIXED_EFFECTS -> fit.current.beta.clone();
      case MEAN -> evaluate(fit, model.mean, new int[] {0}, 1);
      case RESIDUAL -> residual(fit);
      case FIXED_JACOBIAN -> evaluate(fit, model.jacobian, layout.fixedColumn, layout.order);
      case RANDOM_JACOBIAN -> evaluate(fit, model.jacobian, randomColumns(), layout.order);
      case WHITENED_RESIDUAL -> whitenedResidual(fit);
      case RESIDUAL_SCALE -> residualScale(fit);
    };
  }

  private int[] randomColumns() {
    return Arrays.stream(layout.randomColumn).flatMapToInt(Arrays::stream).toArray();
  }

  /** Chosen outputs of a row program at the current point, rows x chosen, column-major. */
  private double[] evaluate(FitState fit, RowProgram program, int[] chosen, int outputs) {
    int rows = fit.design.rows();
    double[][] covariates = covariates(fit);
    int[] start = fit.design.start(layout.levels);
    double[] all = new double[Math.multiplyExact(rows, chosen.length)];
    for (int g = 0; g + 1 < start.length; g++) {
      int from = start[g];
      int ld = start[g + 1] - from;
      double[] block = scratch.block(outputs * ld);
      fit.forest.effects.gather(fit.current.b, g, scratch.effects);
      program.evaluate(
          covariates,
          from,
          start[g + 1],
          0,
          fit.current.beta,
          scratch.effects,
          fit.current.delta,
          null,
          block,
          ld,
          scratch.slots);
      for (int c = 0; c < chosen.length; c++) {
        System.arraycopy(block, chosen[c] * ld, all, c * rows + from, ld);
      }
    }
    return all;
  }

  private static double[][] covariates(FitState fit) {
    double[][] columns = new double[fit.design.covariates()][];
    Arrays.setAll(columns, fit.design::covariate);
    return columns;
  }

  private double[] residual(FitState fit) {
    double[] r = read(Quantity.MEAN, fit);
    for (int i = 0; i < r.length; i++) {
      r[i] = fit.response[i] - r[i];
    }
    return r;
  }

  private double[] whitenedResidual(FitState fit) {
    double[] r = residual(fit);
    int[] start = fit.design.start(layout.levels);
    for (int g = 0; g + 1 < start.length; g++) {
      whiten(fit, r, start[g], start[g + 1]);
    }
    return r;
  }

  /** Whitens the rows of a group in place; rows outside the likelihood become 0. */
  private void whiten(FitState fit, double[] r, int from, int to) {
    GroupRows rows = scratch.rows;
    rows.set(fit.design, from, to);
    double[] x = new double[rows.count];
    for (int i = 0; i < rows.count; i++) {
      x[i] = r[rows.row[i]];
    }
    if (scratch.whitening != null) {
      boolean proper =
          scratch.whitening.factor(
              rows, covariates(fit), fit.current.delta, variancePoint(fit), false);
      scratch.whitening.apply(x, rows.count, 0, 1, rows.count);
      if (!proper) {
        Arrays.fill(x, Double.NaN);
      }
    }
    Arrays.fill(r, from, to, 0);
    for (int i = 0; i < rows.count; i++) {
      r[rows.row[i]] = x[i];
    }
  }

  private double[] variancePoint(FitState fit) {
    if (model.meanDependentScale() && !fit.linearised) {
      throw new IllegalStateException("no variance point yet: call linearise first");
    }
    return fit.kept.means;
  }

  private double[] residualScale(FitState fit) {
    int rows = fit.design.rows();
    double[] g = new double[rows];
    Arrays.fill(g, 1);
    if (model.residual != null && model.residual.logScale != null) {
      RowProgram program = model.residual.logScale.value();
      double[] slots = new double[program.slots()];
      program.evaluate(
          covariates(fit),
          0,
          rows,
          0,
          null,
          null,
          fit.current.delta,
          variancePoint(fit),
          g,
          rows,
          slots);
      for (int i = 0; i < rows; i++) {
        g[i] = ElementaryFunctions.exp(g[i]);
      }
    }
    for (int i = 0; i < rows; i++) {
      g[i] = fit.design.inLikelihood(i) ? g[i] : 0;
    }
    return g;
  }
}
