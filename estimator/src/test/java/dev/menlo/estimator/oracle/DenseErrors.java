package dev.menlo.estimator.oracle;

/**
 * The covariance R of the errors of a deepest group over sigma^2, written out by hand for the
 * structures that the reference fits use.
 */
@FunctionalInterface
public interface DenseErrors {
  /**
   * R of one group.
   *
   * @param mean means of its rows at which the variance is frozen
   * @param position integer positions of its rows in time
   * @param delta residual parameters on their natural scale
   */
  double[][] covariance(double[] mean, int[] position, double[] delta);

  /** R = I. */
  DenseErrors IDENTITY = (mean, position, delta) -> diagonal(mean, m -> 1);

  /** Standard deviation |mean|^delta. */
  DenseErrors POWER =
      (mean, position, delta) -> diagonal(mean, m -> Math.pow(Math.abs(m), delta[0]));

  /** Standard deviation |mean|^delta + constant; the constant where the mean is 0. */
  DenseErrors POWER_CONSTANT =
      (mean, position, delta) ->
          diagonal(mean, m -> (m == 0 ? 0 : Math.pow(Math.abs(m), delta[0])) + delta[1]);

  /** Autocorrelation phi^lag. */
  DenseErrors AR1 =
      (mean, position, delta) -> autocorrelation(position, lag -> Math.pow(delta[0], lag));

  /** (1 + phi theta)(phi + theta) / (1 + 2 phi theta + theta^2) phi^(lag - 1). */
  DenseErrors ARMA11 =
      (mean, position, delta) ->
          autocorrelation(
              position,
              lag -> {
                double phi = delta[0];
                double theta = delta[1];
                double first =
                    (1 + phi * theta) * (phi + theta) / (1 + 2 * phi * theta + theta * theta);
                return lag == 0 ? 1 : first * Math.pow(phi, lag - 1);
              });

  private static double[][] diagonal(
      double[] mean, java.util.function.DoubleUnaryOperator standardDeviation) {
    double[][] r = Dense.zeros(mean.length, mean.length);
    for (int i = 0; i < mean.length; i++) {
      double s = standardDeviation.applyAsDouble(mean[i]);
      r[i][i] = s * s;
    }
    return r;
  }

  private static double[][] autocorrelation(
      int[] position, java.util.function.IntToDoubleFunction rho) {
    int n = position.length;
    double[][] r = Dense.zeros(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        r[i][j] = rho.applyAsDouble(Math.abs(position[i] - position[j]));
      }
    }
    return r;
  }
}
