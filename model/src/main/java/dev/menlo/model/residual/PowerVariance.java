package dev.menlo.model.residual;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.List;

/**
 * Power of a variance covariate: {@code g = |v|^delta + c}, or {@code g = |v|^delta} without
 * constant.
 *
 * <p>Natural parameters {@code sigma2}, {@code delta} (any real) and {@code _cons} = c &gt; 0;
 * unconstrained (delta, log c). At v = 0 nothing is added to guard the power: with delta &gt; 0 the
 * term is 0 and g = c. Without constant g = 0 there, log g is minus infinity, and a backend reports
 * {@link dev.menlo.engine.FitStatus#NON_FINITE_VARIANCE}.
 *
 * @param covariate v
 * @param constant whether c is in the model
 * @param strata the variable by whose levels delta and c differ
 */
public record PowerVariance(VarianceCovariate covariate, boolean constant, Category strata)
    implements VarianceFunction {
  private static final ResidualParameter DELTA =
      new ResidualParameter("delta", IntervalScale.IDENTITY);
  private static final ResidualParameter CONSTANT =
      new ResidualParameter("_cons", IntervalScale.LOG);

  /**
   * Without constant, constant variance (delta = 0). With it, delta = 1/4 and c = 1: at delta = 0
   * the constant and sigma cannot be told apart.
   */
  @Override
  public double[] start(Columns columns) {
    return constant ? strata.start(columns, 0.25, 0) : strata.start(columns, 0);
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    return SigmaSquared.before(
        constant ? strata.parameters(columns, DELTA, CONSTANT) : strata.parameters(columns, DELTA));
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta, int logSigma) {
    int[] each =
        strata.eachLevel(
            columns, delta, d -> constant ? new int[] {d[0], b.apply(Op.EXP, d[1])} : d);
    return SigmaSquared.before(b, logSigma, each);
  }

  /** {@code log(|v|^delta + c)}, or {@code delta log|v|}. */
  @Override
  public int logScale(ProgramBuilder b, Columns columns, int[] delta) {
    int v = covariate.node(b, columns);
    int[] d = strata.ofRow(b, columns, delta);
    if (!constant) {
      return b.mul(d[0], b.apply(Op.LOG, b.apply(Op.ABS, v)));
    }
    return b.apply(Op.LOG, b.add(b.powlog(v, d[0], 0), b.apply(Op.EXP, d[1])));
  }

  @Override
  public List<Requirement> requirements() {
    return Requirement.ofVariance(covariate, strata);
  }

  @Override
  public String toString() {
    return StructureText.write(
        "power " + covariate,
        strata.suboption("strata"),
        constant ? List.of() : List.of("noconstant"));
  }
}
