package dev.menlo.estimator.oracle;

import dev.menlo.engine.Criterion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The linear mixed model {@code w = X beta + Z b + e} with {@code V = R(delta) + sum Z_k D_k Z_k'}
 * written out for every outermost group; deviance and gradient in psi = (theta, delta).
 */
final class DenseLinearModel {
  /** Rows of one outermost group. */
  private record Block(
      double[][] x, double[] w, int[][] groups, double[][] z, double[] mean, int[] position) {}

  private final List<Block> blocks = new ArrayList<>();
  private final DenseStructure structure;
  private final DenseErrors errors;
  private final Criterion criterion;
  private final int observations;
  private final int p;

  /** What V and its inverse give at one psi. */
  record Fit(double deviance, double[] gradient, double[] step, double sigma2, double[][] xvx) {}

  /**
   * A model linearised at some (beta, b).
   *
   * @param jacobian n x (beta, b of every group)
   * @param w y - mu + Z b: the fixed effects are counted from beta
   */
  DenseLinearModel(
      DenseRows rows,
      double[][] jacobian,
      double[] w,
      double[] mean,
      int[] position,
      DenseStructure structure,
      DenseErrors errors,
      Criterion criterion) {
    this.structure = structure;
    this.errors = errors;
    this.criterion = criterion;
    this.observations = rows.rows;
    this.p = rows.fixed;
    int level = Math.min(1, rows.levels());
    for (int first = 0; first < rows.rows; ) {
      int end = first;
      while (end < rows.rows && rows.group[level][end] == rows.group[level][first]) {
        end++;
      }
      blocks.add(block(rows, jacobian, w, mean, position, first, end));
      first = end;
    }
  }

  private Block block(
      DenseRows rows,
      double[][] jacobian,
      double[] w,
      double[] mean,
      int[] position,
      int first,
      int end) {
    int n = end - first;
    int q = 0;
    for (int k = 1; k <= rows.levels(); k++) {
      q += rows.size(k);
    }
    double[][] x = new double[n][];
    double[][] z = new double[n][q];
    int[][] groups = new int[rows.levels() + 1][];
    for (int i = 0; i < n; i++) {
      x[i] = Arrays.copyOf(jacobian[first + i], p);
      int at = 0;
      for (int k = 1; k <= rows.levels(); k++) {
        int from = rows.offset(k, rows.group[k][first + i]);
        for (int j = 0; j < rows.size(k); j++) {
          z[i][at++] = jacobian[first + i][from + j];
        }
      }
    }
    for (int k = 0; k < groups.length; k++) {
      groups[k] = Arrays.copyOfRange(rows.group[k], first, end);
    }
    return new Block(
        x,
        Arrays.copyOfRange(w, first, end),
        groups,
        z,
        Arrays.copyOfRange(mean, first, end),
        Arrays.copyOfRange(position, first, end));
  }

  private double[][] covariance(Block block, double[] psi) {
    int t = structure.parameters();
    return covariance(block, structure.covariances(psi), Arrays.copyOfRange(psi, t, psi.length));
  }

  /** V at any symmetric D, in or out of the cone. */
  private double[][] covariance(Block block, List<double[][]> d, double[] delta) {
    int n = block.w().length;
    double[][] v = residual(block, delta);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int at = 0;
        for (int k = 0; k < d.size(); k++) {
          int q = structure.size(k);
          if (block.groups()[k + 1][i] == block.groups()[k + 1][j]) {
            for (int a = 0; a < q; a++) {
              for (int b = 0; b < q; b++) {
                v[i][j] += block.z()[i][at + a] * d.get(k)[a][b] * block.z()[j][at + b];
              }
            }
          }
          at += q;
        }
      }
    }
    return v;
  }

  /** R of an outermost group: a block for each deepest group inside. */
  private double[][] residual(Block block, double[] delta) {
    int n = block.w().length;
    int[] deepest = block.groups()[block.groups().length - 1];
    double[][] r = Dense.zeros(n, n);
    for (int first = 0; first < n; ) {
      int end = first;
      while (end < n && deepest[end] == deepest[first]) {
        end++;
      }
      double[][] part =
          errors.covariance(
              Arrays.copyOfRange(block.mean(), first, end),
              Arrays.copyOfRange(block.position(), first, end),
              delta);
      for (int i = first; i < end; i++) {
        System.arraycopy(part[i - first], 0, r[i], first, end - first);
      }
      first = end;
    }
    return r;
  }

  int degrees() {
    return criterion == Criterion.ML ? observations : observations - p;
  }

  /** dV/dpsi_a by central differences of fourth order; V is a polynomial in theta. */
  private double[][] derivative(Block block, double[] psi, int a) {
    double h = 1e-3 * Math.max(1e-2, Math.abs(psi[a]));
    double[][] out = Dense.zeros(block.w().length, block.w().length);
    double[] weights = {1, -8, 8, -1};
    double[] steps = {-2, -1, 1, 2};
    for (int s = 0; s < 4; s++) {
      double[] moved = psi.clone();
      moved[a] += steps[s] * h;
      double[][] v = covariance(block, moved);
      for (int i = 0; i < v.length; i++) {
        for (int j = 0; j < v.length; j++) {
          out[i][j] += weights[s] * v[i][j] / (12 * h);
        }
      }
    }
    return out;
  }

  /** The profiled deviance, or with beta held the pieces of the likelihood with sigma free. */
  Fit fit(double[] psi, boolean held) {
    double[][] xvx = Dense.zeros(p, p);
    double[] xvw = new double[p];
    double logDeterminant = 0;
    List<double[][]> inverses = new ArrayList<>();
    for (Block block : blocks) {
      double[][] v = covariance(block, psi);
      logDeterminant += Dense.logDeterminant(Dense.cholesky(v));
      double[][] inverse = Dense.inverse(v);
      inverses.add(inverse);
      double[][] xv = Dense.times(Dense.transpose(block.x()), inverse);
      add(xvx, Dense.times(xv, block.x()));
      double[] right = Dense.times(xv, block.w());
      for (int j = 0; j < p; j++) {
        xvw[j] += right[j];
      }
    }
    double[][] covariance = Dense.inverse(xvx);
    double[] step = held ? new double[p] : Dense.times(covariance, xvw);
    if (criterion == Criterion.REML) {
      logDeterminant += Dense.logDeterminant(Dense.cholesky(xvx));
    }
    return compose(psi, step, xvx, covariance, logDeterminant, inverses, held);
  }

  /** The profiled deviance under ML at any symmetric D with positive definite V. */
  double deviance(List<double[][]> d, double[] delta) {
    double[][] xvx = Dense.zeros(p, p);
    double[] xvw = new double[p];
    double wvw = 0;
    double logDeterminant = 0;
    for (Block block : blocks) {
      double[][] v = covariance(block, d, delta);
      logDeterminant += Dense.logDeterminant(Dense.cholesky(v));
      double[][] inverse = Dense.inverse(v);
      double[][] xv = Dense.times(Dense.transpose(block.x()), inverse);
      add(xvx, Dense.times(xv, block.x()));
      double[] right = Dense.times(xv, block.w());
      for (int j = 0; j < p; j++) {
        xvw[j] += right[j];
      }
      wvw += Dense.dot(block.w(), Dense.times(inverse, block.w()));
    }
    double rho2 = wvw - Dense.dot(xvw, Dense.times(Dense.inverse(xvx), xvw));
    return logDeterminant + observations * (1 + Math.log(2 * Math.PI * rho2 / observations));
  }

  /** Root mean square of the columns of Z of the deepest level. */
  double[] sizes() {
    int q = structure.size(0);
    double[] out = new double[q];
    for (Block block : blocks) {
      for (double[] row : block.z()) {
        for (int j = 0; j < q; j++) {
          out[j] += row[j] * row[j] / observations;
        }
      }
    }
    for (int j = 0; j < q; j++) {
      out[j] = Math.sqrt(out[j]);
    }
    return out;
  }

  private static void add(double[][] sum, double[][] term) {
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[i][j] += term[i][j];
      }
    }
  }

  private Fit compose(
      double[] psi,
      double[] step,
      double[][] xvx,
      double[][] covariance,
      double logDeterminant,
      List<double[][]> inverses,
      boolean held) {
    double rho2 = 0;
    List<double[]> pulls = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      double[] e = blocks.get(i).w().clone();
      double[] shift = Dense.times(blocks.get(i).x(), step);
      for (int j = 0; j < e.length; j++) {
        e[j] -= shift[j];
      }
      pulls.add(Dense.times(inverses.get(i), e));
      rho2 += Dense.dot(e, pulls.get(i));
    }
    double nu = degrees();
    double[] dLog = new double[psi.length];
    double[] dRho = new double[psi.length];
    for (int i = 0; i < blocks.size(); i++) {
      double[][] p0 = projected(blocks.get(i), inverses.get(i), covariance);
      for (int a = 0; a < psi.length; a++) {
        double[][] dv = derivative(blocks.get(i), psi, a);
        dLog[a] += Dense.inner(p0, dv);
        dRho[a] -= Dense.dot(pulls.get(i), Dense.times(dv, pulls.get(i)));
      }
    }
    if (held) {
      return new Fit(logDeterminant, join(dLog, dRho), step, rho2, xvx);
    }
    double[] gradient = new double[psi.length];
    for (int a = 0; a < psi.length; a++) {
      gradient[a] = dLog[a] + nu * dRho[a] / rho2;
    }
    double deviance = logDeterminant + nu * (1 + Math.log(2 * Math.PI * rho2 / nu));
    return new Fit(deviance, gradient, step, rho2 / nu, xvx);
  }

  private static double[] join(double[] a, double[] b) {
    double[] out = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }

  /** V^{-1}, less V^{-1}X (X'V^{-1}X)^{-1} X'V^{-1} of all rows within the block under REML. */
  private double[][] projected(Block block, double[][] inverse, double[][] covariance) {
    if (criterion == Criterion.ML) {
      return inverse;
    }
    double[][] vx = Dense.times(inverse, block.x());
    double[][] hat = Dense.times(vx, Dense.times(covariance, Dense.transpose(vx)));
    double[][] out = Dense.copy(inverse);
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < out.length; j++) {
        out[i][j] -= hat[i][j];
      }
    }
    return out;
  }
}
