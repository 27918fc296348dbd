package dev.menlo.model;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.Program;
import java.util.List;

/**
 * A residual structure, lowered. The backend sees <em>unconstrained</em> parameters delta (every
 * real vector is allowed: constraints are part of the programs).
 *
 * @param spec what the backend gets
 * @param natural outputs the natural parameters in table order; inputs RESIDUAL_PARAMETER 0..r-1,
 *     and index r stands for log sigma
 * @param parameters name and interval scale of each output of {@code natural}
 * @param start default starting values of delta
 */
public record LoweredResidual(
    ResidualSpec spec, Program natural, List<ResidualParameter> parameters, double[] start) {
  /** Copies the lists. */
  public LoweredResidual {
    parameters = List.copyOf(parameters);
    start = start.clone();
  }
}
