package dev.menlo.cuda.emulator.ptx;

/**
 * Arithmetic on f64, rounded to nearest as {@code .rn} and unrounded forms are on a device. The
 * {@code approx} forms are refined by their callers to a full result; here they keep 20 bits, as
 * the hardware's tables do.
 */
final class FloatInstruction extends DataInstruction {
  /** Operations. */
  enum Operation {
    ADD,
    SUB,
    MUL,
    FMA,
    DIV,
    RCP,
    SQRT,
    NEG,
    ABS,
    MIN,
    MAX,
    COPYSIGN,
    RCP_APPROX,
    RSQRT_APPROX
  }

  private static final long TABLE_BITS = -1L << 32;

  private final Operation operation;
  private final int d;
  private final int a;
  private final int b;
  private final int c;

  FloatInstruction(Guard guard, Operation operation, int d, int a, int b, int c) {
    super(guard);
    this.operation = operation;
    this.d = d;
    this.a = a;
    this.b = b;
    this.c = c;
  }

  @Override
  void operate(Frame f) {
    f.require(a);
    f.require(b);
    f.require(c);
    compute(f, d * Frame.LANES, a * Frame.LANES, b * Frame.LANES, c * Frame.LANES);
    f.define(d);
  }

  private void compute(Frame f, int to, int x, int y, int z) {
    long[] r = f.r;
    int[] lanes = f.lanes;
    int n = f.count;
    switch (operation) {
      case ADD -> {
        for (int i = 0; i < n; i++) {
          int l = lanes[i];
          r[to + l] = bits(number(r[x + l]) + number(r[y + l]));
        }
      }
      case SUB -> {
        for (int i = 0; i < n; i++) {
          int l = lanes[i];
          r[to + l] = bits(number(r[x + l]) - number(r[y + l]));
        }
      }
      case MUL -> {
        for (int i = 0; i < n; i++) {
          int l = lanes[i];
          r[to + l] = bits(number(r[x + l]) * number(r[y + l]));
        }
      }
      case FMA -> {
        for (int i = 0; i < n; i++) {
          int l = lanes[i];
          r[to + l] = bits(Math.fma(number(r[x + l]), number(r[y + l]), number(r[z + l])));
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          int l = lanes[i];
          r[to + l] = other(r[x + l], r[y + l]);
        }
      }
    }
  }

  private long other(long x, long y) {
    double u = number(x);
    return switch (operation) {
      case DIV -> bits(u / number(y));
      case RCP -> bits(1 / u);
      case SQRT -> bits(Math.sqrt(u));
      case NEG -> x ^ Long.MIN_VALUE;
      case ABS -> x & Long.MAX_VALUE;
      case MIN -> bits(Double.isNaN(u) ? number(y) : min(u, number(y)));
      case MAX -> bits(Double.isNaN(u) ? number(y) : -min(-u, -number(y)));
      // copysign d, a, b: the sign of a, the magnitude of b.
      case COPYSIGN -> (x & Long.MIN_VALUE) | (y & Long.MAX_VALUE);
      case RCP_APPROX -> bits(1 / flushed(u)) & TABLE_BITS;
      case RSQRT_APPROX -> bits(1 / Math.sqrt(flushed(u))) & TABLE_BITS;
      default -> throw new IllegalStateException(operation.toString());
    };
  }

  /** The smaller, or x where y is NaN: the number wins. */
  private static double min(double x, double y) {
    return Double.isNaN(y) ? x : Math.min(x, y);
  }

  private static double flushed(double x) {
    return Math.abs(x) < Double.MIN_NORMAL ? Math.copySign(0, x) : x;
  }

  private static double number(long bits) {
    return Double.longBitsToDouble(bits);
  }

  private static long bits(double x) {
    return Double.doubleToRawLongBits(x);
  }
}
