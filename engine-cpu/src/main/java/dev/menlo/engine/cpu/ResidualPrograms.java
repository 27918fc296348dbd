package dev.menlo.engine.cpu;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.ResidualSpec.Entries;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;

/** The programs of a residual specification, lowered with their derivatives in delta. */
final class ResidualPrograms {
  final ResidualSpec spec;

  /** r. */
  final int parameters;

  /** log g of a row; null if g = 1. */
  final Lowered logScale;

  /** rho of a row, an entry of C, or the table of entries; null if C = I. */
  final Lowered correlation;

  /** Whether log g reads the mean at the variance point. */
  final boolean readsMean;

  /**
   * One program lowered twice.
   *
   * @param value the outputs
   * @param jet the outputs, then blocks of their first and second derivatives in delta, the second
   *     ones by the lower triangle, row by row
   * @param outputs the number of outputs
   */
  record Lowered(RowProgram value, RowProgram jet, int outputs) {}

  ResidualPrograms(ResidualSpec spec) {
    this.spec = spec;
    parameters = spec.parameters();
    logScale = lower(spec.logScale());
    correlation = lower(program(spec.correlation()));
    readsMean = spec.logScale() != null && reads(spec.logScale(), Op.MEAN);
  }

  private static Program program(Correlation correlation) {
    if (correlation instanceof Correlation.Markov markov) {
      return markov.rho();
    }
    if (correlation instanceof Correlation.Banded banded) {
      return program(banded.entries());
    }
    if (correlation instanceof Correlation.Dense dense) {
      return program(dense.entries());
    }
    return null;
  }

  private static Program program(Entries entries) {
    return entries instanceof Entries.Pairwise pairwise
        ? pairwise.entry()
        : ((Entries.LagTable) entries).table();
  }

  private Lowered lower(Program program) {
    if (program == null) {
      return null;
    }
    Program jet = Derivatives.inParameters(program, parameters, 2).program();
    return new Lowered(
        ProgramCompiler.compile(program), ProgramCompiler.compile(jet), program.outputs().length);
  }

  private static boolean reads(Program program, Op op) {
    for (int i = 0; i < program.size(); i++) {
      if (program.op(i) == op) {
        return true;
      }
    }
    return false;
  }

  /** 1 + r + r (r + 1) / 2: values and derivatives of one output. */
  int jetLength() {
    return 1 + parameters + PackedTriangle.length(parameters);
  }

  /** Scratch that any of the programs needs. */
  int slots() {
    return Math.max(slots(logScale), slots(correlation));
  }

  private static int slots(Lowered lowered) {
    return lowered == null ? 0 : Math.max(lowered.value().slots(), lowered.jet().slots());
  }
}
