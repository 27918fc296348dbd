package dev.menlo.model.residual;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import java.util.List;
import java.util.Optional;

/** Independent errors: C = I. No parameters. */
public record IdentityCorrelation() implements CorrelationStructure {
  @Override
  public double[] start(Columns columns) {
    return new double[0];
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    return List.of();
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta) {
    return new int[0];
  }

  @Override
  public ResidualSpec.Correlation correlation(Columns columns, int first) {
    return new ResidualSpec.Correlation.Independent();
  }

  @Override
  public Category by() {
    return Category.NONE;
  }

  @Override
  public List<Requirement> requirements() {
    return List.of();
  }

  @Override
  public Optional<String> rowOrder() {
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "identity";
  }
}
