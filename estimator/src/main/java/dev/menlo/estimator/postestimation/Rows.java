package dev.menlo.estimator.postestimation;

import dev.menlo.engine.Design;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Which rows of a design belong to which groups. */
final class Rows {
  private Rows() {}

  /** First row of each group of a level, 0..K, closed by the number of rows. */
  static int[] starts(Design design, int level) {
    int[] first = design.start(level).clone();
    for (int k = level + 1; k <= design.levels(); k++) {
      for (int g = 0; g < first.length; g++) {
        first[g] = design.start(k)[first[g]];
      }
    }
    return first;
  }

  /** Per row its group of a level, 0..K. */
  static int[] groups(Design design, int level) {
    int[] first = starts(design, level);
    int[] out = new int[design.rows()];
    for (int g = 0; g + 1 < first.length; g++) {
      Arrays.fill(out, first[g], first[g + 1], g);
    }
    return out;
  }

  /** The rows in the likelihood of a range. */
  static int[] inLikelihood(Design design, int from, int to) {
    return IntStream.range(from, to).filter(design::inLikelihood).toArray();
  }
}
