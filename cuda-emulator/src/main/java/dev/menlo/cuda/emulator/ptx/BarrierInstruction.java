package dev.menlo.cuda.emulator.ptx;

/** bar.sync and barrier.sync of a whole block. */
final class BarrierInstruction extends Instruction {
  private final Guard guard;

  BarrierInstruction(Guard guard) {
    this.guard = guard;
  }

  @Override
  int execute(Frame frame, int pc) {
    int arriving = guard == null ? frame.mask : guard.holds(frame);
    for (int i = 0; i < frame.count; i++) {
      frame.pc[frame.lanes[i]] = pc + 1;
    }
    frame.atBarrier |= arriving;
    return arriving == 0 ? pc + 1 : RESELECT;
  }
}
