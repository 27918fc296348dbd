package dev.menlo.model.residual;

import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.List;

/**
 * Exponential in a variance covariate: {@code g = exp(gamma v)}.
 *
 * <p>Natural parameters {@code sigma2} and {@code gamma}, any real; gamma is also its own
 * unconstrained parameter.
 *
 * @param covariate v
 * @param strata the variable by whose levels gamma differs
 */
public record ExponentialVariance(VarianceCovariate covariate, Category strata)
    implements VarianceFunction {
  private static final ResidualParameter GAMMA =
      new ResidualParameter("gamma", IntervalScale.IDENTITY);

  /** Constant variance: gamma = 0. */
  @Override
  public double[] start(Columns columns) {
    return strata.start(columns, 0);
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    return SigmaSquared.before(strata.parameters(columns, GAMMA));
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta, int logSigma) {
    return SigmaSquared.before(b, logSigma, delta);
  }

  /** {@code gamma v}. */
  @Override
  public int logScale(ProgramBuilder b, Columns columns, int[] delta) {
    return b.mul(strata.ofRow(b, columns, delta)[0], covariate.node(b, columns));
  }

  @Override
  public List<Requirement> requirements() {
    return Requirement.ofVariance(covariate, strata);
  }

  @Override
  public String toString() {
    return StructureText.write("exponential " + covariate, strata.suboption("strata"));
  }
}
