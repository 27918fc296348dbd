package dev.menlo.cuda.emulator.ptx;

/** bra, with or without a predicate. */
final class BranchInstruction extends Instruction {
  private final Guard guard;
  private final String label;
  private int target = -1;

  BranchInstruction(Guard guard, String label) {
    this.guard = guard;
    this.label = label;
  }

  String label() {
    return label;
  }

  void link(int position) {
    target = position;
  }

  @Override
  int execute(Frame frame, int pc) {
    int taken = guard == null ? frame.mask : guard.holds(frame);
    if (taken == frame.mask) {
      return target;
    }
    if (taken == 0) {
      return pc + 1;
    }
    for (int i = 0; i < frame.count; i++) {
      int lane = frame.lanes[i];
      frame.pc[lane] = (taken >>> lane & 1) != 0 ? target : pc + 1;
    }
    return RESELECT;
  }
}
