package dev.menlo.estimator.predict;

import dev.menlo.engine.Design;
import dev.menlo.estimator.algebra.Cholesky;
import dev.menlo.estimator.simulate.RandomStream;
import java.util.Arrays;

/**
 * The normal law of the random effects of whole outermost groups about their conditional modes,
 * with the precision of the penalised problem there: {@code u ~ N(u^, sigma^2 A^{-1})}, A that of
 * the Laplace approximation. It is drawn from, and its density evaluated, level by level: given the
 * outer levels, with M and G of {@link EffectsCovariance} and {@code M^{-1} = L L'},
 *
 * <pre>u_k = u^_k + G (u_outer - u^_outer) + sigma L z,   z ~ N(0, I)</pre>
 *
 * Arrays of effects have a level each, outermost first, group by group, q_k entries a group.
 */
final class EffectsProposal {
  private final Design design;
  private final EffectsCovariance eliminated;
  private final Scale scale;
  private final int fixed;
  private final double[][] mode;
  private final double sigma;

  /** Lower Cholesky factor of M^{-1} of each group, per level. */
  private final double[][][] root;

  /** Outermost group of each group, per level. */
  private final int[][] outermost;

  /**
   * The proposal about a mode.
   *
   * @param fixed number of fixed effects, which G has columns for
   * @param mode u^
   */
  EffectsProposal(
      Design design, EffectsCovariance eliminated, Scale scale, int fixed, double[][] mode) {
    this.design = design;
    this.eliminated = eliminated;
    this.scale = scale;
    this.fixed = fixed;
    this.mode = mode;
    this.sigma = Math.sqrt(scale.sigma2());
    this.root = new double[mode.length][][];
    this.outermost = new int[mode.length][];
    for (int k = 0; k < mode.length; k++) {
      int q = scale.size(k + 1);
      root[k] = new double[design.groups(k + 1)][];
      outermost[k] = new int[root[k].length];
      for (int g = 0; g < root[k].length; g++) {
        root[k][g] = eliminated.inverse(k + 1, g).clone();
        if (!Cholesky.factor(root[k][g], q, 0)) {
          Arrays.fill(root[k][g], Double.NaN);
        }
        outermost[k][g] = eliminated.tree().ancestor(k + 1, g, 1);
      }
    }
  }

  /** The outermost group that holds a group of a level, 1..K. */
  int outermost(int level, int group) {
    return outermost[level - 1][group];
  }

  /** Effects drawn from this law, the numbers of each outermost group from a stream of its own. */
  double[][] draw(RandomStream[] streams) {
    double[][] u = empty();
    for (int k = 0; k < u.length; k++) {
      int q = scale.size(k + 1);
      double[] z = new double[q];
      for (int g = 0; g < root[k].length; g++) {
        for (int j = 0; j < q; j++) {
          z[j] = streams[outermost[k][g]].nextNormal();
        }
        double[] centre = centre(k, g, u);
        for (int i = 0; i < q; i++) {
          double sum = centre[i];
          for (int j = 0; j <= i; j++) {
            sum += sigma * root[k][g][i * q + j] * z[j];
          }
          u[k][g * q + i] = sum;
        }
      }
    }
    return u;
  }

  /** Effects drawn from their own law, {@code u ~ N(0, sigma^2 I)}. */
  double[][] drawPrior(RandomStream[] streams) {
    double[][] u = empty();
    for (int k = 0; k < u.length; k++) {
      int q = scale.size(k + 1);
      for (int i = 0; i < u[k].length; i++) {
        u[k][i] = sigma * streams[outermost[k][i / q]].nextNormal();
      }
    }
    return u;
  }

  private double[][] empty() {
    double[][] u = new double[mode.length][];
    for (int k = 0; k < u.length; k++) {
      u[k] = new double[mode[k].length];
    }
    return u;
  }

  /** u^_k + G (u_outer - u^_outer) of a group; k counts from 0. */
  private double[] centre(int k, int g, double[][] u) {
    int q = scale.size(k + 1);
    double[] out = Arrays.copyOfRange(mode[k], g * q, g * q + q);
    double[] regression = eliminated.regression(k + 1, g);
    int columns = regression.length / q;
    int at = fixed;
    for (int outer = 0; outer < k; outer++) {
      int width = scale.size(outer + 1);
      int from = eliminated.tree().ancestor(k + 1, g, outer + 1) * width;
      for (int j = 0; j < width; j++) {
        double deviation = u[outer][from + j] - mode[outer][from + j];
        for (int i = 0; i < q; i++) {
          out[i] += regression[i * columns + at] * deviation;
        }
        at++;
      }
    }
    return out;
  }

  /** Adds the log density of u, less its constant, {@code 1/2 log|A| - |z|^2 / 2}, by group. */
  void addLogDensity(double[][] u, double[] byOutermost) {
    for (int k = 0; k < u.length; k++) {
      int q = scale.size(k + 1);
      for (int g = 0; g < root[k].length; g++) {
        byOutermost[outermost[k][g]] += logDensity(u[k], centre(k, g, u), root[k][g], g * q, q);
      }
    }
  }

  private double logDensity(double[] u, double[] centre, double[] l, int from, int q) {
    double[] z = new double[q];
    double log = 0;
    for (int i = 0; i < q; i++) {
      double sum = (u[from + i] - centre[i]) / sigma;
      for (int j = 0; j < i; j++) {
        sum -= l[i * q + j] * z[j];
      }
      z[i] = sum / l[i * q + i];
      log -= StrictMath.log(l[i * q + i]) + 0.5 * z[i] * z[i];
    }
    return log;
  }

  /** Adds {@code |u|^2} of all levels, by outermost group. */
  void addSquares(double[][] u, double[] byOutermost) {
    for (int k = 0; k < u.length; k++) {
      int q = scale.size(k + 1);
      for (int i = 0; i < u[k].length; i++) {
        byOutermost[outermost[k][i / q]] += u[k][i] * u[k][i];
      }
    }
  }

  /** The number of outermost groups. */
  int groups() {
    return design.groups(1);
  }
}
