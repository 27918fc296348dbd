package dev.menlo.cuda.emulator.ptx;

/** An instruction that only moves and computes values: all lanes go on to the next. */
abstract class DataInstruction extends Instruction {
  private final Guard guard;

  DataInstruction(Guard guard) {
    this.guard = guard;
  }

  @Override
  final int execute(Frame frame, int pc) {
    int active = frame.mask;
    int mask = guard == null ? active : guard.holds(frame);
    if (mask == active) {
      operate(frame);
    } else if (mask != 0) {
      frame.activate(mask);
      operate(frame);
      frame.activate(active);
    }
    return pc + 1;
  }

  /** Computes for {@code frame.lanes[0..count)}. */
  abstract void operate(Frame frame);
}
