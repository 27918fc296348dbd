package dev.menlo.model.residual;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.List;
import java.util.Optional;

/**
 * One correlation between all rows of a group.
 *
 * <p>Natural parameter {@code rho} in (-1/(n-1), 1), with n the size of the largest group: below
 * that bound C is not positive definite. Unconstrained: {@code rho = l + (1 - l) invlogit(delta)},
 * l = -1/(n-1). Where n is not known l = -1, and a backend reports {@link
 * dev.menlo.engine.FitStatus#NON_FINITE_VARIANCE} for a rho too low.
 *
 * @param by the variable by whose levels rho differs
 */
public record ExchangeableCorrelation(Category by) implements CorrelationStructure {
  private static double lowest(Columns columns) {
    return -1.0 / Math.max(1, columns.largestGroup() - 1);
  }

  /** No correlation. */
  @Override
  public double[] start(Columns columns) {
    return by.start(columns, Math.log(-lowest(columns)));
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    return by.parameters(columns, new ResidualParameter("rho", IntervalScale.ATANH));
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta) {
    return by.eachLevel(columns, delta, d -> new int[] {rho(b, columns, d[0])});
  }

  @Override
  public ResidualSpec.Correlation correlation(Columns columns, int first) {
    ProgramBuilder b = new ProgramBuilder();
    int[] delta = ResidualParameters.nodes(b, first, start(columns).length);
    int rho = rho(b, columns, by.ofRow(b, columns, delta)[0]);
    return new ResidualSpec.Correlation.Dense(new ResidualSpec.Entries.Pairwise(b.build(rho)));
  }

  private static int rho(ProgramBuilder b, Columns columns, int delta) {
    double lowest = lowest(columns);
    int share = b.apply(Op.INVLOGIT, delta);
    return b.add(b.constant(lowest), b.mul(b.constant(1 - lowest), share));
  }

  @Override
  public List<Requirement> requirements() {
    return Requirement.ofCategory(by);
  }

  @Override
  public Optional<String> rowOrder() {
    return Optional.empty();
  }

  @Override
  public String toString() {
    return StructureText.write("exchangeable", by.suboption("by"));
  }
}
