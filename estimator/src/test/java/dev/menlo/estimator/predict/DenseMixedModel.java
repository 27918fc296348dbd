package dev.menlo.estimator.predict;

import dev.menlo.engine.Design;
import dev.menlo.engine.Quantity;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.rows.RowWalk;

/**
 * The linear mixed model at the end of a fit as full matrices over all rows and groups: Jacobians
 * from the backend, Psi from the printed tables, R written out for the two structures of the tests.
 */
final class DenseMixedModel {
  private final double[][] x;
  private final double[][] z;
  private final double[][] psi;
  private final double[][] r;

  private DenseMixedModel(double[][] x, double[][] z, double[][] psi, double[][] r) {
    this.x = x;
    this.z = z;
    this.psi = psi;
    this.r = r;
  }

  static DenseMixedModel of(FittedModel fit) {
    Design design = fit.data().design();
    int n = design.rows();
    int p = fit.point().beta().length;
    double[] fixed = Reopened.at(fit, w -> w.read(Quantity.FIXED_JACOBIAN, 0));
    double[] random = Reopened.at(fit, w -> w.read(Quantity.RANDOM_JACOBIAN, 0));
    double[][] x = new double[n][p];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < p; j++) {
        x[i][j] = fixed[j * n + i];
      }
    }
    int all = 0;
    for (int k = 1; k <= design.levels(); k++) {
      all += design.groups(k) * fit.lowered().spec().randomEffects(k);
    }
    double[][] z = new double[n][all];
    double[][] psi = new double[all][all];
    RowWalk walk = new RowWalk(fit.lowered().spec(), design);
    int from = 0;
    int column = 0;
    for (int k = 1; k <= design.levels(); k++) {
      int q = fit.lowered().spec().randomEffects(k);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < q; j++) {
          z[i][from + walk.group(k, i) * q + j] = random[(column + j) * n + i];
        }
      }
      for (int g = 0; g < design.groups(k); g++) {
        for (int a = 0; a < q; a++) {
          for (int b = 0; b < q; b++) {
            psi[from + g * q + a][from + g * q + b] = covariance(fit, k, a, b);
          }
        }
      }
      from += design.groups(k) * q;
      column += q;
    }
    return new DenseMixedModel(x, z, psi, errors(fit, walk));
  }

  private static double covariance(FittedModel fit, int level, int a, int b) {
    var names = fit.lowered().levels().get(level - 1).randomEffects();
    String name =
        a == b
            ? "var(" + names.get(a) + ")"
            : "cov(" + names.get(Math.min(a, b)) + "," + names.get(Math.max(a, b)) + ")";
    return fit.fit().randomEffects().stream()
        .flatMap(block -> block.parameters().stream())
        .filter(parameter -> parameter.name().equals(name))
        .mapToDouble(ParameterEstimate::estimate)
        .findFirst()
        .orElse(0);
  }

  /** sigma^2 |mean|^(2 delta) with a power of the mean, sigma^2 phi^|lag| with AR(1). */
  private static double[][] errors(FittedModel fit, RowWalk walk) {
    double sigma2 = fit.point().sigma2();
    double[] mean = Reopened.at(fit, w -> w.read(Quantity.MEAN, 0));
    String text = fit.model().toString();
    int levels = fit.lowered().levels().size();
    double[][] r = new double[mean.length][mean.length];
    for (int i = 0; i < r.length; i++) {
      r[i][i] = sigma2;
      if (text.contains("power")) {
        double delta = fit.fit().parameter("delta").estimate();
        r[i][i] *= Math.pow(Math.abs(mean[i]), 2 * delta);
      }
      for (int j = 0; text.contains("ar 1") && j < i; j++) {
        if (walk.group(levels, i) == walk.group(levels, j)) {
          r[i][j] = sigma2 * Math.pow(fit.fit().parameter("phi1").estimate(), i - j);
          r[j][i] = r[i][j];
        }
      }
    }
    return r;
  }

  /** Standard deviation of a random effect before the data. */
  double priorError(int i) {
    return Math.sqrt(psi[i][i]);
  }

  /** Square roots of the diagonal of {@code Psi - Psi Z' V^{-1} Z Psi}. */
  double[] effectErrors() {
    double[][] zPsi = product(z, psi);
    double[][] v = product(zPsi, transposed(z));
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < v.length; j++) {
        v[i][j] += r[i][j];
      }
    }
    double[][] solved = solve(v, zPsi);
    double[] out = new double[psi.length];
    for (int k = 0; k < out.length; k++) {
      double sum = psi[k][k];
      for (int i = 0; i < zPsi.length; i++) {
        sum -= zPsi[i][k] * solved[i][k];
      }
      out[k] = Math.sqrt(Math.max(0, sum));
    }
    return out;
  }

  /** {@code diag(T C T')}, {@code T = [X Z]}, {@code C^{-1} = T'R^{-1}T + diag(0, Psi^{-1})}. */
  double[] curveVariances() {
    int n = x.length;
    int p = x[0].length;
    int m = p + psi.length;
    double[][] t = new double[n][m];
    for (int i = 0; i < n; i++) {
      System.arraycopy(x[i], 0, t[i], 0, p);
      System.arraycopy(z[i], 0, t[i], p, m - p);
    }
    double[][] c = product(transposed(t), solve(r, t));
    double[][] identity = new double[psi.length][psi.length];
    for (int i = 0; i < psi.length; i++) {
      identity[i][i] = 1;
    }
    double[][] inverse = solve(psi, identity);
    for (int i = 0; i < psi.length; i++) {
      for (int j = 0; j < psi.length; j++) {
        c[p + i][p + j] += inverse[i][j];
      }
    }
    double[][] solved = solve(c, transposed(t));
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < m; k++) {
        out[i] += t[i][k] * solved[k][i];
      }
    }
    return out;
  }

  private static double[][] transposed(double[][] a) {
    double[][] out = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        out[j][i] = a[i][j];
      }
    }
    return out;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] out = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        if (a[i][k] != 0) {
          for (int j = 0; j < b[0].length; j++) {
            out[i][j] += a[i][k] * b[k][j];
          }
        }
      }
    }
    return out;
  }

  /** Solves A X = B by Gauss-Jordan elimination with row pivoting; zeros are passed over. */
  private static double[][] solve(double[][] matrix, double[][] right) {
    int n = matrix.length;
    double[][] a = new double[n][];
    double[][] b = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      b[i] = right[i].clone();
    }
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int i = c + 1; i < n; i++) {
        pivot = Math.abs(a[i][c]) > Math.abs(a[pivot][c]) ? i : pivot;
      }
      double[] swap = a[c];
      a[c] = a[pivot];
      a[pivot] = swap;
      swap = b[c];
      b[c] = b[pivot];
      b[pivot] = swap;
      for (int i = 0; i < n; i++) {
        double factor = i == c ? 0 : a[i][c] / a[c][c];
        if (factor != 0) {
          for (int j = c; j < n; j++) {
            a[i][j] -= factor * a[c][j];
          }
          for (int j = 0; j < b[i].length; j++) {
            b[i][j] -= factor * b[c][j];
          }
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < b[i].length; j++) {
        b[i][j] /= a[i][i];
      }
    }
    return b;
  }
}
