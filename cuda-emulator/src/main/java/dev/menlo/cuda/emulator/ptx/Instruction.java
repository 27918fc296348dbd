package dev.menlo.cuda.emulator.ptx;

/** One decoded instruction, executed for all active lanes of a warp at once. */
abstract class Instruction {
  /** Returned by instructions that have set the program counters of the lanes themselves. */
  static final int RESELECT = -1;

  /** Text of the instruction, for messages. */
  String text = "";

  /** Line of the PTX text, from 1. */
  int line;

  /**
   * Executes it for the active lanes.
   *
   * @param pc position of this instruction
   * @return the position to go on at with the same lanes, or {@link #RESELECT}
   */
  abstract int execute(Frame frame, int pc);
}
