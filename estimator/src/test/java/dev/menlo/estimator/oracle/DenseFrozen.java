package dev.menlo.estimator.oracle;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.covariance.CovarianceParameter;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.model.CovarianceBlock;
import dev.menlo.model.CovarianceType;
import dev.menlo.model.GroupingLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The likelihood of a fit's linearised model, frozen at its estimates, as a function of beta and of
 * the natural parameters that tables print, with every V = Z Psi Z' + sigma^2 R written out:
 *
 * <pre>f = (log|V| + e'V^{-1}e) / 2,  e = w - X (beta - beta^)   (REML: + log|X'V^{-1}X| / 2)</pre>
 */
public final class DenseFrozen {
  /** Rows of one outermost group. */
  private record Block(double[][] x, double[][] z, double[] w, int first, int[][] groups) {}

  private final Fit fit;
  private final FittedModel fitted;
  private final DenseErrors errors;
  private final int[] position;
  private final DenseRows rows;
  private final RandomEffectsCovariance structure;
  private final double[] mean;
  private final List<Block> blocks = new ArrayList<>();

  /**
   * Linearises at the estimates of a fit.
   *
   * @param time variable with the position of rows for correlated errors, or ""
   */
  public DenseFrozen(Fit fit, DenseErrors errors, String time) {
    this.fit = fit;
    this.fitted = fit.fitted();
    this.errors = errors;
    this.rows = new DenseRows(fitted.lowered(), fitted.data().design());
    this.structure = new RandomEffectsCovariance(fitted.lowered().levels());
    this.mean = new double[rows.rows];
    this.position = new int[rows.rows];
    for (int i = 0; i < rows.rows && !time.isEmpty(); i++) {
      position[i] = (int) fitted.data().data().numbers(time)[fitted.data().rows()[i]];
    }
    linearise();
  }

  private void linearise() {
    double[] x = unknowns();
    double[][] jacobian = Dense.zeros(rows.rows, rows.unknowns);
    double[] w = new double[rows.rows];
    for (int i = 0; i < rows.rows; i++) {
      double[] values = rows.evaluate(i, x);
      mean[i] = values[0];
      int[][] columns = rows.columns(i);
      for (int c = 0; c < columns[0].length; c++) {
        jacobian[i][columns[0][c]] += rows.first(values, columns[1][c]);
      }
      w[i] = fitted.data().response()[i] - values[0];
      for (int u = rows.fixed; u < rows.unknowns; u++) {
        w[i] += jacobian[i][u] * x[u];
      }
    }
    int level = Math.min(1, rows.levels());
    for (int first = 0; first < rows.rows; ) {
      int end = first;
      while (end < rows.rows && rows.group[level][end] == rows.group[level][first]) {
        end++;
      }
      blocks.add(block(jacobian, w, first, end));
      first = end;
    }
  }

  private Block block(double[][] jacobian, double[] w, int first, int end) {
    int n = end - first;
    double[][] x = new double[n][];
    double[][] z = new double[n][];
    for (int i = 0; i < n; i++) {
      x[i] = Arrays.copyOf(jacobian[first + i], rows.fixed);
      List<Double> effects = new ArrayList<>();
      for (int k = 1; k <= rows.levels(); k++) {
        int from = rows.offset(k, rows.group[k][first + i]);
        for (int j = 0; j < rows.size(k); j++) {
          effects.add(jacobian[first + i][from + j]);
        }
      }
      z[i] = effects.stream().mapToDouble(Double::doubleValue).toArray();
    }
    int[][] groups =
        Arrays.stream(rows.group).map(g -> Arrays.copyOfRange(g, first, end)).toArray(int[][]::new);
    return new Block(x, z, Arrays.copyOfRange(w, first, end), first, groups);
  }

  /** beta, then b = Lambda u of every group. */
  private double[] unknowns() {
    double[] x = Arrays.copyOf(fitted.point().beta(), rows.unknowns);
    double[] factor = new double[structure.factorLength()];
    structure.factor(fitted.point().psi(), factor, 0);
    double[] u = fitted.point().sphericalEffects();
    int at = 0;
    for (int k = 1; k <= rows.levels(); k++) {
      int q = rows.size(k);
      for (int g = 0; g < rows.groups(k); g++, at += q) {
        for (int i = 0; i < q; i++) {
          for (int j = 0; j < q; j++) {
            x[rows.offset(k, g) + i] += factor[structure.factorOffset(k) + i * q + j] * u[at + j];
          }
        }
      }
    }
    return x;
  }

  /** Names of the natural parameters: Psi in table order, then the residual's. */
  public List<String> names() {
    return Stream.concat(
            structure.entries().stream().map(CovarianceParameter::name),
            fit.residual().stream().map(ParameterEstimate::name))
        .toList();
  }

  /** Their estimates. */
  public double[] natural() {
    return names().stream().mapToDouble(n -> fit.parameter(n).estimate()).toArray();
  }

  /** The fixed effects. */
  public double[] beta() {
    return fit.fixedEffects().stream().mapToDouble(CoefficientEstimate::estimate).toArray();
  }

  /** f at (beta, natural); infinite where a V is not positive definite. */
  public double value(double[] beta, double[] natural) {
    double sum = 0;
    double[][] xvx = Dense.zeros(rows.fixed, rows.fixed);
    for (Block block : blocks) {
      double[][] l = Dense.cholesky(covariance(block, natural));
      if (l == null) {
        return Double.POSITIVE_INFINITY;
      }
      double[] e = forward(l, deviation(block, beta));
      sum += Dense.logDeterminant(l) + Dense.dot(e, e);
      if (fit.criterion() == Criterion.REML) {
        add(xvx, information(block, l));
      }
    }
    if (fit.criterion() == Criterion.REML) {
      sum += Dense.logDeterminant(Dense.cholesky(xvx));
    }
    return 0.5 * sum;
  }

  /** min over beta, with one of them held if {@code held >= 0}; ML. */
  public double minimum(double[] natural, int held, double value) {
    int p = rows.fixed;
    double[][] xvx = Dense.zeros(p, p);
    double[] xvw = new double[p];
    double[] beta = beta();
    for (Block block : blocks) {
      double[][] l = Dense.cholesky(covariance(block, natural));
      if (l == null) {
        return Double.POSITIVE_INFINITY;
      }
      add(xvx, information(block, l));
      double[] s = score(block, l);
      for (int j = 0; j < p; j++) {
        xvw[j] += s[j];
      }
    }
    if (held >= 0) {
      double shift = value - beta[held];
      for (int j = 0; j < p; j++) {
        xvw[j] = j == held ? shift : xvw[j] - xvx[j][held] * shift;
        xvx[j][held] = j == held ? 1 : 0;
        xvx[held][j] = j == held ? 1 : 0;
      }
    }
    double[] step = Dense.times(Dense.inverse(xvx), xvw);
    for (int j = 0; j < p; j++) {
      beta[j] += step[j];
    }
    return value(beta, natural);
  }

  /** X'V^{-1}X. */
  public double[][] information() {
    double[][] xvx = Dense.zeros(rows.fixed, rows.fixed);
    for (Block block : blocks) {
      add(xvx, information(block, Dense.cholesky(covariance(block, natural()))));
    }
    return xvx;
  }

  /** X_g'V_g^{-1}e_g of every outermost group at the estimates. */
  public List<double[]> scores() {
    return blocks.stream().map(b -> score(b, Dense.cholesky(covariance(b, natural())))).toList();
  }

  /** V of an outermost group at the estimates. */
  public double[][] covariance(int group) {
    return covariance(blocks.get(group), natural());
  }

  /** X'V^{-1}X, V = LL'. */
  private static double[][] information(Block block, double[][] l) {
    double[][] columns = whitened(block, l);
    return Dense.times(columns, Dense.transpose(columns));
  }

  /** X'V^{-1}w. */
  private static double[] score(Block block, double[][] l) {
    return Dense.times(whitened(block, l), forward(l, block.w()));
  }

  /** (L^{-1}X)'. */
  private static double[][] whitened(Block block, double[][] l) {
    return Arrays.stream(Dense.transpose(block.x()))
        .map(column -> forward(l, column))
        .toArray(double[][]::new);
  }

  /** L^{-1}b. */
  private static double[] forward(double[][] l, double[] b) {
    double[] out = b.clone();
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < i; k++) {
        out[i] -= l[i][k] * out[k];
      }
      out[i] /= l[i][i];
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

  private double[] deviation(Block block, double[] beta) {
    double[] step = beta.clone();
    for (int j = 0; j < step.length; j++) {
      step[j] -= fitted.point().beta()[j];
    }
    double[] e = block.w().clone();
    double[] shift = Dense.times(block.x(), step);
    for (int i = 0; i < e.length; i++) {
      e[i] -= shift[i];
    }
    return e;
  }

  private double[][] covariance(Block block, double[] natural) {
    List<double[][]> psi = psi(natural);
    int n = block.w().length;
    double[][] v = residual(block, natural);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int at = 0;
        for (int k = 1; k <= rows.levels(); k++) {
          int q = rows.size(k);
          for (int a = 0; block.groups()[k][i] == block.groups()[k][j] && a < q; a++) {
            for (int b = 0; b < q; b++) {
              v[i][j] += block.z()[i][at + a] * psi.get(k - 1)[a][b] * block.z()[j][at + b];
            }
          }
          at += q;
        }
      }
    }
    return v;
  }

  private double[][] residual(Block block, double[] natural) {
    int entries = structure.entries().size();
    double sigma2 = natural[entries];
    double[] delta = Arrays.copyOfRange(natural, entries + 1, natural.length);
    int n = block.w().length;
    double[][] v = Dense.zeros(n, n);
    int[] deepest = block.groups()[rows.levels()];
    for (int first = 0; first < n; ) {
      int end = first;
      while (end < n && deepest[end] == deepest[first]) {
        end++;
      }
      int from = block.first() + first;
      int to = block.first() + end;
      double[][] r =
          errors.covariance(
              Arrays.copyOfRange(mean, from, to), Arrays.copyOfRange(position, from, to), delta);
      for (int i = first; i < end; i++) {
        for (int j = first; j < end; j++) {
          v[i][j] = sigma2 * r[i - first][j - first];
        }
      }
      first = end;
    }
    return v;
  }

  /** Psi of every level; a shared entry stands at all its places. */
  private List<double[][]> psi(double[] natural) {
    List<double[][]> out = new ArrayList<>();
    for (int k = 1; k <= rows.levels(); k++) {
      out.add(Dense.zeros(rows.size(k), rows.size(k)));
    }
    for (int e = 0; e < structure.entries().size(); e++) {
      CovarianceParameter entry = structure.entries().get(e);
      double[][] matrix = out.get(entry.level() - 1);
      GroupingLevel level = structure.levels().get(entry.level() - 1);
      CovarianceBlock block = level.blocks().get(entry.block());
      boolean shared =
          block.type() == CovarianceType.IDENTITY || block.type() == CovarianceType.EXCHANGEABLE;
      for (int i : block.members()) {
        for (int j : block.members()) {
          boolean own =
              i == entry.row() && j == entry.column() || j == entry.row() && i == entry.column();
          if (own || shared && entry.isVariance() == (i == j)) {
            matrix[i][j] = natural[e];
          }
        }
      }
    }
    return out;
  }
}
