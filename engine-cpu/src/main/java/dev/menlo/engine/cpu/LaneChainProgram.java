package dev.menlo.engine.cpu;

import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.ResidualSpec.Correlation.Markov;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The row pass over lanes where errors are a Markov chain along the rows. A column x of [J w] is
 * whitened to {@code z_j = K_j x_j - C_j x_{j-1}} with {@code K = kappa / g, C = rho kappa /
 * g_{j-1}, kappa = (1 - rho^2)^{-1/2}} (the first row: {@code K = 1 / g, C = 0}); then, summed over
 * rows,
 *
 * <pre>
 * products     z z',   derivatives   z_a z' + z z_a',   z_ab z' + z z_ab' + z_a z_b' + z_b z_a'
 * curvature    z_r z_d2mu,   z_r^2
 * whiten       2 l + log(1 - rho^2) and its derivatives,   z_r^2 at the kept means
 * </pre>
 *
 * Every program but {@code evaluate} and {@code first} reads its row arrays from the row before on:
 * input i is of the row before, input {@code width + i} of the row.
 */
final class LaneChainProgram extends LanePassProgram {
  /** K and C. */
  private static final int FACTORS = 2;

  LaneChainProgram(ModelSpec spec, MeanDerivatives mean, ModelLayout layout, Kind kind) {
    super(spec, mean, layout, kind);
  }

  @Override
  boolean chained() {
    return true;
  }

  @Override
  int factors() {
    return FACTORS * (1 + jets());
  }

  @Override
  Program first(boolean masked) {
    return whiten(masked, false);
  }

  @Override
  Program whiten(boolean masked) {
    return whiten(masked, true);
  }

  /** Sums log det R, the sum before if wanted, derivatives of log det R; stores the factors. */
  private Program whiten(boolean masked, boolean later) {
    ProgramBuilder b = new ProgramBuilder();
    int maskAt = (later ? rowInputs() : 0) + spec.covariates();
    IntUnaryOperator mask = mask(b, masked, maskAt);
    int residuals = spec.residual().parameters();
    Program jet = Derivatives.inParameters(chain(later), residuals, kind.jets() ? 2 : 0).program();
    int[] all = append(b, jet, later, kind.own());
    List<Integer> out = new ArrayList<>();
    out.add(mask.applyAsInt(all[0]));
    if (kind.before()) {
      int[] kept = append(b, chain(later), later, false);
      int z = b.mul(kept[1], b.pairedCovariate((later ? evaluated() : 0) + residualAt));
      z = later ? b.sub(z, b.mul(kept[2], b.pairedCovariate(residualAt))) : z;
      out.add(mask.applyAsInt(b.mul(z, z)));
    }
    for (int o = 1; o <= jets(); o++) {
      out.add(mask.applyAsInt(all[(1 + FACTORS) * o]));
    }
    for (int o = 0; o <= jets(); o++) {
      for (int k = 1; k <= FACTORS; k++) {
        out.add(mask.applyAsInt(all[(1 + FACTORS) * o + k]));
      }
    }
    return build(b, out);
  }

  /**
   * log det R, K and C of a row. COVARIATE and MEAN 1 are of the row, PAIRED_COVARIATE and MEAN 0
   * of the row before.
   */
  private Program chain(boolean later) {
    ProgramBuilder b = new ProgramBuilder();
    int log = logScale(b, Op.COVARIATE, 1);
    int logDet = b.mul(b.constant(2), log);
    int inverse = b.apply(Op.EXP, b.apply(Op.NEG, log));
    if (!later) {
      return b.build(logDet, inverse, b.constant(0));
    }
    int rho = b.append(((Markov) spec.residual().correlation()).rho())[0];
    int remainder = b.sub(b.constant(1), b.mul(rho, rho));
    int kappa = b.div(b.constant(1), b.apply(Op.SQRT, remainder));
    int before = b.apply(Op.EXP, b.apply(Op.NEG, logScale(b, Op.PAIRED_COVARIATE, 0)));
    return b.build(
        b.add(logDet, b.apply(Op.LOG, remainder)),
        b.mul(kappa, inverse),
        b.mul(b.mul(rho, kappa), before));
  }

  private int logScale(ProgramBuilder b, Op covariates, int mean) {
    Program log = spec.residual().logScale();
    return log == null
        ? b.constant(0)
        : b.append(
                log,
                (op, index) ->
                    op == Op.MEAN
                        ? b.input(Op.MEAN, mean)
                        : b.input(op == Op.COVARIATE ? covariates : op, index))[0];
  }

  /** Appends a program of {@link #chain}, its inputs those of the row arrays. */
  private int[] append(ProgramBuilder b, Program chain, boolean later, boolean own) {
    int width = later ? rowInputs() : 0;
    int step = later ? evaluated() : 0;
    return b.append(
        chain,
        (op, index) ->
            switch (op) {
              case COVARIATE -> b.covariate(width + index);
              case PAIRED_COVARIATE -> b.covariate(index);
              case MEAN ->
                  own
                      ? b.pairedCovariate(index * step + muAt)
                      : b.input(Op.MEAN, later ? index : 0);
              default -> b.input(op, index);
            });
  }

  @Override
  Program products(int derivative) {
    ProgramBuilder b = new ProgramBuilder();
    int r = spec.residual().parameters();
    int row = derivative > r ? PackedTriangle.row(derivative - 1 - r) : 0;
    int column = derivative > r ? PackedTriangle.column(derivative - 1 - r) : 0;
    List<Integer> out = new ArrayList<>();
    for (int i = 0; i <= workingAt; i++) {
      for (int j = 0; j <= i; j++) {
        int product = b.mul(whitened(b, derivative, i), whitened(b, 0, j));
        if (derivative > 0) {
          product = b.add(product, b.mul(whitened(b, 0, i), whitened(b, derivative, j)));
        }
        if (derivative > r) {
          int once = b.mul(whitened(b, 1 + row, i), whitened(b, 1 + column, j));
          int twice = b.mul(whitened(b, 1 + column, i), whitened(b, 1 + row, j));
          product = b.add(product, b.add(once, twice));
        }
        out.add(product);
      }
    }
    return build(b, out);
  }

  @Override
  Program curvature() {
    ProgramBuilder b = new ProgramBuilder();
    List<Integer> out = new ArrayList<>();
    int r = whitened(b, 0, residualAt);
    for (int k = 0; k < seconds; k++) {
      out.add(b.mul(r, whitened(b, 0, secondAt + k)));
    }
    out.add(b.mul(r, r));
    return build(b, out);
  }

  /** K_o x_j - C_o x_{j-1} of a number that {@code evaluate} leaves. */
  private int whitened(ProgramBuilder b, int o, int number) {
    int row = b.mul(b.pairedCovariate(FACTORS * o), b.covariate(evaluated() + number));
    int before = b.mul(b.pairedCovariate(FACTORS * o + 1), b.covariate(number));
    return b.sub(row, before);
  }
}
