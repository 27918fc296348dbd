package dev.menlo.model.residual;

import dev.menlo.engine.program.ProgramBuilder;

/**
 * The quantity v that a variance function reads: a variable, or the predicted mean at the variance
 * point (menl's {@code _yhat}).
 *
 * @param name a variable's name, or {@code _yhat}
 */
public record VarianceCovariate(String name) {
  /** The predicted mean. */
  public static final VarianceCovariate MEAN = new VarianceCovariate("_yhat");

  /** Whether v is the predicted mean. */
  public boolean isMean() {
    return equals(MEAN);
  }

  /** The node that holds v. */
  int node(ProgramBuilder b, Columns columns) {
    return isMean() ? b.mean() : b.covariate(columns.variable(name));
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
