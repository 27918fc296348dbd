package dev.menlo.engine.program;

/**
 * x^y = e^(y ln x) with ln x to 68 bits, as an unevaluated sum of two doubles.
 *
 * <p>{@code x = 2^k m}, m in [sqrt(1/2), sqrt(2)). With c = j/128 the point nearest m and C its
 * reciprocal rounded to 16 bits, r = m C - 1 is exact in two doubles, |r| &lt; .006, and
 *
 * <pre>ln x = k ln 2 - ln C + r - r^2/2 + r^3 (1/3 - r/4 + ... + r^6/9)</pre>
 *
 * <p>Only the cubic and later terms, below 2^-16 of the sum, are evaluated in one double. The error
 * of x^y is then that of the exponential, below .9 ulp.
 */
final class Power {
  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final long SQRT_HALF_BITS = Double.doubleToRawLongBits(Math.sqrt(.5));
  private static final long MANTISSA = (1L << 52) - 1;

  /** Keeps the leading 26 bits, so that products of two such numbers are exact. */
  private static final long LEADING = -1L << 27;

  private static final int FIRST = 90;

  /**
   * C; {@link LogarithmTable} has - ln C, its high part such that it adds to k LN2_HIGH exactly.
   */
  private static final double[] RECIPROCAL = new double[LogarithmTable.HIGH.length];

  static {
    for (int i = 0; i < RECIPROCAL.length; i++) {
      RECIPROCAL[i] = reciprocal(i);
    }
  }

  private Power() {}

  /** x^y, special cases as {@link Math#pow}. */
  static double pow(double x, double y) {
    boolean ordinary = x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE && Math.abs(y) >= 0x1p-70;
    return ordinary && Math.abs(y) <= 0x1p70 ? ordinary(x, y) : StrictMath.pow(x, y);
  }

  private static double ordinary(double x, double y) {
    long bits = Double.doubleToRawLongBits(x) - SQRT_HALF_BITS;
    double k = (int) (bits >> 52);
    double m = Double.longBitsToDouble((bits & MANTISSA) + SQRT_HALF_BITS);
    int i = (int) (m * 128 + .5) - FIRST;

    // r + rLow = m C - 1, both products exact.
    double mLeading = leading(m);
    double rLeading = mLeading * RECIPROCAL[i] - 1;
    double rRest = (m - mLeading) * RECIPROCAL[i];
    double r = rLeading + rRest;
    double rLow = (rLeading - r) + rRest;

    // square + squareLow = (r + rLow)^2 / 2, square exact.
    double q = leading(r);
    double square = .5 * q * q;
    double squareLow = .5 * (r - q) * (r + q) + r * rLow;

    double base = k * LN2_HIGH + LogarithmTable.HIGH[i];
    double linear = base + r;
    double high = linear - square;
    double low = ((base - linear) + r) + ((linear - high) - square);
    low += (k * LN2_LOW + LogarithmTable.LOW[i]) + (rLow - squareLow) + r * r * r * series(r);
    return exponential(high, low, y);
  }

  /** e^(y (high + low)), the product in two parts of which the first is exact. */
  private static double exponential(double high, double low, double y) {
    double logLeading = leading(high);
    double logRest = (high - logLeading) + low;
    double yLeading = leading(y);
    double product = yLeading * logLeading;
    double rest = (y - yLeading) * logLeading + y * logRest;
    // Outside the range of doubles the rest does not matter, and may not be small.
    return Math.abs(product) > 800 ? Exponential.exp(product) : Exponential.exp(product, rest);
  }

  /** 1/3 - r/4 + r^2/5 - ... + r^6/9. */
  private static double series(double r) {
    double r2 = r * r;
    double low = (1.0 / 3 - 1.0 / 4 * r) + (1.0 / 5 - 1.0 / 6 * r) * r2;
    double high = (1.0 / 7 - 1.0 / 8 * r) + 1.0 / 9 * r2;
    return low + r2 * r2 * high;
  }

  private static double leading(double x) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & LEADING);
  }

  /** C of an entry: 1/c of its point c, rounded to 16 bits. */
  static double reciprocal(int i) {
    return Math.rint(0x1p16 * 128 / (i + FIRST)) * 0x1p-16;
  }
}
