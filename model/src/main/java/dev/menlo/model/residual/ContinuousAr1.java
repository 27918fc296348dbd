package dev.menlo.model.residual;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.List;
import java.util.Optional;

/**
 * Continuous-time autoregression of order 1: {@code corr = rho^|t_j - t_k|} at real times.
 *
 * <p>Natural parameter {@code rho} in (0, 1), the correlation at distance 1; unconstrained
 * logit(rho). A Markov chain.
 *
 * @param time real times, which do not repeat within a group
 * @param by the variable by whose levels rho differs
 */
public record ContinuousAr1(String time, Category by) implements CorrelationStructure {
  /** Correlation 1/e at a distance between neighbours and the whole extent: rho = exp(-1/s). */
  @Override
  public double[] start(Columns columns) {
    double rate = Math.exp(-TypicalDistance.log(columns, "t", List.of(time)));
    return by.start(columns, -rate - Math.log(-Math.expm1(-rate)));
  }

  @Override
  public List<ResidualParameter> parameters(Columns columns) {
    return by.parameters(columns, new ResidualParameter("rho", IntervalScale.ATANH));
  }

  @Override
  public int[] natural(ProgramBuilder b, Columns columns, int[] delta) {
    return by.eachLevel(columns, delta, d -> new int[] {b.apply(Op.INVLOGIT, d[0])});
  }

  @Override
  public ResidualSpec.Correlation correlation(Columns columns, int first) {
    ProgramBuilder b = new ProgramBuilder();
    int[] delta = ResidualParameters.nodes(b, first, start(columns).length);
    int rho = b.apply(Op.INVLOGIT, by.ofRow(b, columns, delta)[0]);
    int t = columns.variable(time);
    int gap = b.sub(b.covariate(t), b.pairedCovariate(t));
    return new ResidualSpec.Correlation.Markov(b.build(b.apply(Op.POW, rho, gap)));
  }

  @Override
  public List<Requirement> requirements() {
    return Requirement.ofTime(time, by);
  }

  @Override
  public Optional<String> rowOrder() {
    return Optional.of(time);
  }

  @Override
  public String toString() {
    return StructureText.write("ctar1", Names.time(time), by.suboption("by"));
  }
}
