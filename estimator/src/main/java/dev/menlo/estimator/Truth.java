package dev.menlo.estimator;

import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.simulate.TrueParameters;
import dev.menlo.model.LoweredModel;
import java.util.List;
import java.util.Map;

/** Parameters by the names that tables print, brought to the form that a simulation takes. */
public final class Truth {
  /** Largest relative difference between a residual parameter and what its structure can be. */
  private static final double EXACT = 1e-6;

  private Truth() {}

  /**
   * The parameters.
   *
   * @param values fixed effects ({@code b1}, {@code phi:_cons}), variances and covariances ({@code
   *     var(U1)}, {@code cov(U1,U2)}; a covariance that is not given is 0) and residual parameters
   *     ({@code var(Residual)}, {@code delta}), on their natural scales
   * @throws DataException if a name is unknown, one is missing, or the residual structure cannot
   *     have such parameters
   */
  public static TrueParameters of(LoweredModel model, Map<String, Double> values) {
    StartSource source = new StartSource(model, values);
    List<String> missing = source.missing();
    if (!missing.isEmpty()) {
      throw new DataException("no value is given for " + String.join(", ", missing));
    }
    double[] residual = source.residualParameters();
    double sigma = Math.sqrt(residual[0]);
    return new TrueParameters(
        source.given(), source.covariances(1), sigma, delta(model, residual, sigma));
  }

  private static double[] delta(LoweredModel model, double[] residual, double sigma) {
    ResidualStart structure = new ResidualStart(model.residual(), Math.log(sigma));
    double[] delta = structure.delta(residual);
    double[] reached = structure.evaluate(delta);
    for (int i = 1; i < residual.length; i++) {
      if (!(Math.abs(reached[i] - residual[i]) <= EXACT * (1 + Math.abs(residual[i])))) {
        throw new DataException(
            model.residual().parameters().get(i).name()
                + " cannot be "
                + residual[i]
                + " in this residual structure; the nearest value is "
                + reached[i]);
      }
    }
    return delta;
  }
}
