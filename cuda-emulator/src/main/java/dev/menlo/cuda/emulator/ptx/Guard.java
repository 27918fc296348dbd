package dev.menlo.cuda.emulator.ptx;

/**
 * The predicate in front of an instruction.
 *
 * @param register the predicate
 * @param negated whether the instruction executes where it is false
 */
record Guard(int register, boolean negated) {
  /** The active lanes for which the instruction executes. */
  int holds(Frame frame) {
    frame.require(register);
    int base = register * Frame.LANES;
    int mask = 0;
    for (int i = 0; i < frame.count; i++) {
      int lane = frame.lanes[i];
      if ((frame.r[base + lane] != 0) != negated) {
        mask |= 1 << lane;
      }
    }
    return mask;
  }
}
