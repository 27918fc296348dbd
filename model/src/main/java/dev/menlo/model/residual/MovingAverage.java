package dev.menlo.model.residual;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import java.util.List;
import java.util.Optional;

/**
 * Moving average of order q over integer occasions: {@code u_t = a_t + theta_1 a_{t-1} + ... +
 * theta_q a_{t-q}}, scaled to variance 1; occasions more than q apart are uncorrelated.
 *
 * <p>Natural parameters {@code theta1}, ..., {@code thetaq} in the invertible region, signs as in
 * menl and nlme; unconstrained as in {@link Arma}.
 *
 * @param order q, positive
 * @param time the integer occasions
 * @param by the variable by whose levels all theta differ
 */
public record MovingAverage(int order, String time, Category by) implements CorrelationStructure {
  /** Requires a positive order. */
  public MovingAverage {
    Names.requirePositive(order, "order");
  }

  /** No correlation. */
  @Override
  public double[] start(Columns columns) {
    return by.start(columns, new double[order]);
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    return by.parameters(columns, Names.lagged("theta", order));
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta) {
    return by.eachLevel(columns, delta, d -> ArmaAutocorrelations.theta(b, d));
  }

  @Override
  public ResidualSpec.Correlation correlation(Columns columns, int first) {
    return new ResidualSpec.Correlation.Banded(
        order,
        new Autocorrelation(time, by, order + 1)
            .entries(
                columns,
                first,
                start(columns).length,
                (b, d) -> ArmaAutocorrelations.of(b, new int[0], d, order + 1)));
  }

  @Override
  public List<Requirement> requirements() {
    return Requirement.ofOccasion(time, by);
  }

  @Override
  public Optional<String> rowOrder() {
    return Optional.of(time);
  }

  @Override
  public String toString() {
    return StructureText.write("ma " + order, Names.time(time), by.suboption("by"));
  }
}
