package dev.menlo.cuda.emulator.ptx;

/** bfi: puts the low bits of one operand into a field of another. */
final class InsertInstruction extends DataInstruction {
  private final Type type;
  private final int[] x;

  /**
   * Decodes.
   *
   * @param x registers of the result, the source, the target, the position and the length
   */
  InsertInstruction(Guard guard, Type type, int[] x) {
    super(guard);
    this.type = type;
    this.x = x.clone();
  }

  @Override
  void operate(Frame f) {
    for (int k = 1; k < x.length; k++) {
      f.require(x[k]);
    }
    for (int i = 0; i < f.count; i++) {
      int l = f.lanes[i];
      int position = (int) (f.r[x[3] * Frame.LANES + l] & 0xff);
      int length = (int) (f.r[x[4] * Frame.LANES + l] & 0xff);
      long field = position >= type.bits() ? 0 : low(length) << position;
      long inserted = position >= type.bits() ? 0 : f.r[x[1] * Frame.LANES + l] << position;
      long target = f.r[x[2] * Frame.LANES + l];
      f.r[x[0] * Frame.LANES + l] = type.truncate((target & ~field) | (inserted & field));
    }
    f.define(x[0]);
  }

  private static long low(int length) {
    return length >= 64 ? -1 : (1L << length) - 1;
  }
}
