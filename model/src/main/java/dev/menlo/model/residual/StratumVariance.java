package dev.menlo.model.residual;

import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import java.util.List;

/**
 * A variance for each stratum: {@code g = sigma_l / sigma_1} in stratum l; strata may change within
 * a group. Beyond menl's {@code resvariance()}; nlme's varIdent.
 *
 * <p>Natural parameters {@code var(Residual):l.strata} = sigma_l^2; unconstrained log(sigma_l /
 * sigma_1), l = 2..L.
 *
 * @param strata the variable whose levels are the strata
 */
public record StratumVariance(String strata) implements VarianceFunction {
  /** Equal standard deviations. */
  @Override
  public double[] start(Columns columns) {
    return new LevelScale(strata).start(columns);
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    return new LevelScale(strata).parameters(columns);
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta, int logSigma) {
    return new LevelScale(strata).natural(b, delta, logSigma);
  }

  @Override
  public int logScale(ProgramBuilder b, Columns columns, int[] delta) {
    return new LevelScale(strata).logScale(b, columns, delta);
  }

  @Override
  public List<Requirement> requirements() {
    return List.of(new Requirement(strata, Requirement.Kind.PRESENT));
  }

  @Override
  public String toString() {
    return "identity, strata(" + strata + ")";
  }
}
