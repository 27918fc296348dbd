package dev.menlo.estimator.postestimation;

import dev.menlo.engine.Design;
import java.util.stream.IntStream;

/** Rows of a design that contribute to the likelihood. */
final class Rows {
  private Rows() {}

  /** Those of a range. */
  static int[] inLikelihood(Design design, int from, int to) {
    return IntStream.range(from, to).filter(design::inLikelihood).toArray();
  }
}
