package dev.menlo.cuda.emulator.ptx;

/**
 * Thirty-two threads that execute in step while they agree on the way. Where they part, those with
 * the lowest program counter go first, so that they meet again as soon as the text allows.
 */
final class Warp {
  /** Why a frame has stopped. */
  enum Outcome {
    /** All lanes have returned. */
    DONE,
    /** All remaining lanes wait at the same barrier of the block. */
    BARRIER
  }

  private final Block block;
  private final int firstThread;
  private final Frame frame;

  /** Grows by one at each synchronisation of the warp: what it orders is no race. */
  private int epoch;

  private Outcome outcome;

  Warp(Block block, int firstThread) {
    this.block = block;
    this.firstThread = firstThread;
    frame = new Frame(block.function(), this);
    int threads = Math.min(Frame.LANES, block.threads() - firstThread);
    frame.live = threads == Frame.LANES ? -1 : (1 << threads) - 1;
    fillSpecialRegisters(frame);
  }

  void fillSpecialRegisters(Frame f) {
    for (int lane = 0; lane < Frame.LANES; lane++) {
      block.fillSpecialRegisters(f, firstThread + lane, lane);
    }
  }

  boolean finished() {
    return outcome == Outcome.DONE;
  }

  /** Position after the barrier that the warp waits at. */
  int barrier() {
    return frame.pc[Integer.numberOfTrailingZeros(frame.live & ~frame.done)];
  }

  /** Runs to the end or to a barrier of the block. */
  void advance() {
    frame.atBarrier = 0;
    outcome = run(frame);
  }

  /** Runs a frame until its lanes have returned or wait for the block. */
  Outcome run(Frame f) {
    for (int running = running(f); running != 0; running = running(f)) {
      int pc = lowest(f, running);
      activate(f, running, pc);
      step(f, pc, next(f, running, pc));
    }
    int left = f.live & ~f.done;
    if (left == 0) {
      return Outcome.DONE;
    }
    if (f.atBarrier == left && samePlace(f, left)) {
      return Outcome.BARRIER;
    }
    throw new PtxFault(
        PtxFault.Kind.DIVERGENT_BARRIER,
        "lanes "
            + Integer.toHexString(f.atBarrier)
            + " wait at a barrier and lanes "
            + Integer.toHexString(f.waiting)
            + " for others of their warp");
  }

  private static int running(Frame f) {
    return f.live & ~f.done & ~f.atBarrier & ~f.waiting;
  }

  private static int lowest(Frame f, int lanes) {
    int pc = Integer.MAX_VALUE;
    for (int rest = lanes; rest != 0; rest &= rest - 1) {
      pc = Math.min(pc, f.pc[Integer.numberOfTrailingZeros(rest)]);
    }
    return pc;
  }

  private static void activate(Frame f, int running, int pc) {
    int mask = 0;
    for (int rest = running; rest != 0; rest &= rest - 1) {
      int lane = Integer.numberOfTrailingZeros(rest);
      if (f.pc[lane] == pc) {
        mask |= 1 << lane;
      }
    }
    f.activate(mask);
  }

  /** Where the nearest of the other lanes wait to be joined. */
  private static int next(Frame f, int running, int pc) {
    int next = Integer.MAX_VALUE;
    for (int rest = running & ~f.mask; rest != 0; rest &= rest - 1) {
      next = Math.min(next, f.pc[Integer.numberOfTrailingZeros(rest)]);
    }
    return next;
  }

  private void step(Frame f, int start, int meet) {
    Instruction[] code = f.function.code();
    int pc = start;
    try {
      do {
        int after = code[pc].execute(f, pc);
        block.count(f.count);
        if (after == Instruction.RESELECT) {
          return;
        }
        pc = after;
      } while (pc < meet);
    } catch (PtxFault fault) {
      throw fault.at(place(f, code[pc]));
    }
    for (int i = 0; i < f.count; i++) {
      f.pc[f.lanes[i]] = pc;
    }
  }

  private String place(Frame f, Instruction instruction) {
    return f.function.name()
        + " line "
        + instruction.line
        + " ("
        + instruction.text.replaceAll("\\s+", " ")
        + ") "
        + block.place(firstThread + f.current);
  }

  private static boolean samePlace(Frame f, int lanes) {
    int first = f.pc[Integer.numberOfTrailingZeros(lanes)];
    for (int rest = lanes; rest != 0; rest &= rest - 1) {
      if (f.pc[Integer.numberOfTrailingZeros(rest)] != first) {
        return false;
      }
    }
    return true;
  }

  Memory memory(Space space, long address, Frame f) {
    return switch (space) {
      case SHARED -> block.shared();
      case LOCAL -> f.stack;
      case PARAM -> block.parameters();
      default -> block.global().at(address);
    };
  }

  long offset(Space space, long address, Frame f, int lane) {
    return switch (space) {
      case SHARED, PARAM -> address;
      case LOCAL -> f.stackOffset(lane, address);
      default -> DeviceMemory.offset(address);
    };
  }

  /** Orders what the lanes did before with what they do after. */
  void synchronised() {
    epoch++;
  }

  void touchShared(long offset, int width, int lane, boolean write) {
    block.touchShared(offset, width, firstThread + lane, epoch, write);
  }
}
