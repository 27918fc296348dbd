package dev.menlo.engine.tck;

import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;

/** Models of the contract suites. */
final class Models {
  private Models() {}

  /** {@code mu = b0 + sum over levels of U_k0}, p = 1; every q_k is 0 or 1. */
  static ModelSpec intercept(ResidualSpec residual, int... q) {
    ProgramBuilder b = new ProgramBuilder();
    Program mean = b.build(b.add(b.fixedEffect(0), effects(b, q, 0)));
    return new ModelSpec(mean, Shapes.COVARIATES, 1, q, residual);
  }

  /** {@code mu = (b0 + U0) + (b1 + U1) x0 + b2 x1}, U over the levels; every q_k is at most 2. */
  static ModelSpec linear(ResidualSpec residual, int... q) {
    ProgramBuilder b = new ProgramBuilder();
    int intercept = b.add(b.fixedEffect(0), effects(b, q, 0));
    int slope = b.add(b.fixedEffect(1), effects(b, q, 1));
    int line = b.add(intercept, b.mul(slope, b.covariate(0)));
    Program mean = b.build(b.add(line, b.mul(b.fixedEffect(2), b.covariate(1))));
    return new ModelSpec(mean, Shapes.COVARIATES, 3, q, residual);
  }

  /** {@code mu = (b0 + U0) exp(-exp(b1 + U1) x0) + b2 x1 + U2}; every q_k is at most 3. */
  static ModelSpec decay(ResidualSpec residual, int... q) {
    ProgramBuilder b = new ProgramBuilder();
    int height = b.add(b.fixedEffect(0), effects(b, q, 0));
    int rate = b.apply(Op.EXP, b.add(b.fixedEffect(1), effects(b, q, 1)));
    int decay = b.apply(Op.EXP, b.apply(Op.NEG, b.mul(rate, b.covariate(0))));
    int shift = b.add(b.mul(b.fixedEffect(2), b.covariate(1)), effects(b, q, 2));
    Program mean = b.build(b.add(b.mul(height, decay), shift));
    return new ModelSpec(mean, Shapes.COVARIATES, 3, q, residual);
  }

  /** {@code mu_j = (b1 + U0) mu_{j-1} + b0 x0_j}, the first of a group {@code b0 x0_j}. */
  static ModelSpec recursion(ResidualSpec residual, int... q) {
    ProgramBuilder b = new ProgramBuilder();
    int previous = b.previous(b.constant(0));
    int retained = b.mul(b.add(b.fixedEffect(1), effects(b, q, 0)), previous);
    int mean = b.add(retained, b.mul(b.fixedEffect(0), b.covariate(0)));
    b.setPreviousSource(previous, mean);
    return new ModelSpec(b.build(mean), Shapes.COVARIATES, 2, q, residual);
  }

  /** Sum over the levels with q_k &gt; i of effect i. */
  private static int effects(ProgramBuilder b, int[] q, int i) {
    int sum = b.constant(0);
    int first = 0;
    for (int size : q) {
      if (size > i) {
        sum = b.add(sum, b.randomEffect(first + i));
      }
      first += size;
    }
    return sum;
  }
}
