package dev.menlo.cuda.emulator.ptx;

/**
 * mov, selp, and the packing forms of mov. Copying what nothing has written is no error, reading it
 * later is: a copy carries the mark along.
 */
final class MoveInstruction extends DataInstruction {
  private final int[] to;
  private final int[] from;
  private final int width;
  private final Guard select;

  /**
   * A copy.
   *
   * @param to one register, or several that the value is split over; -1 is left out
   * @param from one register, or several that are packed
   * @param width bits of a register that is narrower than its partner, or of both
   * @param select where not null, from[0] where it holds and from[1] elsewhere
   */
  MoveInstruction(Guard guard, int[] to, int[] from, int width, Guard select) {
    super(guard);
    this.to = to;
    this.from = from;
    this.width = width;
    this.select = select;
  }

  @Override
  void operate(Frame f) {
    if (select != null) {
      select(f, select.holds(f));
    } else if (to.length == 1 && from.length == 1) {
      copy(f, from[0], f.mask);
    } else {
      repack(f);
    }
  }

  private void select(Frame f, int first) {
    copy(f, from[0], f.mask & first);
    copy(f, from[1], f.mask & ~first);
  }

  private void copy(Frame f, int source, int mask) {
    int d = to[0];
    for (int rest = mask; rest != 0; rest &= rest - 1) {
      int l = Integer.numberOfTrailingZeros(rest);
      long value = f.r[source * Frame.LANES + l];
      f.r[d * Frame.LANES + l] = width >= 64 ? value : value & ((1L << width) - 1);
    }
    f.defined[d] = (f.defined[d] & ~mask) | (f.defined[source] & mask);
  }

  private void repack(Frame f) {
    for (int register : from) {
      f.require(register);
    }
    long low = width >= 64 ? -1 : (1L << width) - 1;
    for (int i = 0; i < f.count; i++) {
      int l = f.lanes[i];
      long value = 0;
      for (int k = 0; k < from.length; k++) {
        long part = f.r[from[k] * Frame.LANES + l];
        value |= from.length == 1 ? part : (part & low) << (k * width);
      }
      for (int k = 0; k < to.length; k++) {
        if (to[k] >= 0) {
          f.r[to[k] * Frame.LANES + l] = to.length == 1 ? value : value >>> (k * width) & low;
        }
      }
    }
    for (int register : to) {
      if (register >= 0) {
        f.define(register);
      }
    }
  }
}
