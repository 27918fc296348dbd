package dev.menlo.model.residual;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Autoregressive moving average over integer occasions: {@code u_t = phi_1 u_{t-1} + ... + phi_p
 * u_{t-p} + a_t + theta_1 a_{t-1} + ... + theta_q a_{t-q}}, scaled to variance 1. Beyond menl;
 * nlme's corARMA, with its signs.
 *
 * <p>Natural parameters {@code phi1}, ..., {@code thetaq}, stationary and invertible;
 * unconstrained: p of atanh of the partial autocorrelations of the autoregression, then q for the
 * moving average by the same map with signs turned, so that theta_1 = tanh(delta) when q = 1.
 *
 * @param autoregressive p, positive
 * @param movingAverage q, positive
 * @param time the integer occasions
 * @param by the variable by whose levels all parameters differ
 */
public record Arma(int autoregressive, int movingAverage, String time, Category by)
    implements CorrelationStructure {
  /** Requires positive orders. */
  public Arma {
    Names.requirePositive(autoregressive, "autoregressive order");
    Names.requirePositive(movingAverage, "moving-average order");
  }

  /**
   * No correlation, but off the ridge phi = -theta on which that point lies: phi_1 = .2 and theta_1
   * = .1, the others 0.
   */
  @Override
  public double[] start(Columns columns) {
    double[] each = new double[autoregressive + movingAverage];
    each[0] = 0.2;
    each[autoregressive] = 0.1;
    return by.start(columns, each);
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    return by.parameters(
        columns,
        Stream.of(Names.lagged("phi", autoregressive), Names.lagged("theta", movingAverage))
            .flatMap(Arrays::stream)
            .toArray(ResidualParameter[]::new));
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta) {
    return by.eachLevel(
        columns,
        delta,
        d ->
            IntStream.concat(
                    IntStream.of(PartialAutocorrelations.tanh(b, phi(d)).coefficients()),
                    IntStream.of(ArmaAutocorrelations.theta(b, theta(d))))
                .toArray());
  }

  @Override
  public ResidualSpec.Correlation correlation(Columns columns, int first) {
    int lags = columns.lags(time);
    return new ResidualSpec.Correlation.Dense(
        new Autocorrelation(time, by, lags)
            .entries(
                columns,
                first,
                start(columns).length,
                (b, d) -> ArmaAutocorrelations.of(b, phi(d), theta(d), lags)));
  }

  private int[] phi(int[] delta) {
    return Arrays.copyOf(delta, autoregressive);
  }

  private int[] theta(int[] delta) {
    return Arrays.copyOfRange(delta, autoregressive, delta.length);
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
        "arma " + autoregressive + " " + movingAverage, Names.time(time), by.suboption("by"));
  }
}
