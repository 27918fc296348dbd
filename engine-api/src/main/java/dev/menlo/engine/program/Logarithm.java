package dev.menlo.engine.program;

/**
 * ln x in additions, multiplications and one division.
 *
 * <p>{@code x = 2^k (1 + f)} with 1 + f in [sqrt(1/2), sqrt(2)), and with s = f / (2 + f)
 *
 * <pre>ln(1 + f) = 2 atanh(s) = 2 s + s R,   R = 2 (s^2/3 + s^4/5 + ... + s^20/21)
 *           = f - (f^2/2 - s (f^2/2 + R))</pre>
 *
 * <p>the last form because f is exact. |s| &lt;= .172, so the series is cut off at 1e-18 relative.
 * Error below 1 ulp.
 */
final class Logarithm {
  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final long SQRT_HALF_BITS = Double.doubleToRawLongBits(Math.sqrt(.5));
  private static final long MANTISSA = (1L << 52) - 1;

  private static final double R1 = 2.0 / 3;
  private static final double R2 = 2.0 / 5;
  private static final double R3 = 2.0 / 7;
  private static final double R4 = 2.0 / 9;
  private static final double R5 = 2.0 / 11;
  private static final double R6 = 2.0 / 13;
  private static final double R7 = 2.0 / 15;
  private static final double R8 = 2.0 / 17;
  private static final double R9 = 2.0 / 19;
  private static final double R10 = 2.0 / 21;

  private Logarithm() {}

  /** ln x; -inf at 0, NaN below. */
  static double log(double x) {
    if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
      return outsideNormal(x);
    }
    return normal(x, 0);
  }

  private static double outsideNormal(double x) {
    if (x > 0 && x < Double.MIN_NORMAL) {
      return normal(x * 0x1p54, -54);
    }
    if (x == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return x > 0 ? x : Double.NaN;
  }

  /** ln(x) + offset ln(2) for a normal positive x. */
  private static double normal(double x, int offset) {
    long bits = Double.doubleToRawLongBits(x) - SQRT_HALF_BITS;
    double k = (int) (bits >> 52) + offset;
    double f = Double.longBitsToDouble((bits & MANTISSA) + SQRT_HALF_BITS) - 1;
    double s = f / (2 + f);
    double z = s * s;
    double half = .5 * f * f;
    return k * LN2_HIGH - ((half - (s * (half + series(z)) + k * LN2_LOW)) - f);
  }

  /** R as a function of z = s^2, by Estrin's scheme. */
  private static double series(double z) {
    double z2 = z * z;
    double z4 = z2 * z2;
    double low = (R1 + R2 * z) + (R3 + R4 * z) * z2;
    double middle = (R5 + R6 * z) + (R7 + R8 * z) * z2;
    double high = R9 + R10 * z;
    return z * (low + z4 * (middle + z4 * high));
  }
}
