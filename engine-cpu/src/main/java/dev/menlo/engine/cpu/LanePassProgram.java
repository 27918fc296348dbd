package dev.menlo.engine.cpu;

import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The row pass as programs over lanes: {@code evaluate} leaves a row's J, {@code w = r + sum Z b},
 * r, d2mu and mu, {@code whiten} its factors by R, and the others sum products over rows. Several
 * short programs and not one, because registers are few and compilers give up on long methods.
 */
abstract class LanePassProgram {
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

  final ModelSpec spec;
  final Kind kind;
  final int seconds;
  private final MeanDerivatives mean;
  private final ModelLayout layout;

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

  /** Whether a correlation has programs. */
  static boolean suits(Correlation correlation) {
    return correlation instanceof Correlation.Independent
        || correlation instanceof Correlation.Markov;
  }

  /** The programs of a model whose correlation has some. */
  static LanePassProgram of(ModelSpec spec, MeanDerivatives mean, ModelLayout layout, Kind kind) {
    return spec.residual().correlation() instanceof Correlation.Markov
        ? new LaneChainProgram(spec, mean, layout, kind)
        : new LaneScaleProgram(spec, mean, layout, kind);
  }

  /** Whether programs read the row before, so that the first row has one of its own. */
  abstract boolean chained();

  /** Numbers of a row that {@code whiten} leaves; 0 if R = I. */
  abstract int factors();

  /** What {@link #whiten} is for the first row of a group. */
  abstract Program first(boolean masked);

  /**
   * The factors of a row by R, reading row inputs and what {@code evaluate} left: sums log det R,
   * {@code r'Wr} before if wanted, and the derivatives of log det R; then the factors, stored.
   *
   * @param masked whether to leave 0 in rows of padding
   */
  abstract Program whiten(boolean masked);

  /**
   * Products of pairs of columns of the whitened [J w], summed; reads what {@code evaluate} left,
   * then what {@code whiten} left.
   *
   * @param derivative 0 for the products, else the number of a derivative of them
   */
  abstract Program products(int derivative);

  /**
   * {@code (R^{-1} r) d2mu} of each second derivative, then r'Wr; summed, reading as the products
   * do.
   */
  abstract Program curvature();

  /** Numbers of a row that {@code evaluate} leaves. */
  final int evaluated() {
    return kind.own() ? muAt + 1 : muAt;
  }

  /** Row inputs: covariates, and the mask if there is one. */
  final int rowInputs() {
    return spec.covariates() + (kind.ragged() ? 1 : 0);
  }

  /** Derivatives of each product that are wanted. */
  final int jets() {
    return kind.jets() ? WhiteningDerivatives.blocks(layout) : 0;
  }

  /**
   * What a row leaves: all of it stored.
   *
   * @param masked whether to leave 0 in rows of padding
   */
  final Program evaluate(boolean masked) {
    ProgramBuilder b = new ProgramBuilder();
    IntUnaryOperator mask = mask(b, masked, spec.covariates());
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

  /** Leaves 0 in rows of padding, which the input {@code at} tells apart. */
  static IntUnaryOperator mask(ProgramBuilder b, boolean masked, int at) {
    return node -> masked ? b.apply(Op.SELECT, b.covariate(at), node, b.constant(0)) : node;
  }

  static Program build(ProgramBuilder b, List<Integer> outputs) {
    return b.build(outputs.stream().mapToInt(Integer::intValue).toArray());
  }
}
