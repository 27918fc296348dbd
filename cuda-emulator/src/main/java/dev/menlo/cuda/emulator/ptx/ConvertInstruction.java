package dev.menlo.cuda.emulator.ptx;

import java.math.BigDecimal;
import java.math.BigInteger;

/** cvt between integers, f32 and f64. */
final class ConvertInstruction extends DataInstruction {
  private final Type to;
  private final Type register;
  private final Type from;
  private final String rounding;
  private final int d;
  private final int a;

  /**
   * Decodes.
   *
   * @param register declared type of the result, as wide as {@code to} or wider
   * @param rounding rn, rni, rzi, rmi, rpi, or empty
   */
  ConvertInstruction(
      Guard guard, Type to, Type register, Type from, String rounding, int d, int a) {
    super(guard);
    this.to = to;
    this.register = register;
    this.from = from;
    this.rounding = rounding;
    this.d = d;
    this.a = a;
  }

  @Override
  void operate(Frame f) {
    f.require(a);
    for (int i = 0; i < f.count; i++) {
      int l = f.lanes[i];
      f.r[d * Frame.LANES + l] = convert(f.r[a * Frame.LANES + l]);
    }
    f.define(d);
  }

  private long convert(long raw) {
    if (from.kind() != 'f') {
      long value = from.extend(raw);
      return to.kind() == 'f' ? ofInteger(value) : register.truncate(to.extend(value));
    }
    double value =
        from.bits() == 64 ? Double.longBitsToDouble(raw) : Float.intBitsToFloat((int) raw);
    if (rounding.endsWith("i")) {
      value = integral(value);
    }
    return to.kind() == 'f' ? ofReal(value) : register.truncate(to.extend(toInteger(value)));
  }

  private long ofReal(double value) {
    return to.bits() == 64
        ? Double.doubleToRawLongBits(value)
        : Float.floatToRawIntBits((float) value) & 0xffffffffL;
  }

  private long ofInteger(long value) {
    boolean large = !from.signed() && value < 0;
    if (to.bits() == 64) {
      double x = large ? unsigned(value).doubleValue() : value;
      return Double.doubleToRawLongBits(x);
    }
    float x = large ? unsigned(value).floatValue() : value;
    return Float.floatToRawIntBits(x) & 0xffffffffL;
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  private double integral(double x) {
    return switch (rounding) {
      case "rni" -> Math.rint(x);
      case "rmi" -> Math.floor(x);
      case "rpi" -> Math.ceil(x);
      default -> x < 0 ? Math.ceil(x) : Math.floor(x);
    };
  }

  /** Saturates as the device does; NaN gives 0, or 2^63 where the result has 64 bits. */
  private long toInteger(double x) {
    if (Double.isNaN(x)) {
      return to.bits() == 64 ? Long.MIN_VALUE : 0;
    }
    if (to.signed()) {
      long limit = to.bits() == 64 ? Long.MAX_VALUE : (1L << (to.bits() - 1)) - 1;
      return Math.max(Math.min((long) x, limit), -limit - 1);
    }
    if (x <= 0) {
      return 0;
    }
    if (to.bits() == 64) {
      return x >= 0x1p64 ? -1L : new BigDecimal(x).toBigInteger().longValue();
    }
    return Math.min((long) x, (1L << to.bits()) - 1);
  }
}
