package dev.menlo.estimator.postestimation;

import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ParameterDerivatives;
import dev.menlo.estimator.inference.QuadraticForm;
import dev.menlo.model.EstimateFunction;
import java.util.List;

/**
 * Functions of estimates at the estimates: values, exact gradients in omega by the chain rule, and
 * the delta-method covariance {@code G V G'} (method.md, eq. 18).
 */
final class FunctionsOfEstimates {
  private final ParameterSpace space;
  private final List<EstimateFunction> functions;
  private final double[] values;
  private final double[][] gradients;

  FunctionsOfEstimates(ParameterSpace space, List<EstimateFunction> functions) {
    this.space = space;
    this.functions = functions;
    this.values = new double[functions.size()];
    this.gradients = new double[functions.size()][];
    for (int i = 0; i < values.length; i++) {
      differentiate(i);
    }
  }

  private void differentiate(int i) {
    int n = space.parameters().size();
    ParameterDerivatives derivatives = Derivatives.inParameters(functions.get(i).program(), n, 1);
    double[] outputs = evaluate(derivatives);
    values[i] = outputs[0];
    gradients[i] = new double[space.size()];
    for (int j = 0; j < n; j++) {
      double slope = outputs[derivatives.first(0, j)];
      double[] inner = space.parameters().get(j).gradient();
      for (int a = 0; a < inner.length && slope != 0; a++) {
        gradients[i][a] += inner[a] == 0 ? 0 : slope * inner[a];
      }
    }
  }

  private double[] evaluate(ParameterDerivatives derivatives) {
    double[] none = {};
    return new Interpreter(derivatives.program())
        .evaluate(Interpreter.Row.ofResidual(none, none, Double.NaN, space.values()));
  }

  /** Whether a function has no second derivative anywhere. */
  boolean isLinear(int i) {
    int n = space.parameters().size();
    ParameterDerivatives second = Derivatives.inParameters(functions.get(i).program(), n, 2);
    int[] outputs = second.program().outputs();
    for (int j = 0; j < n; j++) {
      for (int k = 0; k <= j; k++) {
        int node = outputs[second.second(0, j, k)];
        if (second.program().op(node) != Op.CONSTANT || second.program().constant(node) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a function depends on no estimate. */
  boolean isConstant(int i) {
    for (double slope : gradients[i]) {
      if (slope != 0) {
        return false;
      }
    }
    return true;
  }

  int count() {
    return values.length;
  }

  double[] values() {
    return values;
  }

  /** d function / d omega. */
  double[] gradient(int i) {
    return gradients[i];
  }

  /** G V G', k x k row-major. */
  double[] covariance(EstimatesCovariance covariance) {
    int k = count();
    double[] out = new double[k * k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        double value =
            QuadraticForm.of(gradients[i], covariance.matrix(), gradients[j], covariance.size());
        out[i * k + j] = value;
        out[j * k + i] = value;
      }
    }
    return out;
  }
}
