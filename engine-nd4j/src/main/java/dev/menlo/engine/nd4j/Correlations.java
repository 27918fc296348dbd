package dev.menlo.engine.nd4j;

import dev.menlo.engine.Design;
import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.ResidualSpec.Entries;
import dev.menlo.engine.nd4j.GroupRows.SameSize;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ParameterDerivatives;

/** C of groups of one size, with its derivatives in delta where asked. */
final class Correlations {
  private final CompiledModel model;
  private final Design design;
  private final double[] delta;
  private final int order;

  /** Parameters that are differentiated in: r, or 0. */
  private final int r;

  /**
   * Fixes delta.
   *
   * @param order of derivatives, 0 or 2
   */
  Correlations(CompiledModel model, Design design, double[] delta, int order) {
    this.model = model;
    this.design = design;
    this.delta = delta;
    this.order = order;
    this.r = order == 0 ? 0 : delta.length;
  }

  boolean isIdentity() {
    return model.correlation(0) == null;
  }

  /** C, count x size x size. */
  StackJet of(SameSize groups) {
    int blocks = 1 + r + r * (r + 1) / 2;
    int n = groups.size();
    double[][] c = new double[blocks][groups.count() * n * n];
    double[][] below = belowDiagonal(groups);
    int at = 0;
    for (int g = 0; g < groups.count(); g++) {
      for (int i = 0; i < n; i++) {
        c[0][(g * n + i) * n + i] = 1;
        for (int k = 0; k < i; k++, at++) {
          for (int o = 0; o < blocks; o++) {
            c[o][(g * n + i) * n + k] = below[o][at];
            c[o][(g * n + k) * n + i] = below[o][at];
          }
        }
      }
    }
    return jet(c, groups.count(), n);
  }

  private StackJet jet(double[][] blocks, int count, int n) {
    StackJet jet = StackJet.constant(Stack.of(blocks[0], count, n, n), r);
    for (int a = 0; a < r; a++) {
      jet.first()[a] = Stack.of(blocks[1 + a], count, n, n);
      for (int b = 0; b <= a; b++) {
        jet.second()[a][b] = Stack.of(blocks[1 + r + a * (a + 1) / 2 + b], count, n, n);
      }
    }
    return jet;
  }

  /** Value and derivatives of the entries below the diagonal: group by group, row by row. */
  private double[][] belowDiagonal(SameSize groups) {
    Correlation kind = model.spec.residual().correlation();
    if (kind instanceof Correlation.Markov) {
      return chained(groups);
    }
    double[][] all =
        CompiledModel.entries(kind) instanceof Entries.LagTable table
            ? lookedUp(groups, table)
            : pairs(groups);
    return kind instanceof Correlation.Banded banded
        ? withinBand(all, groups, banded.bandwidth())
        : all;
  }

  /** The program of a pair at rows i and k &lt; i. */
  private double[][] pairs(SameSize groups) {
    int n = groups.size();
    int[] later = new int[groups.count() * n * (n - 1) / 2];
    int[] earlier = new int[later.length];
    int at = 0;
    for (int g = 0; g < groups.count(); g++) {
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < i; k++, at++) {
          later[at] = groups.rows()[g * n + i];
          earlier[at] = groups.rows()[g * n + k];
        }
      }
    }
    return program(later, earlier);
  }

  private double[][] program(int[] later, int[] earlier) {
    ParameterDerivatives derivatives = model.correlation(order);
    return new ArrayProgram(derivatives.program())
        .evaluate(
            (op, index) -> {
              double[] values = new double[later.length];
              for (int i = 0; i < values.length; i++) {
                values[i] =
                    op == Op.RESIDUAL_PARAMETER
                        ? delta[index]
                        : design.covariate(index)[op == Op.COVARIATE ? later[i] : earlier[i]];
              }
              return values;
            },
            later.length);
  }

  private double[][] withinBand(double[][] all, SameSize groups, int bandwidth) {
    int n = groups.size();
    int at = 0;
    for (int g = 0; g < groups.count(); g++) {
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < i; k++, at++) {
          for (double[] block : all) {
            block[at] = i - k > bandwidth ? 0 : block[at];
          }
        }
      }
    }
    return all;
  }

  private double[][] lookedUp(SameSize groups, Entries.LagTable lags) {
    ParameterDerivatives derivatives = model.correlation(order);
    double[][] table =
        new ArrayProgram(derivatives.program())
            .evaluate((op, index) -> new double[] {delta[index]}, 1);
    int n = groups.size();
    double[][] all = new double[1 + r + r * (r + 1) / 2][groups.count() * n * (n - 1) / 2];
    double[] position = design.covariate(lags.position());
    int at = 0;
    for (int g = 0; g < groups.count(); g++) {
      for (int i = 0; i < n; i++) {
        int row = groups.rows()[g * n + i];
        int base = lags.base() < 0 ? 0 : (int) design.covariate(lags.base())[row];
        for (int k = 0; k < i; k++, at++) {
          int lag = (int) Math.abs(position[row] - position[groups.rows()[g * n + k]]);
          for (int o = 0; o < all.length && lag < lags.lags(); o++) {
            all[o][at] = table[o * derivatives.values() + base + lag][0];
          }
        }
      }
    }
    return all;
  }

  /** corr(i, k) = corr(i, k + 1) rho_{k+1}, by the product rule. */
  private double[][] chained(SameSize groups) {
    int n = groups.size();
    double[][] rho = program(groups.rows(), before(groups));
    double[][] all = new double[rho.length][groups.count() * n * (n - 1) / 2];
    for (int g = 0; g < groups.count(); g++) {
      int first = g * n * (n - 1) / 2;
      for (int i = 1; i < n; i++) {
        int row = first + i * (i - 1) / 2;
        for (int o = 0; o < all.length; o++) {
          all[o][row + i - 1] = rho[o][g * n + i];
        }
        for (int k = i - 2; k >= 0; k--) {
          multiply(all, row + k + 1, rho, g * n + k + 1, row + k);
        }
      }
    }
    return all;
  }

  /** The row before each row; a first row stands for itself, and its value is not used. */
  private static int[] before(SameSize groups) {
    int[] before = new int[groups.rows().length];
    for (int i = 0; i < before.length; i++) {
      before[i] = groups.rows()[i % groups.size() == 0 ? i : i - 1];
    }
    return before;
  }

  private void multiply(double[][] x, int xAt, double[][] y, int yAt, int to) {
    x[0][to] = x[0][xAt] * y[0][yAt];
    for (int a = 0; a < r; a++) {
      x[1 + a][to] = x[1 + a][xAt] * y[0][yAt] + x[0][xAt] * y[1 + a][yAt];
      for (int b = 0; b <= a; b++) {
        int ab = 1 + r + a * (a + 1) / 2 + b;
        x[ab][to] =
            x[ab][xAt] * y[0][yAt]
                + x[1 + a][xAt] * y[1 + b][yAt]
                + x[1 + b][xAt] * y[1 + a][yAt]
                + x[0][xAt] * y[ab][yAt];
      }
    }
  }
}
