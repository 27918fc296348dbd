package dev.menlo.model.residual;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A correlation of its own for each lag up to k between integer occasions; more than k apart are
 * uncorrelated.
 *
 * <p>Natural parameters {@code rho1}, ..., {@code rhok}; unconstrained: atanh of the partial
 * autocorrelations at lags 1..k. With k the largest lag in the data (or {@link #ALL}) this reaches
 * every positive definite Toeplitz matrix and no other. With a smaller k the zeros beyond the band
 * can still make C indefinite, which a backend reports as {@link
 * dev.menlo.engine.FitStatus#NON_FINITE_VARIANCE}; {@link MovingAverage} is the banded structure
 * that never does.
 *
 * @param order k, positive, or {@link #ALL}; orders beyond the data's largest lag read as that
 * @param time the integer occasions
 * @param by the variable by whose levels all correlations differ
 */
public record Toeplitz(int order, String time, Category by) implements CorrelationStructure {
  /** An order that stands for every lag in the data. */
  public static final int ALL = 0;

  /** Requires an order. */
  public Toeplitz {
    if (order != ALL) {
      Names.requirePositive(order, "order");
    }
  }

  private int lags(Columns columns) {
    int all = columns.lags(time);
    return order == ALL ? all : Math.min(order + 1, all);
  }

  /** No correlation. */
  @Override
  public double[] start(Columns columns) {
    return by.start(columns, new double[lags(columns) - 1]);
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    return by.parameters(columns, Names.correlations("rho", lags(columns) - 1));
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta) {
    int lags = lags(columns);
    return by.eachLevel(
        columns, delta, d -> Arrays.copyOfRange(autocorrelations(b, d, lags), 1, lags));
  }

  private static int[] autocorrelations(ProgramBuilder b, int[] delta, int lags) {
    return PartialAutocorrelations.tanh(b, delta).autocorrelations(lags);
  }

  @Override
  public ResidualSpec.Correlation correlation(Columns columns, int first) {
    int lags = lags(columns);
    return new ResidualSpec.Correlation.Banded(
        lags - 1,
        new Autocorrelation(time, by, lags)
            .entries(
                columns, first, start(columns).length, (b, d) -> autocorrelations(b, d, lags)));
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
    return StructureText.write(
        order == ALL ? "toeplitz" : "toeplitz " + order, Names.time(time), by.suboption("by"));
  }
}
