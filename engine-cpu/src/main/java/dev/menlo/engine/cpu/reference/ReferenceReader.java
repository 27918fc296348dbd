package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Curvature;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.cpu.reference.Forest.Tree;
import dev.menlo.engine.program.MeanDerivatives;

/** Reads quantities of one fit at its current point. */
final class ReferenceReader {
  private final FitData data;
  private final Point point;

  ReferenceReader(FitData data, Point point) {
    this.data = data;
    this.point = point;
  }

  /** A fresh array, in the order that {@link Quantity} states. */
  double[] read(Quantity quantity) {
    return switch (quantity) {
      case MEAN -> column(0);
      case RESIDUAL -> residual();
      case WHITENED_RESIDUAL -> whitenedResidual();
      case RESIDUAL_SCALE -> residualScale();
      case FIXED_JACOBIAN -> jacobian(derivatives().fixedColumn());
      case RANDOM_JACOBIAN -> jacobian(derivatives().randomColumn());
      case RANDOM_EFFECTS -> data.effects(point);
      case SPHERICAL_EFFECTS -> point.u().clone();
      case FIXED_EFFECTS -> point.beta().clone();
    };
  }

  private MeanDerivatives derivatives() {
    return data.compiled().derivatives(Curvature.GAUSS_NEWTON);
  }

  private double[][] outputs() {
    return MeanRows.evaluate(
        derivatives().program(), data.design(), data.forest(), point.beta(), data.effects(point));
  }

  private double[] column(int output) {
    double[][] outputs = outputs();
    double[] column = new double[outputs.length];
    for (int row = 0; row < column.length; row++) {
      column[row] = outputs[row][output];
    }
    return column;
  }

  private double[] residual() {
    double[] residual = column(0);
    for (int row = 0; row < residual.length; row++) {
      residual[row] = data.response(row) - residual[row];
    }
    return residual;
  }

  private double[] jacobian(int[] columns) {
    double[][] outputs = outputs();
    double[] all = new double[outputs.length * columns.length];
    for (int j = 0; j < columns.length; j++) {
      for (int row = 0; row < outputs.length; row++) {
        all[j * outputs.length + row] = columns[j] < 0 ? 0 : outputs[row][1 + columns[j]];
      }
    }
    return all;
  }

  private double[] requireVariancePoint() {
    return point.requireLinearised("reading at the variance point").varianceMeans();
  }

  private double[] whitenedResidual() {
    double[] means = requireVariancePoint();
    double[] whitened = new double[data.design().rows()];
    double[] own = column(0);
    try {
      for (Tree tree : data.forest().trees()) {
        Matrix e =
            PenalizedSums.whitener(data, tree, means, point.delta())
                .whiten(data.residual(tree, own));
        for (int i = 0; i < tree.rows().size(); i++) {
          whitened[tree.rows().get(i)] = e.get(i);
        }
      }
      return whitened;
    } catch (NumericalTrouble e) {
      throw new IllegalStateException("the linearised point has no finite R", e);
    }
  }

  private double[] residualScale() {
    double[] means = requireVariancePoint();
    double[] scale = new double[data.design().rows()];
    try {
      ResidualCovariance errors =
          new ResidualCovariance(
              data.compiled().residualValues(), data.design(), means, point.delta());
      for (int row = 0; row < scale.length; row++) {
        scale[row] = data.design().inLikelihood(row) ? errors.logScale(row).exp().value() : 0;
      }
      return scale;
    } catch (NumericalTrouble e) {
      throw new IllegalStateException("the linearised point has no finite R", e);
    }
  }
}
