package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * The formulas of {@link SingleLevelResidual} as programs over lanes, one group a row and lane. Row
 * inputs are the packed triangle S, paired ones C_j and C_jk; {@code e} stands for the fixed
 * effects, D, row-major, for the residual parameters. All outputs are summed; a group of zeros adds
 * nothing.
 */
final class LaneResidualProgram {
  private final ModelLayout layout;
  private final int n;
  private final int q;
  private final int[] zc;
  private final ProgramBuilder b = new ProgramBuilder();
  private final List<Integer> outputs = new ArrayList<>();

  /** S_zz, D S_zz, W, v and t as nodes. */
  private final int[][] szz;

  private final int[][] ds;
  private final int[][] w;
  private final int[] v;
  private final int[] t;

  private LaneResidualProgram(ModelLayout layout) {
    this.layout = layout;
    n = layout.order;
    zc = layout.randomColumn[0];
    q = zc.length;
    szz = new int[q][q];
    ds = new int[q][q];
    w = new int[q][q];
    v = new int[q];
    t = new int[n];
    eliminated();
  }

  /** rho2_j, log|M|_j, then rho2_aj and log|M|_aj for every pair a, then h_j. */
  static Program first(ModelLayout layout, int j) {
    LaneResidualProgram program = new LaneResidualProgram(layout);
    program.gradient(j);
    return program.build();
  }

  /** rho2_jk and log|M|_jk. */
  static Program second(ModelLayout layout, int j, int k) {
    LaneResidualProgram program = new LaneResidualProgram(layout);
    program.pair(j, k);
    return program.build();
  }

  private Program build() {
    return b.build(outputs.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Entry of a packed triangle: 0 is S, 1 + j is C_j, then C_jk by pair. */
  private int entry(int matrix, int i, int j) {
    int at = PackedTriangle.at(i, j);
    return matrix == 0 ? b.covariate(at) : b.pairedCovariate((matrix - 1) * layout.packed + at);
  }

  private int d(int i, int j) {
    return b.residualParameter(Math.max(i, j) * q + Math.min(i, j));
  }

  private int zero() {
    return b.constant(0);
  }

  private void eliminated() {
    for (int i = 0; i < q; i++) {
      v[i] = zero();
      for (int c = 0; c < n; c++) {
        v[i] = b.add(v[i], b.mul(entry(0, zc[i], c), b.fixedEffect(c)));
      }
      for (int j = 0; j < q; j++) {
        szz[i][j] = entry(0, zc[i], zc[j]);
      }
    }
    for (int c = 0; c < n; c++) {
      t[c] = b.fixedEffect(c);
    }
    for (int i = 0; i < q; i++) {
      int moved = zero();
      for (int j = 0; j < q; j++) {
        ds[i][j] = zero();
        for (int k = 0; k < q; k++) {
          ds[i][j] = b.add(ds[i][j], b.mul(d(i, k), szz[k][j]));
        }
        moved = b.add(moved, b.mul(d(i, j), v[j]));
      }
      t[zc[i]] = b.sub(t[zc[i]], moved);
    }
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        int half = zero();
        for (int k = 0; k < q; k++) {
          half = b.add(half, b.mul(ds[i][k], d(k, j)));
        }
        w[i][j] = b.sub(d(i, j), half);
        w[j][i] = w[i][j];
      }
    }
  }

  /** y = C t of a matrix. */
  private int[] times(int matrix) {
    int[] y = new int[n];
    for (int i = 0; i < n; i++) {
      y[i] = zero();
      for (int k = 0; k < n; k++) {
        y[i] = b.add(y[i], b.mul(entry(matrix, i, k), t[k]));
      }
    }
    return y;
  }

  private int dot(int[] x, int[] y) {
    int sum = zero();
    for (int i = 0; i < x.length; i++) {
      sum = b.add(sum, b.mul(x[i], y[i]));
    }
    return sum;
  }

  /** W C_zz of a matrix, entry by entry. */
  private int wTimes(int matrix, int i, int k) {
    int sum = zero();
    for (int l = 0; l < q; l++) {
      sum = b.add(sum, b.mul(w[i][l], entry(matrix, zc[l], zc[k])));
    }
    return sum;
  }

  private int trace(int matrix) {
    int sum = zero();
    for (int i = 0; i < q; i++) {
      sum = b.add(sum, wTimes(matrix, i, i));
    }
    return sum;
  }

  private void gradient(int j) {
    int[] y = times(1 + j);
    outputs.add(dot(t, y));
    outputs.add(trace(1 + j));
    int[][] f = new int[q][q];
    int[] nj = new int[q];
    for (int i = 0; i < q; i++) {
      nj[i] = y[zc[i]];
      for (int l = 0; l < q; l++) {
        f[i][l] = i == l ? b.sub(b.constant(1), ds[i][l]) : b.apply(Op.NEG, ds[i][l]);
        nj[i] = b.sub(nj[i], b.mul(ds[l][i], y[zc[l]]));
      }
    }
    crossed(1 + j, f, nj);
    steps(y);
  }

  /** rho2_aj without the step's part, and log|M|_aj. */
  private void crossed(int matrix, int[][] f, int[] nj) {
    int[][] cf = new int[q][q];
    for (int i = 0; i < q; i++) {
      for (int k = 0; k < q; k++) {
        cf[i][k] = zero();
        for (int l = 0; l < q; l++) {
          cf[i][k] = b.add(cf[i][k], b.mul(entry(matrix, zc[i], zc[l]), f[l][k]));
        }
      }
    }
    for (int i = 0; i < q; i++) {
      for (int k = 0; k <= i; k++) {
        int trace = zero();
        for (int l = 0; l < q; l++) {
          trace = b.add(trace, b.mul(f[l][i], cf[l][k]));
        }
        int product = b.add(b.mul(v[i], nj[k]), b.mul(v[k], nj[i]));
        int times = b.constant(i == k ? 1 : 2);
        outputs.add(b.apply(Op.NEG, b.mul(times, product)));
        outputs.add(b.mul(times, trace));
      }
    }
  }

  /** h_j = y_X - S_Xz D y_z. */
  private void steps(int[] y) {
    int[] dy = new int[q];
    for (int i = 0; i < q; i++) {
      dy[i] = zero();
      for (int l = 0; l < q; l++) {
        dy[i] = b.add(dy[i], b.mul(d(i, l), y[zc[l]]));
      }
    }
    for (int column : layout.fixedColumn) {
      int value = y[column];
      for (int i = 0; i < q; i++) {
        value = b.sub(value, b.mul(entry(0, zc[i], column), dy[i]));
      }
      outputs.add(value);
    }
  }

  private void pair(int j, int k) {
    int r = layout.residualParameters;
    int matrix = 1 + r + PackedTriangle.at(j, k);
    int[] yj = times(1 + j);
    int[] yk = j == k ? yj : times(1 + k);
    int rho2 = dot(t, times(matrix));
    int trace = trace(matrix);
    for (int a = 0; a < q; a++) {
      int wy = zero();
      for (int c = 0; c < q; c++) {
        wy = b.add(wy, b.mul(w[a][c], yk[zc[c]]));
        trace = b.sub(trace, b.mul(wTimes(1 + j, a, c), wTimes(1 + k, c, a)));
      }
      rho2 = b.sub(rho2, b.mul(b.constant(2), b.mul(yj[zc[a]], wy)));
    }
    outputs.add(rho2);
    outputs.add(trace);
  }
}
