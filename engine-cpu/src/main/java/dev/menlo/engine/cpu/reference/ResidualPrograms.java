package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.FitStatus;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.ResidualSpec.Entries;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.ParameterDerivatives;
import dev.menlo.engine.program.Program;

/**
 * The programs of a {@link ResidualSpec}, differentiated in delta.
 *
 * @param spec what they come from
 * @param parameters r, or 0 when only values are wanted
 * @param logScale log g, or null when g = 1
 * @param correlation rho of a Markov chain or the entries, or null for independence
 */
record ResidualPrograms(
    ResidualSpec spec,
    int parameters,
    ParameterDerivatives logScale,
    ParameterDerivatives correlation) {

  /** The programs with derivatives of an order, 0 or 2. */
  static ResidualPrograms of(ResidualSpec spec, int order) {
    int r = order == 0 ? 0 : spec.parameters();
    return new ResidualPrograms(
        spec,
        r,
        differentiate(spec.logScale(), r, order),
        differentiate(correlationProgram(spec.correlation()), r, order));
  }

  private static ParameterDerivatives differentiate(Program program, int parameters, int order) {
    return program == null ? null : Derivatives.inParameters(program, parameters, order);
  }

  private static Program correlationProgram(Correlation correlation) {
    if (correlation instanceof Correlation.Markov markov) {
      return markov.rho();
    } else if (correlation instanceof Correlation.Banded banded) {
      return entriesProgram(banded.entries());
    } else if (correlation instanceof Correlation.Dense dense) {
      return entriesProgram(dense.entries());
    }
    return null;
  }

  private static Program entriesProgram(Entries entries) {
    return entries instanceof Entries.Pairwise pairwise
        ? pairwise.entry()
        : ((Entries.LagTable) entries).table();
  }

  /**
   * Evaluates all outputs of a differentiated program.
   *
   * @param row row of the design reported when a result is not finite
   */
  static Jet[] evaluate(ParameterDerivatives program, Interpreter.Row inputs, int row)
      throws NumericalTrouble {
    double[] outputs = new Interpreter(program.program()).evaluate(inputs);
    Jet[] jets = new Jet[program.values()];
    for (int i = 0; i < jets.length; i++) {
      jets[i] = jet(program, outputs, i);
      if (!jets[i].isFinite()) {
        throw new NumericalTrouble(FitStatus.NON_FINITE_VARIANCE, row);
      }
    }
    return jets;
  }

  private static Jet jet(ParameterDerivatives program, double[] outputs, int i) {
    int r = program.order() == 0 ? 0 : program.parameters();
    Jet jet = Jet.constant(outputs[i], r);
    for (int j = 0; j < r; j++) {
      jet.gradient()[j] = outputs[program.first(i, j)];
      for (int k = 0; k < r; k++) {
        jet.hessian()[j][k] = outputs[program.second(i, j, k)];
      }
    }
    return jet;
  }
}
