package dev.menlo.estimator.inference;

import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.ParameterDerivatives;
import dev.menlo.model.LoweredResidual;
import dev.menlo.model.ResidualParameter;
import java.util.List;

/**
 * The residual parameters of a model as tables print them, with derivatives in (delta, log sigma):
 * made once for all fits of the model. Not for several threads at a time.
 */
public final class NaturalResidual {
  private final LoweredResidual residual;
  private final ParameterDerivatives natural;
  private final Interpreter interpreter;

  /** The printed parameters of a model's residual. */
  public NaturalResidual(LoweredResidual residual) {
    this(residual, 1);
  }

  private NaturalResidual(LoweredResidual residual, int order) {
    this.residual = residual;
    natural = Derivatives.inParameters(residual.natural(), delta() + 1, order);
    interpreter = new Interpreter(natural.program());
  }

  /** The printed parameters with second derivatives. */
  public static NaturalResidual withCurvature(LoweredResidual residual) {
    return new NaturalResidual(residual, 2);
  }

  /** r, the number of entries of delta. */
  int delta() {
    return residual.spec().parameters();
  }

  /** The parameters in table order. */
  public List<ResidualParameter> parameters() {
    return residual.parameters();
  }

  /** All outputs at (delta, log sigma): first the values in table order. */
  double[] evaluate(double[] parameters) {
    return interpreter.evaluate(
        Interpreter.Row.ofResidual(new double[0], new double[0], 0, parameters));
  }

  /** Where the second derivative of parameter i in entries j and k stands in the outputs. */
  int second(int i, int j, int k) {
    return natural.second(i, j, k);
  }

  /** Where the derivative of parameter i in entry j of (delta, log sigma) stands in the outputs. */
  int first(int i, int j) {
    return natural.first(i, j);
  }
}
