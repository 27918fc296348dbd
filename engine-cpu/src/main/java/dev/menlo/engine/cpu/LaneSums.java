package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums over groups: programs of which every output is summed over the groups of a chunk and over
 * lanes, each into one or more places. One group a row and lane. Immutable once built; shared by
 * all threads.
 */
final class LaneSums {
  private static final int LANES = LaneProgram.LANES;
  private static final double[] NONE = {};

  /**
   * A program and where its sums go.
   *
   * @param to places of each sum
   */
  private record Step(LaneProgram program, int[][] to) {}

  private final List<Step> steps = new ArrayList<>();

  /**
   * Adds a program.
   *
   * @param to places of each output
   * @param first inputs a row of the first array
   * @param second inputs a row of the second array
   * @return whether it could be lowered
   */
  boolean add(Program program, int[][] to, int first, int second) {
    if (!LaneCompiler.suits(program)) {
      return false;
    }
    steps.add(new Step(LaneCompiler.compile(program, to.length, LaneInputs.of(first, second)), to));
    return true;
  }

  /**
   * Adds the sums of some tiles of groups.
   *
   * @param e stands for the fixed effects, d for the residual parameters
   * @param results places begin at {@code at}
   */
  void run(
      LaneScratch s,
      double[] first,
      int firstAt,
      double[] second,
      int secondAt,
      double[] e,
      double[] d,
      int tiles,
      double[] results,
      int at) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      int[][] to = step.to();
      s.clearSums(to.length);
      step.program()
          .run(
              first, firstAt, second, secondAt, NONE, 0, NONE, 0, e, d, tiles, NONE, 0, s.sums, 0,
              s.spill);
      for (int o = 0; o < to.length; o++) {
        double sum = s.overLanes(o);
        for (int place : to[o]) {
          results[at + place] += sum;
        }
      }
    }
  }

  /** One place for each output. */
  static int[][] places(int[] to) {
    return Arrays.stream(to).mapToObj(place -> new int[] {place}).toArray(int[][]::new);
  }
}
