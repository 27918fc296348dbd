package dev.menlo.model.residual;

import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import java.util.List;

/**
 * A variance for each position within a group: {@code g = sigma_l / sigma_1} at level l of an index
 * that does not repeat within a group.
 *
 * <p>Natural parameters {@code var(Residual):l.index} = sigma_l^2; unconstrained log(sigma_l /
 * sigma_1), l = 2..L.
 *
 * @param index the variable whose levels are the positions
 */
public record DistinctVariance(String index) implements VarianceFunction {
  /** Equal standard deviations. */
  @Override
  public double[] start(Columns columns) {
    return new LevelScale(index).start(columns);
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    return new LevelScale(index).parameters(columns);
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta, int logSigma) {
    return new LevelScale(index).natural(b, delta, logSigma);
  }

  @Override
  public int logScale(ProgramBuilder b, Columns columns, int[] delta) {
    return new LevelScale(index).logScale(b, columns, delta);
  }

  @Override
  public List<Requirement> requirements() {
    return Requirement.ofIndex(index);
  }

  @Override
  public String toString() {
    return "distinct, index(" + index + ")";
  }
}
