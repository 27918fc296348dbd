package dev.menlo.model.residual;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import java.util.List;

/**
 * Variance proportional to a variable: {@code g = sqrt(v)}, v &gt; 0. Natural parameter {@code
 * sigma2}, the variance at v = 1; nothing in delta.
 *
 * @param variable v, which must be positive in every row
 */
public record LinearVariance(String variable) implements VarianceFunction {
  @Override
  public double[] start(Columns columns) {
    return new double[0];
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    return SigmaSquared.before(List.of());
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta, int logSigma) {
    return SigmaSquared.before(b, logSigma, delta);
  }

  /** {@code log(v) / 2}. */
  @Override
  public int logScale(ProgramBuilder b, Columns columns, int[] delta) {
    int v = b.covariate(columns.variable(variable));
    return b.mul(b.constant(0.5), b.apply(Op.LOG, v));
  }

  @Override
  public List<Requirement> requirements() {
    return List.of(
        new Requirement(variable, Requirement.Kind.PRESENT),
        new Requirement(variable, Requirement.Kind.POSITIVE));
  }

  @Override
  public String toString() {
    return "linear " + variable;
  }
}
