package dev.menlo.report.fitted;

/**
 * The rows of the likelihood, in group order.
 *
 * @param designRow row of the design
 * @param response y
 * @param mean conditional mean, at the predicted random effects
 * @param population mean with all random effects at zero
 * @param residual y - mean
 * @param standardised residual / (sigma g), with g the variance function at the mean
 * @param normalised L^-1 residual / sigma, with L L' the fitted correlation and variance of a
 *     group; independent with variance 1 under the model. Equal to standardised without correlation
 * @param starts first position of each group of the deepest level, closed by the number of rows
 */
public record Observations(
    int[] designRow,
    double[] response,
    double[] mean,
    double[] population,
    double[] residual,
    double[] standardised,
    double[] normalised,
    int[] starts) {
  /** Number of rows. */
  public int size() {
    return designRow.length;
  }

  /** Number of groups of the deepest level. */
  public int groups() {
    return starts.length - 1;
  }
}
