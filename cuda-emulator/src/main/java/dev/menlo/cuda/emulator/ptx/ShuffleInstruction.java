package dev.menlo.cuda.emulator.ptx;

/** shfl.sync: each lane reads a register of another. */
final class ShuffleInstruction extends WarpInstruction {
  private final String mode;
  private final int d;
  private final int p;
  private final int a;
  private final int b;
  private final int c;

  /**
   * Decodes.
   *
   * @param mode idx, bfly, up or down
   * @param p predicate that says whether the source lane is in range, or -1
   */
  ShuffleInstruction(String mode, int d, int p, int a, int b, int c, int members) {
    super(members);
    this.mode = mode;
    this.d = d;
    this.p = p;
    this.a = a;
    this.b = b;
    this.c = c;
  }

  @Override
  void perform(Frame f, int lanes) {
    f.require(b);
    f.require(c);
    long[] values = new long[Frame.LANES];
    System.arraycopy(f.r, a * Frame.LANES, values, 0, Frame.LANES);
    int valid = f.defined[a];
    for (int i = 0; i < f.count; i++) {
      int lane = f.lanes[i];
      int amount = (int) f.r[b * Frame.LANES + lane] & 31;
      int packed = (int) f.r[c * Frame.LANES + lane];
      int source = source(lane, amount, packed & 31, packed >> 8 & 31);
      boolean inRange = source >= 0;
      int from = inRange ? source : lane;
      check(lanes, valid, from);
      f.r[d * Frame.LANES + lane] = values[from];
      if (p >= 0) {
        f.r[p * Frame.LANES + lane] = inRange ? 1 : 0;
      }
    }
    f.define(d);
    if (p >= 0) {
      f.define(p);
    }
  }

  private static void check(int lanes, int valid, int from) {
    if ((lanes & valid & 1 << from) == 0) {
      throw new PtxFault(
          PtxFault.Kind.UNINITIALISED_READ,
          "shfl reads from lane " + from + ", which does not take part or has no value");
    }
  }

  /** The lane read, or -1 if it is outside the segment. */
  private int source(int lane, int amount, int clamp, int segment) {
    int last = (lane & segment) | (clamp & ~segment);
    int first = lane & segment;
    int source =
        switch (mode) {
          case "idx" -> first | (amount & ~segment);
          case "bfly" -> lane ^ amount;
          case "down" -> lane + amount;
          case "up" -> lane - amount;
          default -> throw new PtxFault(PtxFault.Kind.UNSUPPORTED, "shfl." + mode);
        };
    boolean inRange = mode.equals("up") ? source >= last : source <= last;
    return inRange ? source : -1;
  }
}
