package dev.menlo.engine.program;

/**
 * The standard normal distribution function and its inverse.
 *
 * <p>For x &gt;= 0 the upper tail is {@code Q(x) = e^(-x^2/2) G(t) / (x + 5)}, {@code t = (x - 5) /
 * (x + 5)}, with G a Chebyshev series on [-1, 1] (the form of Schonfelder 1978, Math. Comp.
 * 32:1232; coefficients computed for this class in 50-digit arithmetic, cut off at 2e-17 relative).
 */
final class NormalDistribution {
  private static final double CENTRE = 5;
  private static final double ROOT_TWO_PI = 2.5066282746310005024;

  private static final double[] CHEBYSHEV = {
    1.0849974311281507,
    -0.9451212330235238,
    0.3395428248397067,
    -0.10080114900127923,
    0.02434161739194819,
    -0.0045780677530837645,
    0.0005962634793872587,
    -3.0034572403998326e-05,
    -6.9582080289731465e-06,
    1.6616222750752958e-06,
    -4.290591277534993e-08,
    -3.778472668407595e-08,
    4.656555405437076e-09,
    7.26731898119583e-10,
    -1.876070956044788e-10,
    -1.3548475355194436e-11,
    6.754835393421318e-12,
    2.8389774843955563e-13,
    -2.470501242837e-13,
    -9.045031546724195e-15,
    9.451160470487844e-15,
    4.824922073332497e-16,
    -3.7452977100599564e-16,
    -3.1738537383334686e-17,
    1.4864637431208072e-17
  };

  private NormalDistribution() {}

  static double cumulative(double x) {
    return x < 0 ? upperTail(-x) : 1 - upperTail(x);
  }

  /** Q(x) for x &gt;= 0, relative error 1e-15 while it is a normal number. */
  private static double upperTail(double x) {
    if (x > 40) {
      return 0;
    }
    // x^2/2 = h^2/2 + (x - h)(x + h)/2 with h^2 exact, so that large x lose nothing.
    double h = (float) x;
    double low = (x - h) * (x + h) * .5;
    return Exponential.exp(-.5 * h * h) * Exponential.exp(-low) * scaled(x);
  }

  /** e^(x^2/2) Q(x) for x &gt;= 0, by Clenshaw's recurrence. */
  private static double scaled(double x) {
    double t = (x - CENTRE) / (x + CENTRE);
    double b1 = 0;
    double b2 = 0;
    for (int k = CHEBYSHEV.length - 1; k >= 1; k--) {
      double b = 2 * t * b1 - b2 + CHEBYSHEV[k];
      b2 = b1;
      b1 = b;
    }
    return (t * b1 - b2 + CHEBYSHEV[0]) / (x + CENTRE);
  }

  static double quantile(double p) {
    if (!(p >= 0 && p <= 1)) {
      return Double.NaN;
    }
    if (p == 0 || p == 1) {
      return p == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return p < .5 ? -upperQuantile(p) : upperQuantile(1 - p);
  }

  /**
   * The x &gt;= 0 with Q(x) = q, 0 &lt; q &lt;= 1/2: a rational start (Abramowitz and Stegun
   * 26.2.23, error 4.5e-4), then Halley steps on ln Q, whose error is cubed each time.
   */
  private static double upperQuantile(double q) {
    double logQ = Logarithm.log(q);
    double t = Math.sqrt(-2 * logQ);
    double x =
        t
            - (2.515517 + t * (.802853 + t * .010328))
                / (1 + t * (1.432788 + t * (.189269 + t * .001308)));
    x = Math.max(x, 0);
    for (int step = 0; step < 3; step++) {
      // f = ln Q - ln q, f' = -h with the hazard h = 1 / (sqrt(2 pi) scaled), f'' = -h (h - x).
      double scaled = scaled(x);
      double h = 1 / (ROOT_TWO_PI * scaled);
      double f = Logarithm.log(scaled) - .5 * x * x - logQ;
      double newton = f / h;
      x += newton / (1 + .5 * newton * (h - x));
    }
    return Math.max(x, 0);
  }
}
