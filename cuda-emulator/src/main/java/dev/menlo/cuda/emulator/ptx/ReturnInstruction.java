package dev.menlo.cuda.emulator.ptx;

/** ret and exit. */
final class ReturnInstruction extends Instruction {
  private final Guard guard;

  ReturnInstruction(Guard guard) {
    this.guard = guard;
  }

  @Override
  int execute(Frame frame, int pc) {
    int leaving = guard == null ? frame.mask : guard.holds(frame);
    if (leaving == 0) {
      return pc + 1;
    }
    for (int i = 0; i < frame.count; i++) {
      frame.pc[frame.lanes[i]] = pc + 1;
    }
    frame.done |= leaving;
    return RESELECT;
  }
}
