package dev.menlo.engine.cpu;

import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The row pass over lanes for independent errors. With {@code W = 1 / g^2} and l = log g, summed
 * over rows:
 *
 * <pre>
 * products     cross-product [J w]' W [J w]
 * curvature    W r d2mu,   r' W r
 * whiten       2 l,   r' W r at the kept means,   2 l_a,   2 l_ab
 * derivative   (-2 l_a), or (4 l_a l_b - 2 l_ab), times the cross-product
 * </pre>
 */
final class LaneScaleProgram extends LanePassProgram {
  LaneScaleProgram(ModelSpec spec, MeanDerivatives mean, ModelLayout layout, Kind kind) {
    super(spec, mean, layout, kind);
  }

  @Override
  boolean chained() {
    return false;
  }

  /** W and what its derivatives are to it. */
  @Override
  int factors() {
    return spec.residual().logScale() == null ? 0 : 1 + jets();
  }

  @Override
  Program first(boolean masked) {
    return whiten(masked);
  }

  @Override
  Program whiten(boolean masked) {
    ProgramBuilder b = new ProgramBuilder();
    IntUnaryOperator mask = mask(b, masked, spec.covariates());
    Program log = spec.residual().logScale();
    Program jet =
        Derivatives.inParameters(log, spec.residual().parameters(), kind.jets() ? 2 : 0).program();
    int[] l = append(b, jet, kind.own() ? b.pairedCovariate(muAt) : b.mean());
    List<Integer> out = new ArrayList<>();
    for (int o = 0; o < l.length; o++) {
      l[o] = mask.applyAsInt(l[o]);
    }
    out.add(b.mul(b.constant(2), l[0]));
    if (kind.before()) {
      int kept = mask.applyAsInt(append(b, log, b.mean())[0]);
      int r = b.pairedCovariate(residualAt);
      out.add(b.mul(b.mul(r, weight(b, kept)), r));
    }
    for (int o = 1; o <= jets(); o++) {
      out.add(b.mul(b.constant(2), l[o]));
    }
    out.add(weight(b, l[0]));
    for (int o = 1; o <= jets(); o++) {
      out.add(factor(b, l, o));
    }
    return build(b, out);
  }

  private static int[] append(ProgramBuilder b, Program program, int mean) {
    return b.append(program, (op, index) -> op == Op.MEAN ? mean : b.input(op, index));
  }

  /** (1 / g)^2. */
  private static int weight(ProgramBuilder b, int log) {
    int inverse = b.apply(Op.EXP, b.apply(Op.NEG, log));
    return b.mul(inverse, inverse);
  }

  /** What derivative o in delta of W is to W. */
  private int factor(ProgramBuilder b, int[] l, int o) {
    int r = spec.residual().parameters();
    int own = b.mul(b.constant(-2), l[o]);
    if (o <= r) {
      return own;
    }
    int pair = o - 1 - r;
    int product = b.mul(l[1 + PackedTriangle.row(pair)], l[1 + PackedTriangle.column(pair)]);
    return b.add(b.mul(b.constant(4), product), own);
  }

  @Override
  Program products(int derivative) {
    ProgramBuilder b = new ProgramBuilder();
    List<Integer> out = new ArrayList<>();
    int weight = factors() == 0 ? b.constant(1) : b.pairedCovariate(0);
    int by = derivative == 0 ? weight : b.mul(weight, b.pairedCovariate(derivative));
    for (int i = 0; i <= workingAt; i++) {
      int weighted = b.mul(by, b.covariate(i));
      for (int j = 0; j <= i; j++) {
        out.add(b.mul(weighted, b.covariate(j)));
      }
    }
    return build(b, out);
  }

  @Override
  Program curvature() {
    ProgramBuilder b = new ProgramBuilder();
    List<Integer> out = new ArrayList<>();
    int weight = factors() == 0 ? b.constant(1) : b.pairedCovariate(0);
    int r = b.covariate(residualAt);
    int weighted = b.mul(weight, r);
    for (int k = 0; k < seconds; k++) {
      out.add(b.mul(weighted, b.covariate(secondAt + k)));
    }
    out.add(b.mul(weighted, r));
    return build(b, out);
  }
}
