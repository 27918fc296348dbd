package dev.menlo.estimator.predict;

import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.estimator.algebra.Cholesky;
import dev.menlo.estimator.simulate.ErrorModel;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The joint covariance of (beta, u_1, ..., u_k) along the path of groups to a group of level k,
 * linearised at the estimates (docs/method.md, eq. 27). With {@code A} the whitened derivatives of
 * a deepest group's rows in these unknowns and {@code C = A'A}, a group is eliminated as in eq.
 * (5),
 *
 * <pre>M = C_kk + I,   G = -M^{-1} C_ka,   C_aa := C_aa + C_ak G      (a: beta and the ancestors)
 * </pre>
 *
 * and on the way back {@code cov(u_k, a) = G P_a}, {@code var(u_k) = sigma^2 M^{-1} + G P_a G'}.
 * What is assumed of beta, P_0, is the caller's: 0 gives the covariance of the random effects given
 * the estimates.
 */
final class EffectsCovariance {
  private final ModelSpec model;
  private final GroupTree tree;
  private final double sigma2;

  /** M^{-1} and G of each group, per level 1..K. */
  private final double[][][] inverse;

  private final double[][][] regression;

  /** X'V^{-1}X, whitened, per unit sigma^2. */
  private double[] information;

  /**
   * Eliminates all groups of a design.
   *
   * @param gradient of the mean at the estimates, on the design
   */
  EffectsCovariance(ModelSpec model, Design design, Gradient gradient, Scale scale) {
    this.model = model;
    this.tree = new GroupTree(design);
    this.sigma2 = scale.sigma2();
    int levels = design.levels();
    this.inverse = new double[levels + 1][][];
    this.regression = new double[levels + 1][][];
    double[][] below = crossProducts(design, gradient, scale);
    for (int level = levels; level >= 1; level--) {
      below = eliminate(design, level, below, gradient);
    }
    information = below[0];
  }

  /** C = A'A of every deepest group, or of all rows where there are no groups. */
  private double[][] crossProducts(Design design, Gradient gradient, Scale scale) {
    ErrorModel errors = new ErrorModel(model.residual(), design, scale.delta());
    int[] start = design.start(design.levels());
    int m = gradient.length(design.levels());
    double[][] out = new double[start.length - 1][];
    for (int g = 0; g < out.length; g++) {
      int[] rows = IntStream.range(start[g], start[g + 1]).filter(design::inLikelihood).toArray();
      out[g] = crossProduct(whitened(rows, gradient, errors, design.levels()), m);
    }
    return out;
  }

  private static double[][] whitened(int[] rows, Gradient gradient, ErrorModel errors, int levels) {
    int m = gradient.length(levels);
    double[][] columns = new double[m][rows.length];
    double[] row = new double[m];
    for (int i = 0; i < rows.length; i++) {
      gradient.row(rows[i], levels, row);
      double g = errors.scale(rows[i], gradient.values()[rows[i]]);
      for (int j = 0; j < m; j++) {
        columns[j][i] = row[j] / g;
      }
    }
    errors.whiten(rows, columns);
    return columns;
  }

  private static double[] crossProduct(double[][] columns, int m) {
    double[] c = new double[m * m];
    for (int a = 0; a < m; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = 0;
        for (int i = 0; i < columns[a].length; i++) {
          sum += columns[a][i] * columns[b][i];
        }
        c[a * m + b] = sum;
        c[b * m + a] = sum;
      }
    }
    return c;
  }

  /** Eliminates the groups of a level; returns what their parents gather, in parent order. */
  private double[][] eliminate(Design design, int level, double[][] c, Gradient gradient) {
    int m = gradient.length(level);
    int a = gradient.length(level - 1);
    inverse[level] = new double[c.length][];
    regression[level] = new double[c.length][];
    double[][] parents = new double[design.groups(level - 1)][a * a];
    for (int g = 0; g < c.length; g++) {
      inverse[level][g] = pivotInverse(c[g], m, a);
      regression[level][g] = regression(inverse[level][g], c[g], m, a);
      addSchur(c[g], regression[level][g], m, a, parents[tree.parent(level, g)]);
    }
    return parents;
  }

  private static double[] pivotInverse(double[] c, int m, int a) {
    int q = m - a;
    double[] pivot = new double[q * q];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        pivot[i * q + j] = c[(a + i) * m + a + j] + (i == j ? 1 : 0);
      }
    }
    if (!Cholesky.factor(pivot, q, 0)) {
      double[] unknown = new double[q * q];
      Arrays.fill(unknown, Double.NaN);
      return unknown;
    }
    return Cholesky.inverse(pivot, q);
  }

  private static double[] regression(double[] inverse, double[] c, int m, int a) {
    int q = m - a;
    double[] g = new double[q * a];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < a; j++) {
        for (int k = 0; k < q; k++) {
          g[i * a + j] -= inverse[i * q + k] * c[(a + k) * m + j];
        }
      }
    }
    return g;
  }

  private static void addSchur(double[] c, double[] g, int m, int a, double[] parent) {
    for (int i = 0; i < a; i++) {
      for (int j = 0; j < a; j++) {
        double sum = c[i * m + j];
        for (int k = 0; k < m - a; k++) {
          sum += c[i * m + a + k] * g[k * a + j];
        }
        parent[i * a + j] += sum;
      }
    }
  }

  /** X'V^{-1}X of the linearised model, per unit sigma^2, p x p. */
  double[] information() {
    return information;
  }

  /** M^{-1} of a group of a level, 1..K, q_k x q_k; not to be modified. */
  double[] inverse(int level, int group) {
    return inverse[level][group];
  }

  /** G of a group of a level, 1..K: q_k rows, a column for beta and each outer u; not modified. */
  double[] regression(int level, int group) {
    return regression[level][group];
  }

  /** The groups of the design. */
  GroupTree tree() {
    return tree;
  }

  /** Covariances along paths that begin with a covariance of beta. */
  Paths paths(double[] ofBeta) {
    return new Paths(ofBeta);
  }

  /** Remembers the last group of each level, since rows come group by group. */
  final class Paths {
    private final double[] ofBeta;
    private final int[] lastGroup;
    private final double[][] last;

    private Paths(double[] ofBeta) {
      this.ofBeta = ofBeta;
      this.lastGroup = new int[model.levels() + 1];
      this.last = new double[model.levels() + 1][];
      Arrays.fill(lastGroup, -1);
    }

    /** The covariance of (beta, u_1, ..., u_level) of a group; not to be modified. */
    double[] of(int level, int group) {
      return of(level, group, 0, ofBeta);
    }

    /**
     * The same where the covariance of the first levels is known from elsewhere.
     *
     * @param known the level up to which it is known
     * @param ancestors that covariance
     */
    double[] of(int level, int group, int known, double[] ancestors) {
      if (level == known) {
        return ancestors;
      }
      if (lastGroup[level] != group) {
        int parent = tree.parent(level, group);
        last[level] = extended(level, group, of(level - 1, parent, known, ancestors));
        lastGroup[level] = group;
      }
      return last[level];
    }

    private double[] extended(int level, int group, double[] p) {
      int q = model.randomEffects(level);
      int a = (int) Math.round(Math.sqrt(p.length));
      int m = a + q;
      double[] g = regression[level][group];
      double[] out = new double[m * m];
      for (int i = 0; i < a; i++) {
        System.arraycopy(p, i * a, out, i * m, a);
      }
      for (int i = 0; i < q; i++) {
        for (int j = 0; j < a; j++) {
          double sum = 0;
          for (int k = 0; k < a; k++) {
            sum += g[i * a + k] * p[k * a + j];
          }
          out[(a + i) * m + j] = sum;
          out[j * m + a + i] = sum;
        }
      }
      for (int i = 0; i < q; i++) {
        for (int j = 0; j < q; j++) {
          double sum = sigma2 * inverse[level][group][i * q + j];
          for (int k = 0; k < a; k++) {
            sum += out[(a + i) * m + k] * g[j * a + k];
          }
          out[(a + i) * m + a + j] = sum;
        }
      }
      return out;
    }
  }
}
