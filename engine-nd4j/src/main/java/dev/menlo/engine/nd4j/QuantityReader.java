package dev.menlo.engine.nd4j;

import dev.menlo.engine.Curvature;
import dev.menlo.engine.Design;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.nd4j.GroupRows.SameSize;
import dev.menlo.engine.program.MeanDerivatives;

/** Reads quantities of one fit at its current point. */
final class QuantityReader {
  private final CompiledModel model;
  private final Design design;
  private final GroupRows rows;
  private final MeanRows mean;
  private final Reduced.Reduction reduction;

  QuantityReader(
      CompiledModel model,
      Design design,
      GroupRows rows,
      MeanRows mean,
      Reduced.Reduction reduction) {
    this.model = model;
    this.design = design;
    this.rows = rows;
    this.mean = mean;
    this.reduction = reduction;
  }

  double[] read(Quantity quantity, Point point) {
    return switch (quantity) {
      case MEAN -> outputs(point)[0];
      case RESIDUAL -> reduction.residual(outputs(point)[0]);
      case WHITENED_RESIDUAL -> whitenedResidual(point);
      case RESIDUAL_SCALE -> residualScale(point);
      case FIXED_JACOBIAN -> jacobian(point, derivatives().fixedColumn());
      case RANDOM_JACOBIAN -> jacobian(point, derivatives().randomColumn());
      case RANDOM_EFFECTS -> point.b().clone();
      case SPHERICAL_EFFECTS -> point.sphericalEffects().clone();
      case FIXED_EFFECTS -> point.beta().clone();
    };
  }

  private MeanDerivatives derivatives() {
    return model.mean(Curvature.GAUSS_NEWTON);
  }

  private double[][] outputs(Point point) {
    return mean.evaluate(derivatives(), point.beta(), point.b());
  }

  private double[] jacobian(Point point, int[] columns) {
    double[][] outputs = outputs(point);
    double[] all = new double[design.rows() * columns.length];
    for (int j = 0; j < columns.length; j++) {
      if (columns[j] >= 0) {
        System.arraycopy(outputs[1 + columns[j]], 0, all, j * design.rows(), design.rows());
      }
    }
    return all;
  }

  private double[] whitenedResidual(Point point) {
    double[] residual = reduction.residual(outputs(point)[0]);
    double[] whitened = new double[residual.length];
    for (SameSize groups : rows.sizes()) {
      Whitener whitener = whitener(groups, point);
      groups.scatter(whitener.whiten(groups.gather(residual)), whitened);
    }
    return whitened;
  }

  private double[] residualScale(Point point) {
    double[] scale = new double[design.rows()];
    for (SameSize groups : rows.sizes()) {
      groups.scatter(whitener(groups, point).scale(), scale);
    }
    return scale;
  }

  private Whitener whitener(SameSize groups, Point point) {
    if (point.varianceMeans() == null) {
      throw new IllegalStateException("reading at the variance point: call linearise first");
    }
    try {
      return new Whitener(model, design, groups, point.varianceMeans(), point.delta(), 0);
    } catch (Trouble e) {
      throw new IllegalStateException("the linearised point has no finite R", e);
    }
  }
}
