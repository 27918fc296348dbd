package dev.menlo.model.residual;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import java.util.List;
import java.util.Optional;

/**
 * A correlation of its own for each pair of positions at most k apart; others are uncorrelated.
 *
 * <p>Natural parameters {@code corr(l,m)}, row after row below the diagonal; unconstrained:
 * hyperspherical coordinates of the rows of the banded Cholesky factor, which reach every positive
 * definite matrix of the band and no other.
 *
 * @param order k, positive; orders beyond the last position read as that
 * @param index the variable whose levels are the positions; groups need not have them all
 */
public record Banded(int order, String index) implements CorrelationStructure {
  /** Requires a positive order. */
  public Banded {
    Names.requirePositive(order, "order");
  }

  private PositionCorrelation positions(Columns columns) {
    return PositionCorrelation.of(columns, index, order);
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
    return new ResidualSpec.Correlation.Banded(
        positions.matrix().bandwidth(), positions.entries(columns, first));
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
    return StructureText.write("banded " + order, Names.index(index));
  }
}
