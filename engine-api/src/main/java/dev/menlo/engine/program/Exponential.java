package dev.menlo.engine.program;

/**
 * e^x in additions and multiplications.
 *
 * <p>With k the integer nearest x / ln 2 and r = x - k ln 2, |r| &lt;= ln(2)/2, {@code e^x = 2^k
 * e^r}, and e^r is its Taylor polynomial of degree 13 (truncation 4e-18). ln 2 is split in two
 * parts, the first with 32 significant bits so that k times it is exact. The rounding of the last
 * two additions dominates the error: below .8 ulp.
 */
final class Exponential {
  private static final double LOG2_E = 0x1.71547652b82fep0;
  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  /** Adding 1.5 * 2^52 rounds to an integer and leaves it in the low bits of the sum. */
  private static final double ROUNDER = 0x1.8p52;

  private static final double C2 = 1.0 / 2;
  private static final double C3 = 1.0 / 6;
  private static final double C4 = 1.0 / 24;
  private static final double C5 = 1.0 / 120;
  private static final double C6 = 1.0 / 720;
  private static final double C7 = 1.0 / 5040;
  private static final double C8 = 1.0 / 40320;
  private static final double C9 = 1.0 / 362880;
  private static final double C10 = 1.0 / 3628800;
  private static final double C11 = 1.0 / 39916800;
  private static final double C12 = 1.0 / 479001600;
  private static final double C13 = 1.0 / 6227020800.0;

  private Exponential() {}

  /** e^x; 0 and infinity beyond the range of doubles, correct in the subnormal range. */
  static double exp(double x) {
    return exp(x, 0);
  }

  /** e^(x + y) for |y| far below |x|: {@link Power} needs more than a double in the exponent. */
  static double exp(double x, double y) {
    // Beyond these bounds the result is 0 or infinity already; NaN passes both comparisons.
    double z = x < -746 ? -746 : x;
    z = z > 710 ? 710 : z;
    double shifted = z * LOG2_E + ROUNDER;
    double k = shifted - ROUNDER;
    double high = z - k * LN2_HIGH;
    double low = k * LN2_LOW - y;
    double r = high - low;
    double r2 = r * r;
    double value = 1 + (high - (low - r2 * tail(r, r2)));
    return scale(value, shifted, k);
  }

  /** (e^r - 1 - r) / r^2, by Estrin's scheme. */
  private static double tail(double r, double r2) {
    double r4 = r2 * r2;
    double low = (C2 + C3 * r) + (C4 + C5 * r) * r2;
    double middle = (C6 + C7 * r) + (C8 + C9 * r) * r2;
    double high = (C10 + C11 * r) + (C12 + C13 * r) * r2;
    return low + r4 * (middle + r4 * high);
  }

  /** 2^k y in two factors, so that k from -1077 to 1025 is reached with one rounding. */
  private static double scale(double y, double shifted, double k) {
    double half = k * .5 + ROUNDER;
    long whole = Double.doubleToRawLongBits(shifted);
    long part = Double.doubleToRawLongBits(half);
    return y * powerOfTwo(part) * powerOfTwo(whole - part);
  }

  /** 2^k from any number that has k in its low 12 bits. */
  private static double powerOfTwo(long k) {
    return Double.longBitsToDouble((k + 1023L) << 52);
  }
}
