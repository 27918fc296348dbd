package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * {@link GroupElimination} without damping as three programs over lanes, one group a row and lane:
 * the same operations in the same order, in bodies short enough for several groups to overlap in
 * the processor.
 *
 * <pre>
 * form     C, Lambda          A = C[:, zc] Lambda,  M = I + Lambda' A[zc, :]
 * factor   M                  E, 1/d, d             with M = E diag(d) E'
 * apply    C, A, E, 1/d, d    S, d                  with K = A E^-T, S = C - K diag(1/d) K'
 * </pre>
 *
 * C is read as covariates, what {@code form} left as paired covariates, what {@code factor} left as
 * random effects, Lambda, row-major, as residual parameters. With curvature {@code form} begins
 * with the {@link NewtonModel}, C_N, and leaves it for {@code apply} too; it then reads the sums
 * with second derivatives as paired covariates and the effects of all levels as random effects.
 */
final class EliminationPrograms {
  final Program form;
  final Program factor;
  final Program apply;

  private final ModelLayout layout;
  private final int n;
  private final int q;
  private final int[] zc;

  /** Where M, and with curvature C_N, begin among what {@code form} leaves after A. */
  private final int mAt;

  private final int modelAt;

  private EliminationPrograms(ModelLayout layout, int[][] seconds, boolean summed) {
    this.layout = layout;
    n = layout.order;
    zc = layout.randomColumn[layout.levels - 1];
    q = zc.length;
    mAt = n * q;
    modelAt = mAt + PackedTriangle.length(q);
    form = form(seconds);
    factor = factor();
    apply = apply(seconds != null, summed);
  }

  /**
   * Of the cross-product as it is.
   *
   * @param summed whether S is summed too
   */
  static EliminationPrograms plain(ModelLayout layout, boolean summed) {
    return new EliminationPrograms(layout, null, summed);
  }

  /** Of the model with curvature; row and column of each second derivative as in the model. */
  static EliminationPrograms newton(
      ModelLayout layout, int[] secondRow, int[] secondColumn, boolean summed) {
    return new EliminationPrograms(layout, new int[][] {secondRow, secondColumn}, summed);
  }

  /** Whether all three can be lowered. */
  boolean suit() {
    return LaneCompiler.suits(form) && LaneCompiler.suits(factor) && LaneCompiler.suits(apply);
  }

  private static Program build(ProgramBuilder b, List<Integer> outputs) {
    return b.build(outputs.stream().mapToInt(Integer::intValue).toArray());
  }

  private Program form(int[][] seconds) {
    ProgramBuilder b = new ProgramBuilder();
    int[] c = new int[layout.packed];
    Arrays.setAll(c, b::covariate);
    if (seconds != null) {
      subtractCurvature(b, c, seconds[0], seconds[1]);
    }
    int[][] a = new int[n][q];
    List<Integer> outputs = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int l = 0; l < q; l++) {
        int sum = b.mul(c[PackedTriangle.at(i, zc[0])], lambda(b, 0, l));
        for (int t = 1; t < q; t++) {
          sum = b.add(sum, b.mul(c[PackedTriangle.at(i, zc[t])], lambda(b, t, l)));
        }
        a[i][l] = sum;
        outputs.add(sum);
      }
    }
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        int sum = b.constant(i == j ? 1 : 0);
        for (int t = 0; t < q; t++) {
          sum = b.add(sum, b.mul(lambda(b, t, i), a[zc[t]][j]));
        }
        outputs.add(sum);
      }
    }
    if (seconds != null) {
      Arrays.stream(c).forEach(outputs::add);
    }
    return build(b, outputs);
  }

  private int lambda(ProgramBuilder b, int row, int column) {
    return b.residualParameter(row * q + column);
  }

  /** C - H, J'w - H e, w'w - e'H e with e the effects as a combination of columns. */
  private void subtractCurvature(ProgramBuilder b, int[] c, int[] secondRow, int[] secondColumn) {
    int[] e = combination(b);
    int m = layout.columns;
    for (int k = 0; k < secondRow.length; k++) {
      int h = b.pairedCovariate(k);
      int i = secondRow[k];
      int j = secondColumn[k];
      int ij = PackedTriangle.at(i, j);
      c[ij] = b.sub(c[ij], h);
      int mi = PackedTriangle.at(m, i);
      c[mi] = b.sub(c[mi], b.mul(h, e[j]));
      if (i != j) {
        int mj = PackedTriangle.at(m, j);
        c[mj] = b.sub(c[mj], b.mul(h, e[i]));
      }
      int times = b.mul(b.constant(i == j ? 1 : 2), h);
      int mm = layout.packed - 1;
      c[mm] = b.sub(c[mm], b.mul(b.mul(times, e[i]), e[j]));
    }
  }

  private int[] combination(ProgramBuilder b) {
    int[] e = new int[n];
    Arrays.fill(e, b.constant(0));
    int effect = 0;
    for (int[] columns : layout.randomColumn) {
      for (int column : columns) {
        e[column] = b.add(e[column], b.randomEffect(effect++));
      }
    }
    return e;
  }

  /** Of the rows of {@code form}: E below the diagonal by rows, 1/d, d. */
  private Program factor() {
    ProgramBuilder b = new ProgramBuilder();
    int[][] e = new int[q][q];
    int[][] r = new int[q][q];
    int[] inverse = new int[q];
    List<Integer> outputs = new ArrayList<>();
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        int sum = b.covariate(mAt + PackedTriangle.at(i, j));
        for (int l = 0; l < j; l++) {
          sum = b.sub(sum, b.mul(e[i][l], r[j][l]));
        }
        r[i][j] = sum;
        if (i == j) {
          inverse[i] = b.div(b.constant(1), sum);
        } else {
          e[i][j] = b.mul(sum, inverse[j]);
          outputs.add(e[i][j]);
        }
      }
    }
    Arrays.stream(inverse).forEach(outputs::add);
    for (int i = 0; i < q; i++) {
      outputs.add(r[i][i]);
    }
    return build(b, outputs);
  }

  private Program apply(boolean curvature, boolean summed) {
    ProgramBuilder b = new ProgramBuilder();
    int inverseAt = q * (q - 1) / 2;
    IntUnaryOperator c = curvature ? at -> b.pairedCovariate(modelAt + at) : b::covariate;
    int[][] k = new int[n][q];
    List<Integer> s = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int[] scaled = new int[q];
      for (int l = 0; l < q; l++) {
        k[i][l] = b.pairedCovariate(i * q + l);
        for (int t = 0; t < l; t++) {
          int e = b.randomEffect(l * (l - 1) / 2 + t);
          k[i][l] = b.sub(k[i][l], b.mul(e, k[i][t]));
        }
        scaled[l] = b.mul(k[i][l], b.randomEffect(inverseAt + l));
      }
      for (int j = 0; j <= i; j++) {
        int sum = b.mul(scaled[0], k[j][0]);
        for (int l = 1; l < q; l++) {
          sum = b.add(sum, b.mul(scaled[l], k[j][l]));
        }
        s.add(b.sub(c.applyAsInt(PackedTriangle.at(i, j)), sum));
      }
    }
    List<Integer> outputs = new ArrayList<>(summed ? s : List.of());
    outputs.addAll(s);
    for (int l = 0; l < q; l++) {
      outputs.add(b.randomEffect(inverseAt + q + l));
    }
    return build(b, outputs);
  }
}
