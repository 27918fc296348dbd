package dev.menlo.model.residual;

import dev.menlo.engine.program.ProgramBuilder;
import java.util.stream.IntStream;

/** The inputs delta of a residual program. */
final class ResidualParameters {
  private ResidualParameters() {}

  /** The nodes of delta[first], ..., delta[first + count - 1]. */
  static int[] nodes(ProgramBuilder b, int first, int count) {
    return IntStream.range(first, first + count).map(b::residualParameter).toArray();
  }
}
