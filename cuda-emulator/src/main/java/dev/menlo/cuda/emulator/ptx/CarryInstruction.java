package dev.menlo.cuda.emulator.ptx;

/**
 * add, sub and mad of 32 or 64 bits that read ({@code c}) or write ({@code .cc}) the carry flag.
 */
final class CarryInstruction extends DataInstruction {
  private final String base;
  private final boolean high;
  private final boolean reads;
  private final boolean writes;
  private final Type type;
  private final int d;
  private final int a;
  private final int b;
  private final int c;

  /**
   * Decodes.
   *
   * @param base add, sub or mad
   * @param high whether the upper half of the product of mad counts
   */
  CarryInstruction(
      Guard guard,
      String base,
      boolean high,
      boolean reads,
      boolean writes,
      Type type,
      int[] registers) {
    super(guard);
    this.base = base;
    this.high = high;
    this.reads = reads;
    this.writes = writes;
    this.type = type;
    d = registers[0];
    a = registers[1];
    b = registers[2];
    c = registers[3];
  }

  @Override
  void operate(Frame f) {
    f.require(a);
    f.require(b);
    f.require(c);
    for (int i = 0; i < f.count; i++) {
      int l = f.lanes[i];
      long x = type.truncate(f.r[a * Frame.LANES + l]);
      long y = type.truncate(f.r[b * Frame.LANES + l]);
      int flag = reads ? f.carry[l] : 0;
      if (base.equals("mad")) {
        x = high ? upper(x, y) : type.truncate(x * y);
        y = type.truncate(f.r[c * Frame.LANES + l]);
      }
      long value = base.equals("sub") ? x - y - flag : x + y + flag;
      if (writes) {
        f.carry[l] = base.equals("sub") ? borrow(x, y, flag) : overflow(x, y, flag);
      }
      f.r[d * Frame.LANES + l] = type.truncate(value);
    }
    f.define(d);
  }

  private long upper(long x, long y) {
    if (type.bits() == 32) {
      return x * y >>> 32;
    }
    return Math.multiplyHigh(x, y) + ((x >> 63) & y) + ((y >> 63) & x);
  }

  private int overflow(long x, long y, int flag) {
    if (type.bits() == 32) {
      return (int) ((x + y + flag) >>> 32 & 1);
    }
    long sum = x + y;
    return Long.compareUnsigned(sum, x) < 0 || (flag == 1 && sum == -1L) ? 1 : 0;
  }

  private static int borrow(long x, long y, int flag) {
    int order = Long.compareUnsigned(x, y);
    return order < 0 || (order == 0 && flag == 1) ? 1 : 0;
  }
}
