package dev.menlo.engine.nd4j;

import dev.menlo.engine.Curvature;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.ResidualSpec.Entries;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.ParameterDerivatives;
import dev.menlo.engine.program.Program;
import java.util.Arrays;

/**
 * A model with its programs differentiated and the columns of its cross-products laid out: the m
 * distinct derivatives J, a column of zeros if some derivative is zero everywhere, and w last.
 */
final class CompiledModel {
  final ModelSpec spec;

  /** Columns of [J w], m + 1. */
  final int order;

  /** Column of each fixed effect. */
  final int[] fixedColumn;

  /** Column of each random effect, by level. */
  final int[][] randomColumn;

  private final MeanDerivatives first;
  private final MeanDerivatives second;
  private final ParameterDerivatives[] logScale = new ParameterDerivatives[3];
  private final ParameterDerivatives[] correlation = new ParameterDerivatives[3];

  CompiledModel(ModelSpec spec) {
    this.spec = spec;
    first = Derivatives.of(spec.mean(), spec.fixedEffects(), spec.allRandomEffects(), 1);
    second = Derivatives.of(spec.mean(), spec.fixedEffects(), spec.allRandomEffects(), 2);
    boolean zeros = hasZero(first.fixedColumn()) || hasZero(first.randomColumn());
    int m = first.columns() + (zeros ? 1 : 0);
    order = m + 1;
    fixedColumn = orLast(first.fixedColumn(), m - 1);
    int[] random = orLast(first.randomColumn(), m - 1);
    randomColumn = new int[spec.levels()][];
    int at = 0;
    for (int k = 0; k < spec.levels(); k++) {
      int q = spec.randomEffects(k + 1);
      randomColumn[k] = Arrays.copyOfRange(random, at, at + q);
      at += q;
    }
    ResidualSpec residual = spec.residual();
    for (int o = 0; o <= 2; o += 2) {
      logScale[o] = differentiated(residual.logScale(), o);
      correlation[o] = differentiated(program(residual.correlation()), o);
    }
  }

  private static boolean hasZero(int[] columns) {
    return Arrays.stream(columns).anyMatch(c -> c < 0);
  }

  private static int[] orLast(int[] columns, int last) {
    return Arrays.stream(columns).map(c -> c < 0 ? last : c).toArray();
  }

  private ParameterDerivatives differentiated(Program program, int order) {
    int r = spec.residual().parameters();
    return program == null ? null : Derivatives.inParameters(program, order == 0 ? 0 : r, order);
  }

  private static Program program(Correlation kind) {
    if (kind instanceof Correlation.Markov markov) {
      return markov.rho();
    }
    Entries entries = entries(kind);
    return entries instanceof Entries.Pairwise pairwise
        ? pairwise.entry()
        : entries instanceof Entries.LagTable table ? table.table() : null;
  }

  /** The entries of a banded or dense correlation, or null. */
  static Entries entries(Correlation kind) {
    if (kind instanceof Correlation.Banded banded) {
      return banded.entries();
    }
    return kind instanceof Correlation.Dense dense ? dense.entries() : null;
  }

  /** The mean with the derivatives that a curvature needs. */
  MeanDerivatives mean(Curvature curvature) {
    return curvature == Curvature.NEWTON ? second : first;
  }

  /** log g with derivatives of order 0 or 2, or null if g = 1. */
  ParameterDerivatives logScale(int order) {
    return logScale[order];
  }

  /** The correlation's program with derivatives of order 0 or 2, or null if C = I. */
  ParameterDerivatives correlation(int order) {
    return correlation[order];
  }

  /** The selection of a level's effects among the columns of [J w], order x q. */
  double[][] selection(int level) {
    int[] columns = randomColumn[level - 1];
    double[][] e = new double[order][columns.length];
    for (int j = 0; j < columns.length; j++) {
      e[columns[j]][j] = 1;
    }
    return e;
  }

  /** Lambda_k of concatenated factors, q x q. */
  double[][] factor(double[] factors, int level) {
    int at = 0;
    for (int k = 1; k < level; k++) {
      at += spec.randomEffects(k) * spec.randomEffects(k);
    }
    int q = spec.randomEffects(level);
    double[][] lambda = new double[q][];
    for (int i = 0; i < q; i++) {
      lambda[i] = Arrays.copyOfRange(factors, at + i * q, at + (i + 1) * q);
    }
    return lambda;
  }
}
