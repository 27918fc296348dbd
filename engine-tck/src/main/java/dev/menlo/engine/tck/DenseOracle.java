package dev.menlo.engine.tck;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Workspace.FixedEffects;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The linearised likelihood of one fit from explicit dense matrices in plain arrays, for comparison
 * with a backend.
 *
 * <p>Everything goes through the marginal covariance, formed entry by entry for each group of level
 * 1: {@code V_ij = R_ij + sum over the levels k where i and j share a group of z_ik' D_k z_jk}, so
 * that {@code |V| = |R||A|} and the penalised sum of squares minimised over u is {@code e'V^{-1}e}.
 * There is no elimination here and no whitening by R. Derivatives are differences of values.
 */
public final class DenseOracle {
  private final ModelSpec model;
  private final Design design;
  private final double[] response;
  private final OracleRows rows;
  private final double[] beta;
  private final double[] factor;
  private final double[] u;
  private final double[] variance;
  private final double[] means;
  private final double[][] jacobian;

  /** The linearisation of the first fit of a problem at its point, S frozen there. */
  public DenseOracle(Problem problem) {
    this(problem, null);
  }

  /**
   * The linearisation of the first fit of a problem at its point.
   *
   * @param varianceMeans means that freeze S, one a row; null for the point's own
   */
  public DenseOracle(Problem problem, double[] varianceMeans) {
    this.model = problem.model();
    this.design = problem.batch().designs().get(0);
    this.response = problem.batch().responses().get(0);
    this.rows = new OracleRows(model, design);
    this.beta = problem.beta();
    this.factor = problem.relativeFactor();
    this.u = problem.sphericalEffects();
    this.means = rows.means(beta, factor, u);
    this.variance = varianceMeans == null ? means : varianceMeans;
    this.jacobian = rows.jacobian(beta, factor, u);
  }

  /** The mean of every row. */
  public double[] means() {
    return means.clone();
  }

  /** dmu/dbeta then dmu/db of a row. */
  public double[] jacobian(int row) {
    return jacobian[row].clone();
  }

  /**
   * Values of the linearised likelihood.
   *
   * @param logDeterminant as in {@link dev.menlo.engine.Profile}
   * @param penalizedRss as in {@link dev.menlo.engine.Profile}
   * @param step dbeta, p entries
   * @param information X'V^{-1}X, p x p
   */
  public record Values(
      double logDeterminant, double penalizedRss, double[] step, double[][] information) {}

  /** theta = (vech(D_1), ..., vech(D_K), delta) at relative factors and delta. */
  public double[] parameters(double[] lambda, double[] delta) {
    double[] theta = new double[model.profileParameters()];
    int at = 0;
    int first = 0;
    for (int k = 1; k <= model.levels(); k++) {
      int q = model.randomEffects(k);
      for (int j = 0; j < q; j++) {
        for (int i = j; i < q; i++, at++) {
          for (int c = 0; c < q; c++) {
            theta[at] += lambda[first + i * q + c] * lambda[first + j * q + c];
          }
        }
      }
      first += q * q;
    }
    System.arraycopy(delta, 0, theta, at, delta.length);
    return theta;
  }

  /** The profile at theta. */
  public Values profile(double[] theta, Criterion criterion, FixedEffects fixed) {
    int p = model.fixedEffects();
    Gls gls = new Gls(p);
    double logDeterminant = 0;
    for (int[] block : blocks()) {
      double[][] l = DenseMatrix.cholesky(marginal(block, theta));
      logDeterminant += DenseMatrix.logDeterminant(l);
      gls.add(l, fixedColumns(block), workingResponse(block, factor, new double[u.length]));
    }
    double[] step = fixed == FixedEffects.PROFILED ? gls.solve() : new double[p];
    if (criterion == Criterion.REML) {
      logDeterminant += DenseMatrix.logDeterminant(DenseMatrix.cholesky(gls.information()));
    }
    return new Values(logDeterminant, gls.sumOfSquares(step), step, gls.information());
  }

  /** Rows in the likelihood of each group of level 1; of the data set when K = 0. */
  List<int[]> blocks() {
    int top = Math.min(1, model.levels());
    return IntStream.range(0, design.groups(top))
        .mapToObj(
            g ->
                IntStream.range(rows.firstRow(top, g), rows.firstRow(top, g + 1))
                    .filter(design::inLikelihood)
                    .toArray())
        .toList();
  }

  /** V over a block, n x n. */
  double[][] marginal(int[] block, double[] theta) {
    double[] delta = Arrays.copyOfRange(theta, model.vechLength(), theta.length);
    OracleErrors errors = new OracleErrors(model.residual(), design, variance, delta);
    double[][] v = new double[block.length][block.length];
    int first = 0;
    for (int i = 0; i < block.length; i++) {
      if (!sameDeepestGroup(block[first], block[i])) {
        first = i;
      }
      for (int k = 0; k <= i; k++) {
        v[i][k] = randomEntry(block[i], block[k], theta);
        if (k >= first) {
          int[] own = Arrays.copyOfRange(block, first, i + 1);
          v[i][k] += errors.entry(own, i - first, k - first);
        }
        v[k][i] = v[i][k];
      }
    }
    return v;
  }

  private boolean sameDeepestGroup(int row, int other) {
    return rows.group(model.levels(), row) == rows.group(model.levels(), other);
  }

  /** sum over the levels where two rows share a group of z_i' D z_k. */
  private double randomEntry(int row, int other, double[] theta) {
    double sum = 0;
    int at = 0;
    for (int k = 1; k <= model.levels(); k++) {
      int q = model.randomEffects(k);
      boolean shared = rows.group(k, row) == rows.group(k, other);
      int z = model.fixedEffects() + rows.firstEffect(k);
      for (int j = 0; j < q; j++) {
        for (int i = j; i < q; i++, at++) {
          double products = jacobian[row][z + i] * jacobian[other][z + j];
          if (i != j) {
            products += jacobian[row][z + j] * jacobian[other][z + i];
          }
          sum += shared ? theta[at] * products : 0;
        }
      }
    }
    return sum;
  }

  /** Columns of X over a block, p x n. */
  double[][] fixedColumns(int[] block) {
    double[][] columns = new double[model.fixedEffects()][block.length];
    for (int i = 0; i < block.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        columns[j][i] = jacobian[block[i]][j];
      }
    }
    return columns;
  }

  /** y - mu + Z (b - b at another u) over a block; b at u = 0 gives w. */
  double[] workingResponse(int[] block, double[] otherFactor, double[] otherEffects) {
    double[] w = new double[block.length];
    for (int i = 0; i < block.length; i++) {
      int row = block[i];
      double[] b = rows.effects(row, factor, u);
      double[] other = rows.effects(row, otherFactor, otherEffects);
      w[i] = response[row] - means[row];
      for (int j = 0; j < b.length; j++) {
        w[i] += jacobian[row][model.fixedEffects() + j] * (b[j] - other[j]);
      }
    }
    return w;
  }

  /** Adds Lambda'z_row times a factor to the entries of u that the row sees. */
  void addTransposed(int row, double times, double[] lambda, double[] target) {
    int first = 0;
    for (int k = 1; k <= model.levels(); k++) {
      int q = model.randomEffects(k);
      int z = model.fixedEffects() + rows.firstEffect(k);
      for (int i = 0; i < q; i++) {
        for (int j = 0; j < q; j++) {
          target[rows.position(k, row) + j] +=
              times * lambda[first + i * q + j] * jacobian[row][z + i];
        }
      }
      first += q * q;
    }
  }

  /** |R^{-1/2} (y - mu)|^2 + |u|^2 with S at the oracle's variance point. */
  public double penalizedRss(double[] delta) {
    double sum = DenseMatrix.dot(u, u);
    double[] white = whitenedResidual(delta);
    return sum + DenseMatrix.dot(white, white);
  }

  /** log|R|. */
  public double logDetR(double[] delta) {
    double sum = 0;
    for (int[] block : blocks()) {
      sum += DenseMatrix.logDeterminant(DenseMatrix.cholesky(marginal(block, errorsOnly(delta))));
    }
    return sum;
  }

  /** L^{-1} (y - mu) with R = L L', one a row, 0 outside the likelihood. */
  public double[] whitenedResidual(double[] delta) {
    double[] white = new double[design.rows()];
    for (int[] block : blocks()) {
      double[] r = new double[block.length];
      for (int i = 0; i < block.length; i++) {
        r[i] = response[block[i]] - means[block[i]];
      }
      double[][] l = DenseMatrix.cholesky(marginal(block, errorsOnly(delta)));
      double[] own = DenseMatrix.forward(l, r);
      for (int i = 0; i < block.length; i++) {
        white[block[i]] = own[i];
      }
    }
    return white;
  }

  /** theta with D = 0. */
  private double[] errorsOnly(double[] delta) {
    double[] theta = new double[model.profileParameters()];
    System.arraycopy(delta, 0, theta, model.vechLength(), delta.length);
    return theta;
  }

  /** The problem's u. */
  double[] sphericalEffects() {
    return u;
  }

  ModelSpec model() {
    return model;
  }
}
