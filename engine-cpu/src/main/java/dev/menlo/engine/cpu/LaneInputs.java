package dev.menlo.engine.cpu;

/**
 * Numbers a row of the arrays that a {@link LaneProgram} reads.
 *
 * @param first of the first row array
 * @param second of the second
 * @param third of the third
 * @param lane of the lane array where the numbers of a lane are others in every row; 0 where they
 *     are the same for all
 */
record LaneInputs(int first, int second, int third, int lane) {
  /** The third array holds one number a row, and those of a lane are the same for all rows. */
  static LaneInputs of(int first, int second) {
    return new LaneInputs(first, second, 1, 0);
  }

  LaneInputs withThird(int numbers) {
    return new LaneInputs(first, second, numbers, lane);
  }

  LaneInputs withMovingLane(int numbers) {
    return new LaneInputs(first, second, third, numbers);
  }
}
