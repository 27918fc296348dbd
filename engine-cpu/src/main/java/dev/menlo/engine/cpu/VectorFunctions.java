package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Op;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Vector forms of exp, log and invlogit: the operations of {@code ElementaryFunctions} in their
 * order, so that every lane has the bits of the scalar function. Constants and derivations are
 * there; a test holds the two together.
 */
final class VectorFunctions {
  private static final double LOG2_E = 0x1.71547652b82fep0;
  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final double ROUNDER = 0x1.8p52;
  private static final long SQRT_HALF_BITS = Double.doubleToRawLongBits(Math.sqrt(.5));
  private static final long MANTISSA = (1L << 52) - 1;
  private static final long ONE_BITS = 1023L << 52;

  /** The bits of 2^52, whose last place is 1. */
  private static final long INTEGERS = Double.doubleToRawLongBits(0x1p52);

  private static final double[] EXPONENTIAL = {
    1.0 / 2,
    1.0 / 6,
    1.0 / 24,
    1.0 / 120,
    1.0 / 720,
    1.0 / 5040,
    1.0 / 40320,
    1.0 / 362880,
    1.0 / 3628800,
    1.0 / 39916800,
    1.0 / 479001600,
    1.0 / 6227020800.0
  };

  private static final double[] LOGARITHM = {
    2.0 / 3, 2.0 / 5, 2.0 / 7, 2.0 / 9, 2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21
  };

  private final VectorLanes v;

  VectorFunctions(VectorLanes lanes) {
    v = lanes;
  }

  /** e^x of the vector on the stack. */
  void exp() {
    int z = keep();
    limit(z, "LT", -746);
    limit(z, "GT", 710);
    v.fetch(z);
    v.with("mul", LOG2_E);
    v.with("add", ROUNDER);
    int shifted = keep();
    v.fetch(shifted);
    v.with("sub", ROUNDER);
    int k = keep();
    // high = z - k LN2_HIGH, low = k LN2_LOW, r = high - low
    v.fetch(z);
    product(k, LN2_HIGH);
    v.call("sub", BY);
    int high = keep();
    product(k, LN2_LOW);
    int low = keep();
    v.fetch(high);
    v.withLocal("sub", low);
    int r = keep();
    v.fetch(r);
    v.withLocal("mul", r);
    int r2 = keep();
    // 1 + (high - (low - r2 tail))
    v.fetch(high);
    v.fetch(low);
    v.fetch(r2);
    exponentialTail(r, r2);
    v.call("mul", BY);
    v.call("sub", BY);
    v.call("sub", BY);
    v.with("add", 1);
    scale(shifted, k);
  }

  private static final String BY =
      "(Ljdk/incubator/vector/Vector;)Ljdk/incubator/vector/DoubleVector;";

  /** Replaces what is beyond a bound in a local. */
  private void limit(int variable, String how, double bound) {
    v.fetch(variable);
    v.constant(bound);
    v.fetch(variable);
    v.compare(how, bound);
    v.blend();
    v.store(variable);
  }

  /** low + r4 (middle + r4 high), each (c0 + c1 r) + (c2 + c3 r) r2. */
  private void exponentialTail(int r, int r2) {
    double[] c = EXPONENTIAL;
    v.fetch(r2);
    v.withLocal("mul", r2);
    int r4 = keep();
    quarter(c[0], c[1], c[2], c[3], r, r2);
    v.fetch(r4);
    quarter(c[4], c[5], c[6], c[7], r, r2);
    v.fetch(r4);
    quarter(c[8], c[9], c[10], c[11], r, r2);
    v.call("mul", BY);
    v.call("add", BY);
    v.call("mul", BY);
    v.call("add", BY);
  }

  private void quarter(double c0, double c1, double c2, double c3, int x, int x2) {
    linear(c0, c1, x);
    linear(c2, c3, x);
    v.withLocal("mul", x2);
    v.call("add", BY);
  }

  /** c0 + c1 x. */
  private void linear(double c0, double c1, int x) {
    product(x, c1);
    v.with("add", c0);
  }

  private void product(int variable, double constant) {
    v.fetch(variable);
    v.with("mul", constant);
  }

  /** 2^k times the vector on the stack, in two factors. */
  private void scale(int shifted, int k) {
    product(k, .5);
    v.with("add", ROUNDER);
    int half = keep();
    v.fetch(half);
    v.bits();
    powerOfTwo();
    v.call("mul", BY);
    v.fetch(shifted);
    v.bits();
    v.fetch(half);
    v.bits();
    v.subtractBits();
    powerOfTwo();
    v.call("mul", BY);
  }

  private void powerOfTwo() {
    v.bitsWith("add", 1023);
    v.shift("LSHL", 52);
    v.doubles();
  }

  /** ln x of the vector on the stack; lane by lane if one is not normal and positive. */
  void log() {
    int x = keep();
    normalLog(x);
    int result = keep();
    Label done = new Label();
    Label special = new Label();
    v.fetch(x);
    v.compare("GE", Double.MIN_NORMAL);
    Label normal = new Label();
    v.ifAllTrue(normal);
    v.method.visitJumpInsn(Opcodes.GOTO, special);
    v.method.visitLabel(normal);
    v.fetch(x);
    v.compare("LE", Double.MAX_VALUE);
    v.ifAllTrue(done);
    v.method.visitLabel(special);
    v.fetch(x);
    v.spill(0);
    v.eachLane(Op.LOG, 0);
    v.store(result);
    v.method.visitLabel(done);
    v.fetch(result);
  }

  private void normalLog(int x) {
    v.fetch(x);
    v.bits();
    v.bitsWith("add", ONE_BITS - SQRT_HALF_BITS);
    v.doubles();
    int bits = keep();
    v.fetch(bits);
    v.bits();
    v.shift("LSHR", 52);
    v.bitsWith("or", INTEGERS);
    v.doubles();
    v.with("sub", 0x1p52 + 1023);
    int k = keep();
    v.fetch(bits);
    v.bits();
    v.bitsWith("and", MANTISSA);
    v.bitsWith("add", SQRT_HALF_BITS);
    v.doubles();
    v.with("sub", 1);
    int f = keep();
    v.fetch(f);
    v.fetch(f);
    v.with("add", 2);
    v.call("div", BY);
    int s = keep();
    v.fetch(s);
    v.withLocal("mul", s);
    int z = keep();
    product(f, .5);
    v.withLocal("mul", f);
    int half = keep();
    // k LN2_HIGH - ((half - (s (half + R) + k LN2_LOW)) - f)
    product(k, LN2_HIGH);
    v.fetch(half);
    v.fetch(s);
    v.fetch(half);
    logarithmSeries(z);
    v.call("add", BY);
    v.call("mul", BY);
    product(k, LN2_LOW);
    v.call("add", BY);
    v.call("sub", BY);
    v.withLocal("sub", f);
    v.call("sub", BY);
  }

  /** z (low + z4 (middle + z4 high)). */
  private void logarithmSeries(int z) {
    double[] c = LOGARITHM;
    v.fetch(z);
    v.withLocal("mul", z);
    int z2 = keep();
    v.fetch(z2);
    v.withLocal("mul", z2);
    int z4 = keep();
    v.fetch(z);
    quarter(c[0], c[1], c[2], c[3], z, z2);
    v.fetch(z4);
    quarter(c[4], c[5], c[6], c[7], z, z2);
    v.fetch(z4);
    linear(c[8], c[9], z);
    v.call("mul", BY);
    v.call("add", BY);
    v.call("mul", BY);
    v.call("add", BY);
    v.call("mul", BY);
  }

  /** 1 / (1 + e^-x): with e = e^-|x|, (x &lt; 0 ? e : 1) / (1 + e). */
  void invlogit() {
    int x = keep();
    v.fetch(x);
    v.unary("abs");
    v.unary("neg");
    exp();
    int e = keep();
    v.constant(1);
    v.fetch(e);
    v.fetch(x);
    v.compare("LT", 0);
    v.blend();
    v.fetch(e);
    v.with("add", 1);
    v.call("div", BY);
  }

  private int keep() {
    int variable = v.newLocal();
    v.store(variable);
    return variable;
  }
}
