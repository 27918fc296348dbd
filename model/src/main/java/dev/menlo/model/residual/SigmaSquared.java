package dev.menlo.model.residual;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** sigma^2, the scale of every variance function, as the first natural parameter. */
final class SigmaSquared {
  private SigmaSquared() {}

  /** {@code sigma2}, then the parameters given. */
  static List<ResidualParameter> before(List<ResidualParameter> others) {
    return Stream.concat(
            Stream.of(new ResidualParameter("sigma2", IntervalScale.LOG)), others.stream())
        .toList();
  }

  /** The node of sigma^2, then the nodes given. */
  static int[] before(ProgramBuilder b, int logSigma, int[] others) {
    return IntStream.concat(IntStream.of(node(b, logSigma)), IntStream.of(others)).toArray();
  }

  /** sigma^2 = exp(2 log sigma). */
  static int node(ProgramBuilder b, int logSigma) {
    return b.apply(Op.EXP, b.mul(b.constant(2), logSigma));
  }
}
