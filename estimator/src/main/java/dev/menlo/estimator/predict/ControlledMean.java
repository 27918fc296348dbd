package dev.menlo.estimator.predict;

/**
 * The mean of weights w with a control variate x whose expectation is 0: the intercept of the least
 * squares line of w on x, collected one pair at a time (Owen and Zhou 2000, JASA 95:135).
 */
final class ControlledMean {
  /** Share of the sum of squares of w or x below which it counts as constant. */
  private static final double CONSTANT = 1e-24;

  private int n;
  private double meanW;
  private double meanX;
  private double sumWw;
  private double sumXx;
  private double sumXw;

  /** Takes a pair, by the update of Welford. */
  void add(double w, double x) {
    n++;
    double dw = w - meanW;
    double dx = x - meanX;
    meanW += dw / n;
    meanX += dx / n;
    sumWw += dw * (w - meanW);
    sumXx += dx * (x - meanX);
    sumXw += dx * (w - meanW);
  }

  private double slope() {
    return sumXx > CONSTANT * n ? sumXw / sumXx : 0;
  }

  /** The intercept, or the plain mean where noise makes the intercept negative. */
  double value() {
    double intercept = meanW - slope() * meanX;
    return intercept > 0 ? intercept : meanW;
  }

  /** Standard error of the intercept, its residual variance on n - 2 degrees of freedom. */
  double standardError() {
    double residual = Math.max(0, sumWw - slope() * sumXw) / (n - 2);
    double leverage = sumXx > CONSTANT * n ? meanX * meanX / sumXx : 0;
    return Math.sqrt(residual * (1.0 / n + leverage));
  }
}
