package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link GroupElimination} without damping as a program over lanes, one group a row and lane: the
 * same operations in the same order. Reads the packed cross-product C as covariates and Lambda,
 * row-major, as residual parameters; leaves the packed S and then the pivots d.
 *
 * <p>With curvature it eliminates the {@link NewtonModel}: sums with second derivatives are read as
 * paired covariates and the effects of all levels as random effects.
 */
final class EliminationProgram {
  private final ProgramBuilder b = new ProgramBuilder();
  private final ModelLayout layout;
  private final int n;
  private final int q;
  private final int[] zc;

  /** C, packed. */
  private final int[] c;

  private EliminationProgram(ModelLayout layout) {
    this.layout = layout;
    n = layout.order;
    zc = layout.randomColumn[layout.levels - 1];
    q = zc.length;
    c = new int[layout.packed];
    for (int i = 0; i < c.length; i++) {
      c[i] = b.covariate(i);
    }
  }

  /**
   * Of the cross-product as it is.
   *
   * @param summed whether S is summed too, before all else
   */
  static Program plain(ModelLayout layout, boolean summed) {
    return new EliminationProgram(layout).build(summed);
  }

  /** Of the model with curvature, {@code secondRow} and {@code secondColumn} as in the model. */
  static Program newton(ModelLayout layout, int[] secondRow, int[] secondColumn, boolean summed) {
    EliminationProgram program = new EliminationProgram(layout);
    program.subtractCurvature(secondRow, secondColumn);
    return program.build(summed);
  }

  /** C - H, J'w - H e, w'w - e'H e with e the effects as a combination of columns. */
  private void subtractCurvature(int[] secondRow, int[] secondColumn) {
    int[] e = combination();
    int m = layout.columns;
    for (int k = 0; k < secondRow.length; k++) {
      int h = b.pairedCovariate(k);
      int i = secondRow[k];
      int j = secondColumn[k];
      subtract(i, j, h);
      subtract(m, i, b.mul(h, e[j]));
      if (i != j) {
        subtract(m, j, b.mul(h, e[i]));
      }
      int times = b.mul(b.constant(i == j ? 1 : 2), h);
      subtract(m, m, b.mul(b.mul(times, e[i]), e[j]));
    }
  }

  private void subtract(int i, int j, int value) {
    int at = PackedTriangle.at(i, j);
    c[at] = b.sub(c[at], value);
  }

  private int[] combination() {
    int[] e = new int[n];
    java.util.Arrays.fill(e, b.constant(0));
    int effect = 0;
    for (int[] columns : layout.randomColumn) {
      for (int column : columns) {
        e[column] = b.add(e[column], b.randomEffect(effect++));
      }
    }
    return e;
  }

  private Program build(boolean summed) {
    int[][] a = timesLambda();
    int[] pivot = new int[q];
    int[] inverse = new int[q];
    int[][] e = factor(a, pivot, inverse);
    List<Integer> s = reduce(a, e, inverse);
    List<Integer> outputs = new ArrayList<>();
    if (summed) {
      outputs.addAll(s);
    }
    outputs.addAll(s);
    for (int d : pivot) {
      outputs.add(d);
    }
    return b.build(outputs.stream().mapToInt(Integer::intValue).toArray());
  }

  private int lambda(int row, int column) {
    return b.residualParameter(row * q + column);
  }

  /** A = C[:, zc] Lambda. */
  private int[][] timesLambda() {
    int[][] a = new int[n][q];
    for (int i = 0; i < n; i++) {
      for (int l = 0; l < q; l++) {
        int sum = b.mul(c[PackedTriangle.at(i, zc[0])], lambda(0, l));
        for (int t = 1; t < q; t++) {
          sum = b.add(sum, b.mul(c[PackedTriangle.at(i, zc[t])], lambda(t, l)));
        }
        a[i][l] = sum;
      }
    }
    return a;
  }

  /** M = I + Lambda' A[zc, :] = E diag(d) E'; returns E. */
  private int[][] factor(int[][] a, int[] pivot, int[] inverse) {
    int[][] e = new int[q][q];
    int[][] r = new int[q][q];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        int sum = i == j ? b.constant(1) : b.constant(0);
        for (int t = 0; t < q; t++) {
          sum = b.add(sum, b.mul(lambda(t, i), a[zc[t]][j]));
        }
        for (int l = 0; l < j; l++) {
          sum = b.sub(sum, b.mul(e[i][l], r[j][l]));
        }
        r[i][j] = sum;
        if (i == j) {
          pivot[i] = sum;
          inverse[i] = b.div(b.constant(1), sum);
        } else {
          e[i][j] = b.mul(sum, inverse[j]);
        }
      }
    }
    return e;
  }

  /** K = A E^-T in place of A; S = C - K diag(1/d) K'. */
  private List<Integer> reduce(int[][] a, int[][] e, int[] inverse) {
    List<Integer> s = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int[] scaled = new int[q];
      for (int l = 0; l < q; l++) {
        for (int t = 0; t < l; t++) {
          a[i][l] = b.sub(a[i][l], b.mul(e[l][t], a[i][t]));
        }
        scaled[l] = b.mul(a[i][l], inverse[l]);
      }
      for (int j = 0; j <= i; j++) {
        int sum = b.mul(scaled[0], a[j][0]);
        for (int l = 1; l < q; l++) {
          sum = b.add(sum, b.mul(scaled[l], a[j][l]));
        }
        s.add(b.sub(c[PackedTriangle.at(i, j)], sum));
      }
    }
    return s;
  }
}
