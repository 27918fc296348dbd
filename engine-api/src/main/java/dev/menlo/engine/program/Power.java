package dev.menlo.engine.program;

import java.math.BigDecimal;
import java.math.MathContext;

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
  private static final int POINTS = 92;

  /** C, and - ln C as a multiple of 2^-42 (so that it adds to k LN2_HIGH exactly) and the rest. */
  private static final double[] RECIPROCAL = new double[POINTS];

  private static final double[] LOG_HIGH = new double[POINTS];
  private static final double[] LOG_LOW = new double[POINTS];

  static {
    for (int i = 0; i < POINTS; i++) {
      RECIPROCAL[i] = Math.rint(0x1p16 * 128 / (i + FIRST)) * 0x1p-16;
      BigDecimal log = minusLog(RECIPROCAL[i]);
      LOG_HIGH[i] = Math.rint(log.doubleValue() * 0x1p42) * 0x1p-42;
      LOG_LOW[i] = log.subtract(new BigDecimal(LOG_HIGH[i])).doubleValue();
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

    double base = k * LN2_HIGH + LOG_HIGH[i];
    double linear = base + r;
    double high = linear - square;
    double low = ((base - linear) + r) + ((linear - high) - square);
    low += (k * LN2_LOW + LOG_LOW[i]) + (rLow - squareLow) + r * r * r * series(r);
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

  /** - ln c = 2 atanh((1 - c) / (1 + c)) to 40 digits, |ln c| &lt; .4. */
  private static BigDecimal minusLog(double c) {
    MathContext digits = new MathContext(40);
    BigDecimal exact = new BigDecimal(c);
    BigDecimal s = BigDecimal.ONE.subtract(exact).divide(BigDecimal.ONE.add(exact), digits);
    BigDecimal square = s.multiply(s, digits);
    BigDecimal power = s.add(s);
    BigDecimal sum = BigDecimal.ZERO;
    for (int n = 1; n < 60; n += 2) {
      sum = sum.add(power.divide(BigDecimal.valueOf(n), digits));
      power = power.multiply(square, digits);
    }
    return sum;
  }
}
