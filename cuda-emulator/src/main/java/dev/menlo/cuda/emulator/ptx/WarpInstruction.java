package dev.menlo.cuda.emulator.ptx;

/**
 * An operation that the lanes named in a mask perform together: shfl.sync, vote.sync, match and
 * bar.warp.sync. It waits until all named lanes that have not exited are there.
 */
abstract class WarpInstruction extends Instruction {
  private final int members;

  /**
   * Decodes.
   *
   * @param members register of the mask of lanes
   */
  WarpInstruction(int members) {
    this.members = members;
  }

  @Override
  final int execute(Frame frame, int pc) {
    frame.require(members);
    int together = frame.mask;
    for (int rest = frame.waiting; rest != 0; rest &= rest - 1) {
      int lane = Integer.numberOfTrailingZeros(rest);
      if (frame.pc[lane] == pc) {
        together |= 1 << lane;
      }
    }
    int wanted = (int) frame.r[members * Frame.LANES + frame.lanes[0]];
    wanted &= frame.live & ~frame.done;
    if ((frame.mask & ~wanted) != 0) {
      throw new PtxFault(
          PtxFault.Kind.DIVERGENT_BARRIER,
          "lanes " + Integer.toHexString(frame.mask) + " are not all in the mask of the operation");
    }
    if ((together & wanted) == wanted) {
      frame.waiting &= ~together;
      int active = together & wanted;
      frame.activate(active);
      perform(frame, active);
      frame.warp.synchronised();
      return pc + 1;
    }
    for (int i = 0; i < frame.count; i++) {
      frame.pc[frame.lanes[i]] = pc;
    }
    frame.waiting |= frame.mask;
    return RESELECT;
  }

  /** Performs it for the lanes that take part, which are the active ones. */
  abstract void perform(Frame frame, int lanes);
}
