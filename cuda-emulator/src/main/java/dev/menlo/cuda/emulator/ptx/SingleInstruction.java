package dev.menlo.cuda.emulator.ptx;

/** Arithmetic on f32, which compiled mathematics uses for tests of ranges and for seeds. */
final class SingleInstruction extends DataInstruction {
  private final String operation;
  private final int d;
  private final int a;
  private final int b;
  private final int c;

  SingleInstruction(Guard guard, String operation, int d, int a, int b, int c) {
    super(guard);
    this.operation = operation;
    this.d = d;
    this.a = a;
    this.b = b;
    this.c = c;
  }

  /** Whether an operation is known. */
  static boolean knows(String operation) {
    return switch (operation) {
      case "add", "sub", "mul", "fma", "div", "rcp", "sqrt", "rsqrt" -> true;
      case "neg", "abs", "min", "max", "ex2", "lg2" -> true;
      default -> false;
    };
  }

  @Override
  void operate(Frame f) {
    f.require(a);
    f.require(b);
    f.require(c);
    for (int i = 0; i < f.count; i++) {
      int l = f.lanes[i];
      f.r[d * Frame.LANES + l] =
          Float.floatToRawIntBits(
                  compute(
                      number(f.r[a * Frame.LANES + l]),
                      number(f.r[b * Frame.LANES + l]),
                      number(f.r[c * Frame.LANES + l])))
              & 0xffffffffL;
    }
    f.define(d);
  }

  private float compute(float x, float y, float z) {
    return switch (operation) {
      case "add" -> x + y;
      case "sub" -> x - y;
      case "mul" -> x * y;
      case "fma" -> Math.fma(x, y, z);
      case "div" -> x / y;
      case "rcp" -> 1 / x;
      case "sqrt" -> (float) Math.sqrt(x);
      case "rsqrt" -> (float) (1 / Math.sqrt(x));
      case "neg" -> -x;
      case "abs" -> Math.abs(x);
      case "min" -> Float.isNaN(x) ? y : Float.isNaN(y) ? x : Math.min(x, y);
      case "max" -> Float.isNaN(x) ? y : Float.isNaN(y) ? x : Math.max(x, y);
      case "ex2" -> (float) Math.pow(2, x);
      case "lg2" -> (float) (Math.log(x) / Math.log(2));
      default -> throw new IllegalStateException(operation);
    };
  }

  private static float number(long bits) {
    return Float.intBitsToFloat((int) bits);
  }
}
