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
 * The row pass as programs over lanes, for independent errors. With {@code W = 1 / g^2}, {@code w =
 * r + sum Z b} and l = log g, summed over rows:
 *
 * <pre>
 * products     cross-product [J w]' W [J w]
 * curvature    W r d2mu,   r' W r
 * scale        2 l,   r' W r at the kept means,   2 l_a,   2 l_ab
 * derivative   (-2 l_a), or (4 l_a l_b - 2 l_ab), times the cross-product
 * </pre>
 *
 * Several short programs and not one, because registers are few and compilers give up on long
 * methods. {@code evaluate} leaves a row's J, w, r, d2mu and mu for the others, {@code scale} its W
 * and factors.
 */
final class LanePassProgram {
  /**
   * What a pass computes.
   *
   * @param order 0 sums only, 1 cross-products, 2 with curvature
   * @param own whether g reads the means of this pass; else the kept means
   * @param before whether {@code r'Wr} at the kept means is wanted too
   * @param jets whether derivatives in delta are wanted
   * @param ragged whether rows have a mask, the input after the covariates
   */
  record Kind(int order, boolean own, boolean before, boolean jets, boolean ragged) {}

  private final ModelSpec spec;
  private final MeanDerivatives mean;
  private final ModelLayout layout;
  private final Kind kind;
  private final int seconds;

  /** Where w, r, the second derivatives and mu are among what {@code evaluate} leaves. */
  final int workingAt;

  final int residualAt;
  final int secondAt;
  final int muAt;

  LanePassProgram(ModelSpec spec, MeanDerivatives mean, ModelLayout layout, Kind kind) {
    this.spec = spec;
    this.mean = mean;
    this.layout = layout;
    this.kind = kind;
    seconds = kind.order() == 2 ? mean.secondRow().length : 0;
    workingAt = kind.order() > 0 ? layout.columns : 0;
    residualAt = kind.order() > 0 ? workingAt + 1 : 0;
    secondAt = residualAt + 1;
    muAt = secondAt + seconds;
  }

  /** Numbers of a row that {@code evaluate} leaves. */
  int evaluated() {
    return kind.own() ? muAt + 1 : muAt;
  }

  /** Numbers of a row that {@code scale} leaves: W and the factors. */
  int scaled() {
    return spec.residual().logScale() == null ? 0 : 1 + jets();
  }

  /** Derivatives of each product that are wanted. */
  int jets() {
    return kind.jets() ? WhiteningDerivatives.blocks(layout) : 0;
  }

  /**
   * What a row leaves: all of it stored.
   *
   * @param masked whether to leave 0 in rows of padding
   */
  Program evaluate(boolean masked) {
    ProgramBuilder b = new ProgramBuilder();
    IntUnaryOperator mask = mask(b, masked);
    int[] all = b.append(mean.program());
    List<Integer> out = new ArrayList<>();
    int residual = mask.applyAsInt(b.sub(b.pairedCovariate(0), all[0]));
    for (int c = 0; c < workingAt; c++) {
      out.add(c < mean.columns() ? mask.applyAsInt(all[1 + c]) : b.constant(0));
    }
    if (kind.order() > 0) {
      out.add(working(b, residual, out));
    }
    out.add(residual);
    for (int k = 0; k < seconds; k++) {
      out.add(mask.applyAsInt(all[1 + mean.columns() + k]));
    }
    if (kind.own()) {
      out.add(all[0]);
    }
    return build(b, out);
  }

  /** w = r + sum over effects of their column times b. */
  private int working(ProgramBuilder b, int residual, List<Integer> columns) {
    int w = residual;
    int effect = 0;
    for (int[] level : layout.randomColumn) {
      for (int column : level) {
        w = b.add(w, b.mul(columns.get(column), b.randomEffect(effect++)));
      }
    }
    return w;
  }

  private IntUnaryOperator mask(ProgramBuilder b, boolean masked) {
    return node ->
        masked ? b.apply(Op.SELECT, b.covariate(spec.covariates()), node, b.constant(0)) : node;
  }

  /**
   * The residual scale, reading covariates and what {@code evaluate} left: sums 2 l, the sum before
   * if wanted, and 2 l_a, 2 l_ab; then W and the factors, stored.
   */
  Program scale(boolean masked) {
    ProgramBuilder b = new ProgramBuilder();
    IntUnaryOperator mask = mask(b, masked);
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
    int row = 0;
    while (PackedTriangle.length(row + 1) <= o - 1 - r) {
      row++;
    }
    int column = o - 1 - r - PackedTriangle.length(row);
    return b.add(b.mul(b.constant(4), b.mul(l[1 + row], l[1 + column])), own);
  }

  /**
   * Products of pairs of columns, times W and a factor, summed; reads what {@code evaluate} left,
   * then what {@code scale} left.
   *
   * @param factor 0 for W alone, else the derivative
   */
  Program products(int factor) {
    ProgramBuilder b = new ProgramBuilder();
    List<Integer> out = new ArrayList<>();
    int weight = scaled() == 0 ? b.constant(1) : b.pairedCovariate(0);
    int by = factor == 0 ? weight : b.mul(weight, b.pairedCovariate(factor));
    for (int i = 0; i <= workingAt; i++) {
      int weighted = b.mul(by, b.covariate(i));
      for (int j = 0; j <= i; j++) {
        out.add(b.mul(weighted, b.covariate(j)));
      }
    }
    return build(b, out);
  }

  /** {@code W r d2mu} of each second derivative, then r'Wr; summed, reading as the products do. */
  Program curvature() {
    ProgramBuilder b = new ProgramBuilder();
    List<Integer> out = new ArrayList<>();
    int weight = scaled() == 0 ? b.constant(1) : b.pairedCovariate(0);
    int r = b.covariate(residualAt);
    int weighted = b.mul(weight, r);
    for (int k = 0; k < seconds; k++) {
      out.add(b.mul(weighted, b.covariate(secondAt + k)));
    }
    out.add(b.mul(weighted, r));
    return build(b, out);
  }

  private static Program build(ProgramBuilder b, List<Integer> outputs) {
    return b.build(outputs.stream().mapToInt(Integer::intValue).toArray());
  }
}
