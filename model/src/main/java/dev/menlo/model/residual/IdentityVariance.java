package dev.menlo.model.residual;

import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.List;

/** Constant variance: g = 1. Natural parameter {@code var(Residual)} = sigma^2. */
public record IdentityVariance() implements VarianceFunction {
  @Override
  public double[] start(Columns columns) {
    return new double[0];
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    return List.of(new ResidualParameter("var(Residual)", IntervalScale.LOG));
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta, int logSigma) {
    return new int[] {SigmaSquared.node(b, logSigma)};
  }

  @Override
  public int logScale(ProgramBuilder b, Columns columns, int[] delta) {
    return b.constant(0);
  }

  @Override
  public List<Requirement> requirements() {
    return List.of();
  }

  @Override
  public String toString() {
    return "identity";
  }
}
