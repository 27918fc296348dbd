package dev.menlo.model.residual;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.List;

/**
 * A constant and a proportional error together: {@code sigma^2 g^2 = sigma^2 + prop^2 v^2}, so
 * {@code g = sqrt(1 + (prop / sigma)^2 v^2)}. Beyond menl; nlme's varConstProp with its three
 * standard deviations, of which only two can be estimated, reduced to those two: nlme's {@code
 * const} is the square root of sigma2.
 *
 * <p>Natural parameters {@code sigma2} &gt; 0, the variance of the constant part, and {@code prop}
 * &gt; 0, the coefficient of variation of the proportional part; unconstrained delta = log(prop /
 * sigma).
 *
 * @param covariate v
 * @param strata the variable by whose levels prop differs
 */
public record ConstantPlusProportionalVariance(VarianceCovariate covariate, Category strata)
    implements VarianceFunction {
  private static final ResidualParameter PROPORTION =
      new ResidualParameter("prop", IntervalScale.LOG);

  /** Both parts equal at |v| = 10. */
  @Override
  public double[] start(Columns columns) {
    return strata.start(columns, -Math.log(10));
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    return SigmaSquared.before(strata.parameters(columns, PROPORTION));
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta, int logSigma) {
    int[] proportions =
        strata.eachLevel(columns, delta, d -> new int[] {b.apply(Op.EXP, b.add(logSigma, d[0]))});
    return SigmaSquared.before(b, logSigma, proportions);
  }

  /** {@code log(1 + (e^delta v)^2) / 2}. */
  @Override
  public int logScale(ProgramBuilder b, Columns columns, int[] delta) {
    int ratio = b.apply(Op.EXP, strata.ofRow(b, columns, delta)[0]);
    int x = b.mul(ratio, covariate.node(b, columns));
    return b.mul(b.constant(0.5), b.apply(Op.LOG1P, b.mul(x, x)));
  }

  @Override
  public List<Requirement> requirements() {
    return Requirement.ofVariance(covariate, strata);
  }

  @Override
  public String toString() {
    return StructureText.write("constprop " + covariate, strata.suboption("strata"));
  }
}
