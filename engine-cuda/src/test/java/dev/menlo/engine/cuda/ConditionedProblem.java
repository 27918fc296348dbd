package dev.menlo.engine.cuda;

import dev.menlo.engine.Batch;
import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.ResidualSpec.Entries;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.SplittableRandom;

/**
 * One fit whose condition number is chosen: {@code mu = sum_j (beta_j + b_j) x_j + .2 exp((beta_0 +
 * b_0) / 2)}, where b_j sums the effects j of all levels and the last column of x is the one before
 * plus {@code apart} times another. The columns are random, the first is 1.
 */
final class ConditionedProblem {
  private static final int OUTER = 2;
  private static final double BEND = .2;

  /** How errors within a group are related. */
  enum Errors {
    IDENTITY,
    POWER,
    AUTOREGRESSIVE,
    DENSE
  }

  final int p;
  final int[] q;
  final Errors errors;
  final ModelSpec model;
  final Design design;
  final double[] response;
  final double[] beta;
  final double[] factor;
  final double[] delta;
  final double[] u;
  private final double[][] x;
  private final int inner;
  private final int rows;

  /**
   * Draws a problem.
   *
   * @param q effects of each level; each at most p
   * @param groups groups of the last level, of {@code rows} rows each; an even number
   * @param apart how far the last column is from the one before
   */
  ConditionedProblem(int p, int[] q, int groups, int rows, double apart, Errors errors) {
    this.p = p;
    this.q = q;
    this.errors = errors;
    this.inner = groups;
    this.rows = rows;
    SplittableRandom random = new SplittableRandom(31L * p + 7L * q[q.length - 1] + q.length);
    int n = groups * rows;
    x = new double[p + 1][n];
    for (int j = 0; j < p; j++) {
      for (int i = 0; i < n; i++) {
        x[j][i] = j == 0 ? 1 : random.nextDouble() * 2 - 1;
      }
    }
    for (int i = 0; i < n; i++) {
      x[p - 1][i] = x[p - 2][i] + apart * x[p - 1][i];
      x[p][i] = i % rows * .5;
    }
    model = new ModelSpec(mean(), p + 1, p, q, residual());
    design = new Design(starts(), x, null);
    beta = random.doubles(p, -1, 1).toArray();
    beta[0] = 3;
    factor = factors(random);
    delta = errors == Errors.IDENTITY ? new double[0] : new double[] {.4};
    int effects = q[q.length - 1] * groups + (q.length > 1 ? OUTER * q[0] : 0);
    u = random.doubles(effects, -.3, .3).toArray();
    response = new double[n];
    for (int i = 0; i < n; i++) {
      response[i] = BEND * Math.exp(beta[0] / 2) + random.nextDouble() - .5;
      for (int j = 0; j < p; j++) {
        response[i] += beta[j] * x[j][i];
      }
    }
  }

  Batch batch() {
    return Batch.of(design, response);
  }

  private Program mean() {
    ProgramBuilder b = new ProgramBuilder();
    int sum = b.constant(0);
    int first = -1;
    for (int j = 0; j < p; j++) {
      int coefficient = b.fixedEffect(j);
      for (int k = 0, at = 0; k < q.length; at += q[k++]) {
        coefficient = j < q[k] ? b.add(coefficient, b.randomEffect(at + j)) : coefficient;
      }
      first = j == 0 ? coefficient : first;
      sum = b.add(sum, b.mul(coefficient, b.covariate(j)));
    }
    int bend = b.apply(Op.EXP, b.mul(b.constant(.5), first));
    return b.build(b.add(sum, b.mul(b.constant(BEND), bend)));
  }

  private ResidualSpec residual() {
    ProgramBuilder b = new ProgramBuilder();
    Correlation none = new Correlation.Independent();
    return switch (errors) {
      case IDENTITY -> ResidualSpec.IDENTITY;
      case POWER -> {
        int size = b.apply(Op.LOG, b.apply(Op.ABS, b.mean()));
        yield new ResidualSpec(1, b.build(b.mul(b.residualParameter(0), size)), none);
      }
      case AUTOREGRESSIVE -> {
        Program rho = b.build(b.apply(Op.TANH, b.residualParameter(0)));
        yield new ResidualSpec(1, null, new Correlation.Markov(rho));
      }
      case DENSE -> {
        int distance = b.apply(Op.ABS, b.sub(b.covariate(p), b.pairedCovariate(p)));
        int rate = b.mul(b.apply(Op.EXP, b.residualParameter(0)), distance);
        Program entry = b.build(b.apply(Op.EXP, b.apply(Op.NEG, rate)));
        yield new ResidualSpec(1, null, new Correlation.Dense(new Entries.Pairwise(entry)));
      }
    };
  }

  private int[][] starts() {
    int[] deepest = new int[inner + 1];
    for (int g = 0; g < inner; g++) {
      deepest[g + 1] = (g + 1) * rows;
    }
    return q.length == 1
        ? new int[][] {{0, inner}, deepest}
        : new int[][] {{0, OUTER}, {0, inner / OUTER, inner}, deepest};
  }

  private double[] factors(SplittableRandom random) {
    double[] all = new double[model.factorLength()];
    for (int k = 0, at = 0; k < q.length; at += q[k] * q[k], k++) {
      for (int i = 0; i < q[k]; i++) {
        for (int j = 0; j <= i; j++) {
          double value = i == j ? .5 + random.nextDouble() : .3 * (random.nextDouble() - .5);
          all[at + i * q[k] + j] = value;
        }
      }
    }
    return all;
  }

  /**
   * Condition number of {@code A'A}, {@code A = [R^{-1/2} Z Lambda, R^{-1/2} X; I, 0]} at the
   * point, its columns scaled to one length: what the normal equations amplify errors by. Formed
   * densely from the definitions, its eigenvalues by Jacobi's rotations.
   */
  double conditionNumber() {
    double[][] a = stacked();
    int n = a.length;
    double[][] normal = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int row = 0; row < a[i].length; row++) {
          normal[i][j] += a[i][row] * a[j][row];
        }
      }
    }
    double[] length = new double[n];
    for (int i = 0; i < n; i++) {
      length[i] = Math.sqrt(normal[i][i]);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        normal[i][j] /= length[i] * length[j];
      }
    }
    return ratioOfEigenvalues(normal);
  }

  /** Columns of A: effects of the outer level, of the inner one, fixed effects. */
  private double[][] stacked() {
    int n = inner * rows;
    int effects = u.length;
    double[][] a = new double[effects + p][n + effects];
    int column = 0;
    for (int k = 0, at = 0; k < q.length; at += q[k] * q[k], k++) {
      int groups = k == q.length - 1 ? inner : OUTER;
      int size = n / groups;
      for (int g = 0; g < groups; g++) {
        for (int l = 0; l < q[k]; l++, column++) {
          a[column][n + column] = 1;
          for (int row = g * size; row < (g + 1) * size; row++) {
            for (int j = 0; j < q[k]; j++) {
              a[column][row] += derivative(row, j) * factor[at + j * q[k] + l];
            }
          }
        }
      }
    }
    for (int j = 0; j < p; j++, column++) {
      for (int row = 0; row < n; row++) {
        a[column][row] = derivative(row, j);
      }
    }
    for (int g = 0; g < inner; g++) {
      double[][] root = choleskyOfErrors(g);
      for (double[] y : a) {
        for (int i = 0; i < rows; i++) {
          double sum = y[g * rows + i];
          for (int k = 0; k < i; k++) {
            sum -= root[i][k] * y[g * rows + k];
          }
          y[g * rows + i] = sum / root[i][i];
        }
      }
    }
    return a;
  }

  /** Coefficient j of a row: beta_j and the effects of all levels. */
  private double coefficient(int row, int j) {
    double sum = beta[j];
    int ofU = 0;
    for (int k = 0, at = 0; k < q.length; at += q[k] * q[k], k++) {
      int groups = k == q.length - 1 ? inner : OUTER;
      int g = row / (inner * rows / groups);
      for (int l = 0; l < q[k] && j < q[k]; l++) {
        sum += factor[at + j * q[k] + l] * u[ofU + g * q[k] + l];
      }
      ofU += groups * q[k];
    }
    return sum;
  }

  private double derivative(int row, int j) {
    double bend = j > 0 ? 0 : .5 * BEND * Math.exp(.5 * coefficient(row, 0));
    return x[j][row] + bend;
  }

  private double meanOf(int row) {
    double sum = BEND * Math.exp(.5 * coefficient(row, 0));
    for (int j = 0; j < p; j++) {
      sum += coefficient(row, j) * x[j][row];
    }
    return sum;
  }

  private double[][] choleskyOfErrors(int group) {
    double[][] root = new double[rows][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = error(group * rows + i, group * rows + j);
        for (int k = 0; k < j; k++) {
          sum -= root[i][k] * root[j][k];
        }
        root[i][j] = i == j ? Math.sqrt(sum) : sum / root[j][j];
      }
    }
    return root;
  }

  /** An entry of R. */
  private double error(int row, int other) {
    return switch (errors) {
      case IDENTITY -> row == other ? 1 : 0;
      case POWER -> row == other ? Math.pow(Math.abs(meanOf(row)), 2 * delta[0]) : 0;
      case AUTOREGRESSIVE -> Math.pow(Math.tanh(delta[0]), row - other);
      case DENSE -> Math.exp(-Math.exp(delta[0]) * Math.abs(x[p][row] - x[p][other]));
    };
  }

  private static double ratioOfEigenvalues(double[][] s) {
    int n = s.length;
    for (int sweep = 0; sweep < 30; sweep++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          rotate(s, i, j);
        }
      }
    }
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int i = 0; i < n; i++) {
      least = Math.min(least, s[i][i]);
      most = Math.max(most, s[i][i]);
    }
    return most / least;
  }

  /** Makes entry (i, j) zero. */
  private static void rotate(double[][] s, int i, int j) {
    if (s[i][j] == 0) {
      return;
    }
    double theta = (s[j][j] - s[i][i]) / (2 * s[i][j]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(1, theta));
    double c = 1 / Math.hypot(1, t);
    for (int k = 0; k < s.length; k++) {
      double a = s[k][i];
      double b = s[k][j];
      s[k][i] = c * (a - t * b);
      s[k][j] = c * (t * a + b);
    }
    for (int k = 0; k < s.length; k++) {
      double a = s[i][k];
      double b = s[j][k];
      s[i][k] = c * (a - t * b);
      s[j][k] = c * (t * a + b);
    }
  }
}
