package dev.menlo.engine.cuda;

import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.ResidualSpec.Entries;
import dev.menlo.engine.cuda.Kernels.Spliced;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import java.util.Arrays;

/**
 * A model lowered for this backend: sizes, and kernels with its programs in them. Immutable; its
 * PTX is compiled by each device that runs it.
 *
 * <p>The row block of an order of derivatives holds the m derivative columns, the mean (then the
 * residual), the second derivatives, and one column of scratch.
 */
final class CompiledModel {
  /** How a group is whitened; the numbers of the kernels. */
  enum Whitening {
    SCALED,
    MARKOV,
    BANDED
  }

  /** Most sums and outputs of a fused pass: two registers each, which leaves 75 for the formula. */
  private static final int MOST_SUMS = 90;

  final ModelSpec spec;
  final ModelShape shape;

  /** Mean evaluation by order: mean; derivatives too; second derivatives too. */
  final Spliced[] mean;

  /** The whole row pass in one kernel, by order; null where R is not I or the sums are too many. */
  final Spliced[] fused;

  /** Row and column of each second derivative. */
  final int[] secondRow;

  final int[] secondColumn;
  final boolean recursive;

  /** log g without and with derivatives; null if g = 1. */
  final Spliced[] scale;

  /** Entries of C, likewise; null if C = I or they come from a table. */
  final Spliced[] pairs;

  /** Table of entries; null unless C reads one. */
  final Entries.LagTable table;

  /** The table's program with derivatives. */
  final Program tableJets;

  final Whitening whitening;

  /** Sub-diagonals of C that may be non-zero; cut to a group's rows. */
  final int bandwidth;

  /** Whether the residual scale reads the mean, so that a variance point must be kept. */
  final boolean readsMean;

  CompiledModel(ModelSpec spec, Templates templates) {
    this.spec = spec;
    MeanDerivatives d =
        Derivatives.of(spec.mean(), spec.fixedEffects(), spec.allRandomEffects(), 2);
    shape = new ModelShape(spec, d);
    secondRow = d.secondRow();
    secondColumn = d.secondColumn();
    recursive = d.program().isRecursive();
    int[][] byOrder = outputs(d);
    mean = mean(d, byOrder, templates);
    fused = spec.residual().isIdentity() ? fused(d, byOrder, templates) : new Spliced[3];
    scale = jets("residual_scale", "scale", spec.residual().logScale(), templates);
    readsMean = spec.residual().logScale() != null && reads(spec.residual().logScale());
    Correlation correlation = spec.residual().correlation();
    whitening =
        correlation instanceof Correlation.Independent
            ? Whitening.SCALED
            : correlation instanceof Correlation.Markov ? Whitening.MARKOV : Whitening.BANDED;
    bandwidth = bandwidth(correlation);
    Entries entries = entries(correlation);
    table = entries instanceof Entries.LagTable t ? t : null;
    tableJets =
        table == null
            ? null
            : Derivatives.inParameters(table.table(), shape.residualParameters, 2).program();
    pairs = jets("residual_pairs", "pairs", pairProgram(correlation, entries), templates);
  }

  /** Outputs of the mean program by order. */
  private int[][] outputs(MeanDerivatives d) {
    int m = shape.columns;
    int[] outputs = d.program().outputs();
    int[] ordered = new int[m + 1 + seconds()];
    Arrays.fill(ordered, -1);
    System.arraycopy(outputs, 1, ordered, 0, d.columns());
    ordered[m] = outputs[0];
    System.arraycopy(outputs, 1 + d.columns(), ordered, m + 1, seconds());
    return new int[][] {{outputs[0]}, Arrays.copyOf(ordered, m + 1), ordered};
  }

  private static Spliced[] mean(MeanDerivatives d, int[][] outputs, Templates templates) {
    String template = templates.ptx("mean_evaluation");
    Spliced[] mean = new Spliced[outputs.length];
    for (int order = 0; order < mean.length; order++) {
      int[] of = outputs[order];
      mean[order] =
          new Spliced(
              "mean of order " + order,
              "mean_evaluation",
              () -> templates.fill(template, d.program(), of));
    }
    return mean;
  }

  private Spliced[] fused(MeanDerivatives d, int[][] outputs, Templates templates) {
    String template = templates.ptx("fused_pass");
    Spliced[] fused = new Spliced[outputs.length];
    for (int order = 0; order < fused.length; order++) {
      int[] of = outputs[order];
      int columns = order == 0 ? 0 : shape.columns;
      boolean cross = order > 0;
      if (ModelShape.triangle(columns + 1) + of.length <= MOST_SUMS) {
        fused[order] =
            new Spliced(
                "pass of order " + order,
                "fused_pass",
                () -> templates.fillSums(template, d.program(), of, columns, cross));
      }
    }
    return fused;
  }

  private Spliced[] jets(String stem, String what, Program program, Templates templates) {
    if (program == null) {
      return null;
    }
    String template = templates.ptx(stem);
    Program jets = Derivatives.inParameters(program, shape.residualParameters, 2).program();
    return new Spliced[] {
      new Spliced(what, stem, () -> templates.fill(template, program, program.outputs())),
      new Spliced(
          what + " with derivatives", stem, () -> templates.fill(template, jets, jets.outputs()))
    };
  }

  private static Program pairProgram(Correlation correlation, Entries entries) {
    if (correlation instanceof Correlation.Markov markov) {
      return markov.rho();
    }
    return entries instanceof Entries.Pairwise pairwise ? pairwise.entry() : null;
  }

  private static Entries entries(Correlation correlation) {
    if (correlation instanceof Correlation.Banded banded) {
      return banded.entries();
    }
    return correlation instanceof Correlation.Dense dense ? dense.entries() : null;
  }

  private static int bandwidth(Correlation correlation) {
    if (correlation instanceof Correlation.Independent) {
      return 0;
    }
    if (correlation instanceof Correlation.Markov) {
      return 1;
    }
    return correlation instanceof Correlation.Banded banded
        ? banded.bandwidth()
        : Integer.MAX_VALUE;
  }

  private static boolean reads(Program program) {
    for (int i = 0; i < program.size(); i++) {
      if (program.op(i) == Op.MEAN) {
        return true;
      }
    }
    return false;
  }

  /** The number of second derivatives. */
  int seconds() {
    return secondRow.length;
  }

  /** Whether R = I. */
  boolean isIdentity() {
    return spec.residual().isIdentity();
  }

  /** 1 + r + r (r + 1) / 2: a residual program with its derivatives. */
  int jetLength() {
    return 1 + shape.residualBlocks();
  }

  /** Outputs of the mean program at an order. */
  int outputs(int order) {
    return order == 0 ? 1 : shape.columns + 1 + (order == 2 ? seconds() : 0);
  }
}
