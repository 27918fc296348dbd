package dev.menlo.cuda.emulator.ptx;

/**
 * One call of a function by the lanes of a warp: registers, stack memory and program counters.
 *
 * <p>Register k of lane l is {@code r[32 k + l]}: raw bits, shorter types zero-extended, predicates
 * 0 or 1. Literals and special registers are registers that are filled when the frame is made.
 */
final class Frame {
  static final int LANES = 32;

  final PtxFunction function;
  final Warp warp;
  final long[] r;

  /** Per register the lanes that have written it. */
  final int[] defined;

  /** Carry flags of the extended-precision instructions. */
  final int[] carry = new int[LANES];

  /** The active lanes, ascending, in the first {@link #count} places. */
  final int[] lanes = new int[LANES];

  int count;
  int mask;

  /** The lane at work, for messages. */
  int current;

  final int[] pc = new int[LANES];

  /** Lanes that take part in this call. */
  int live;

  /** Lanes that have returned. */
  int done;

  /** Lanes that wait for the other threads of the block. */
  int atBarrier;

  /** Lanes that wait for others of their warp. */
  int waiting;

  /** Stack of all lanes, {@link #stride} bytes a lane. */
  final Memory stack;

  final int stride;

  Frame(PtxFunction function, Warp warp) {
    this.function = function;
    this.warp = warp;
    r = function.freshRegisters();
    defined = function.freshDefined();
    stride = (function.stackSize() + 15) & ~15;
    stack = new Memory("stack of a warp", stride * LANES);
  }

  void activate(int lanesMask) {
    mask = lanesMask;
    count = 0;
    for (int rest = lanesMask; rest != 0; rest &= rest - 1) {
      lanes[count++] = Integer.numberOfTrailingZeros(rest);
    }
    current = lanes[0];
  }

  /** Checks that all active lanes have written a register. */
  void require(int register) {
    if ((defined[register] & mask) != mask) {
      throw new PtxFault(
          PtxFault.Kind.UNINITIALISED_READ,
          "register " + function.registerName(register) + " is read before it is written");
    }
  }

  /** Notes that the active lanes have written a register. */
  void define(int register) {
    defined[register] |= mask;
  }

  /** Fills a register of every lane. */
  void fill(int register, int lane, long value) {
    r[register * LANES + lane] = value;
    defined[register] |= 1 << lane;
  }

  /** Position on the stack of a lane. */
  long stackOffset(int lane, long offset) {
    if (offset < 0 || offset >= stride) {
      throw new PtxFault(PtxFault.Kind.ILLEGAL_ADDRESS, "local address " + offset);
    }
    return (long) lane * stride + offset;
  }
}
