package dev.menlo.model.residual;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import java.util.List;
import java.util.Optional;

/**
 * A correlation of its own for each pair of positions within a group.
 *
 * <p>Natural parameters {@code corr(l,m)}, row after row below the diagonal; unconstrained: atanh
 * of canonical partial correlations, which reach every positive definite matrix and no other.
 *
 * @param index the variable whose levels are the positions; groups need not have them all
 */
public record Unstructured(String index) implements CorrelationStructure {
  private PositionCorrelation positions(Columns columns) {
    return PositionCorrelation.of(columns, index, Integer.MAX_VALUE);
  }

  /** No correlation. */
  @Override
  public double[] start(Columns columns) {
    return new double[positions(columns).matrix().parameters()];
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    return positions(columns).parameters(columns);
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta) {
    return positions(columns).natural(b, delta);
  }

  @Override
  public ResidualSpec.Correlation correlation(Columns columns, int first) {
    PositionCorrelation positions = positions(columns);
    return new ResidualSpec.Correlation.Dense(positions.entries(columns, first));
  }

  @Override
  public Category by() {
    return Category.NONE;
  }

  @Override
  public List<Requirement> requirements() {
    return Requirement.ofIndex(index);
  }

  @Override
  public Optional<String> rowOrder() {
    return Optional.of(index);
  }

  @Override
  public String toString() {
    return StructureText.write("unstructured", Names.index(index));
  }
}
