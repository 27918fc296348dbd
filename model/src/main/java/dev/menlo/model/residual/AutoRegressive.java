package dev.menlo.model.residual;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import java.util.List;
import java.util.Optional;

/**
 * Autoregression of order p over integer occasions: {@code u_t = phi_1 u_{t-1} + ... + phi_p
 * u_{t-p} + a_t}, scaled to variance 1; gaps are honoured, corr = rho_{|t_j - t_k|}.
 *
 * <p>Natural parameters {@code phi1}, ..., {@code phip} in the stationary region; unconstrained
 * delta = atanh of the partial autocorrelations. p = 1 is a Markov chain with rho = phi_1^gap,
 * where the gap is an integer, so a negative phi_1 keeps its sign at odd gaps; p &gt; 1 is dense.
 *
 * @param order p, positive
 * @param time the integer occasions
 * @param by the variable by whose levels all phi differ
 */
public record AutoRegressive(int order, String time, Category by) implements CorrelationStructure {
  /** Requires a positive order. */
  public AutoRegressive {
    Names.requirePositive(order, "order");
  }

  /** No correlation. */
  @Override
  public double[] start(Columns columns) {
    return by.start(columns, new double[order]);
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    return by.parameters(columns, Names.lagged("phi", order));
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta) {
    return by.eachLevel(columns, delta, d -> PartialAutocorrelations.tanh(b, d).coefficients());
  }

  @Override
  public ResidualSpec.Correlation correlation(Columns columns, int first) {
    int parameters = start(columns).length;
    if (order == 1) {
      return markov(columns, first, parameters);
    }
    int lags = columns.lags(time);
    return new ResidualSpec.Correlation.Dense(
        new Autocorrelation(time, by, lags)
            .entries(
                columns,
                first,
                parameters,
                (b, d) -> PartialAutocorrelations.tanh(b, d).autocorrelations(lags)));
  }

  private ResidualSpec.Correlation markov(Columns columns, int first, int parameters) {
    ProgramBuilder b = new ProgramBuilder();
    int delta = by.ofRow(b, columns, ResidualParameters.nodes(b, first, parameters))[0];
    int t = columns.variable(time);
    int gap = b.sub(b.covariate(t), b.pairedCovariate(t));
    return new ResidualSpec.Correlation.Markov(
        b.build(b.apply(Op.POW, b.apply(Op.TANH, delta), gap)));
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
    return StructureText.write("ar " + order, Names.time(time), by.suboption("by"));
  }
}
