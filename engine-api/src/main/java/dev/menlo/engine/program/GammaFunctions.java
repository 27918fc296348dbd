package dev.menlo.engine.program;

/**
 * ln Gamma and its derivatives: the recurrence carries the argument above a threshold where
 * Stirling's series, or its derivatives, converge to a double (Abramowitz and Stegun 6.1.41,
 * 6.3.18, 6.4.11); arguments below 1/2 are reflected (6.1.17, 6.4.7) or carried by the recurrence.
 */
final class GammaFunctions {
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727418;
  private static final double LOG_PI = 1.1447298858494001741;
  private static final double THRESHOLD = 16;

  /** Bernoulli numbers B_2, B_4, ..., B_18. */
  private static final double[] BERNOULLI = {
    1.0 / 6,
    -1.0 / 30,
    1.0 / 42,
    -1.0 / 30,
    5.0 / 66,
    -691.0 / 2730,
    7.0 / 6,
    -3617.0 / 510,
    43867.0 / 798
  };

  private GammaFunctions() {}

  static double lngamma(double x) {
    if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY) {
      return Double.NaN;
    }
    if (x <= 0 && x == Math.floor(x)) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < .5) {
      return LOG_PI - Logarithm.log(Math.abs(sinPi(x))) - lngamma(1 - x);
    }
    double product = 1;
    double y = x;
    while (y < THRESHOLD) {
      product *= y;
      y += 1;
    }
    return stirling(y) - (product == 1 ? 0 : Logarithm.log(product));
  }

  /** (y - 1/2) ln y - y + ln(2 pi)/2 + sum of B_2k / (2k (2k-1) y^(2k-1)). */
  private static double stirling(double y) {
    double inverse = 1 / y;
    double z = inverse * inverse;
    double sum = 0;
    for (int k = BERNOULLI.length; k >= 1; k--) {
      sum = sum * z + BERNOULLI[k - 1] / (2 * k * (2 * k - 1));
    }
    double log = Logarithm.log(y);
    return y > 1e300 ? y * (log - 1) : (y - .5) * log - y + HALF_LOG_TWO_PI + sum * inverse;
  }

  static double digamma(double x) {
    if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY || (x <= 0 && x == Math.floor(x))) {
      return Double.NaN;
    }
    if (x < 0) {
      double t = x - Math.rint(x);
      return digamma(1 - x) - Math.PI * StrictMath.cos(Math.PI * t) / StrictMath.sin(Math.PI * t);
    }
    double sum = 0;
    double y = x;
    while (y < THRESHOLD) {
      sum += 1 / y;
      y += 1;
    }
    double z = 1 / (y * y);
    double series = 0;
    for (int k = BERNOULLI.length; k >= 1; k--) {
      series = (series + BERNOULLI[k - 1] / (2 * k)) * z;
    }
    return Logarithm.log(y) - .5 / y - series - sum;
  }

  /**
   * Derivative n &gt;= 1 of digamma, {@code (-1)^(n+1) n! sum over j of 1/(x + j)^(n+1)}. Negative
   * x is carried up by the recurrence, one term a unit; below -1e6 it is NaN.
   */
  static double polygamma(double x, int n) {
    if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY) {
      return Double.NaN;
    }
    if (x <= 0 && x == Math.floor(x)) {
      return n % 2 == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    if (x < -1e6) {
      return Double.NaN;
    }
    double threshold = THRESHOLD + 2 * n;
    double sum = 0;
    double y = x;
    while (y < threshold) {
      sum += integerPower(1 / y, n + 1);
      y += 1;
    }
    double factorial = factorial(n);
    double value = factorial * sum + tail(y, n);
    return n % 2 == 1 ? value : -value;
  }

  /** (n-1)!/y^n + n!/(2 y^(n+1)) + sum of B_2k (2k+n-1)!/((2k)! y^(2k+n)). */
  private static double tail(double y, int n) {
    double inverse = 1 / y;
    double z = inverse * inverse;
    // (2k+n-1)!/(2k)! at k = 1, then by its ratio in k.
    double ratio = factorial(n + 1) / 2;
    double power = z;
    double sum = 0;
    for (int k = 1; k <= BERNOULLI.length; k++) {
      sum += BERNOULLI[k - 1] * ratio * power;
      power *= z;
      ratio *= (2.0 * k + n) * (2.0 * k + n + 1) / ((2.0 * k + 1) * (2.0 * k + 2));
    }
    double lead = factorial(n - 1) + .5 * factorial(n) * inverse + sum;
    return lead * integerPower(inverse, n);
  }

  private static double integerPower(double x, int n) {
    double power = 1;
    for (int k = 0; k < n; k++) {
      power *= x;
    }
    return power;
  }

  private static double factorial(int n) {
    double product = 1;
    for (int k = 2; k <= n; k++) {
      product *= k;
    }
    return product;
  }

  /** sin(pi x), the argument reduced to [-1/2, 1/2] first, where the reduction is exact. */
  private static double sinPi(double x) {
    double nearest = Math.rint(x);
    double sine = StrictMath.sin(Math.PI * (x - nearest));
    return nearest % 2 == 0 ? sine : -sine;
  }
}
