package dev.menlo.engine.cpu;

import dev.menlo.engine.program.ElementaryFunctions;

/** Sum of logarithms of positive numbers with few logarithms: mantissas are multiplied. */
final class LogDeterminant {
  /** Numbers below which two can be multiplied. */
  static final double LARGE = 0x1p200;

  private static final long EXPONENT = 0x7ffL << 52;
  private static final long ONE = 1023L << 52;
  private static final double SMALL = 0x1p-200;
  private static final double LN_2 = 0.6931471805599453;

  private double product;
  private double exponent;

  LogDeterminant() {
    clear();
  }

  /** Restarts at log 1. */
  void clear() {
    product = 1;
    exponent = 0;
  }

  /** Adds log x, x positive and normal. */
  void add(double x) {
    product *= x;
    if (!(product < LARGE && product > SMALL)) {
      rescale();
    }
  }

  /** Moves the exponent of the product to the sum. */
  private void rescale() {
    int e = Math.getExponent(product);
    exponent += e;
    boolean normal = e >= Double.MIN_EXPONENT && e <= Double.MAX_EXPONENT;
    product =
        normal
            ? Double.longBitsToDouble(Double.doubleToRawLongBits(product) & ~EXPONENT | ONE)
            : Math.scalb(product, -e);
  }

  /** The sum so far. */
  double value() {
    return ElementaryFunctions.log(product) + exponent * LN_2;
  }
}
