package dev.menlo.estimator.oracle;

import dev.menlo.model.CovarianceBlock;
import dev.menlo.model.CovarianceType;
import dev.menlo.model.GroupingLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * D of every level from theta: per block in order, standard deviations over sigma (independent),
 * one of them (identity), the roots of the two eigenvalues (exchangeable) or a lower triangle by
 * columns (unstructured).
 */
public final class DenseStructure {
  private final List<GroupingLevel> levels;

  /** The structure of some grouping levels, outermost first. */
  public DenseStructure(List<GroupingLevel> levels) {
    this.levels = levels;
  }

  int size(int level) {
    return levels.get(level).randomEffects().size();
  }

  /** Number of parameters theta. */
  public int parameters() {
    int t = 0;
    for (GroupingLevel level : levels) {
      for (CovarianceBlock block : level.blocks()) {
        t += parameters(block);
      }
    }
    return t;
  }

  private static int parameters(CovarianceBlock block) {
    int q = block.members().size();
    return switch (block.type()) {
      case INDEPENDENT -> q;
      case IDENTITY -> 1;
      case EXCHANGEABLE -> q == 1 ? 1 : 2;
      case UNSTRUCTURED -> q * (q + 1) / 2;
    };
  }

  /** D of each level, outermost first. */
  List<double[][]> covariances(double[] theta) {
    List<double[][]> out = new ArrayList<>();
    int at = 0;
    for (GroupingLevel level : levels) {
      int q = level.randomEffects().size();
      double[][] d = Dense.zeros(q, q);
      for (CovarianceBlock block : level.blocks()) {
        double[][] part = covariance(block.type(), block.members().size(), theta, at);
        at += parameters(block);
        for (int i = 0; i < part.length; i++) {
          for (int j = 0; j < part.length; j++) {
            d[block.members().get(i)][block.members().get(j)] = part[i][j];
          }
        }
      }
      out.add(d);
    }
    return out;
  }

  private static double[][] covariance(CovarianceType type, int q, double[] theta, int at) {
    double[][] d = Dense.zeros(q, q);
    int next = at;
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        double a = theta[at] * theta[at];
        d[i][j] =
            switch (type) {
              case INDEPENDENT -> i == j ? theta[at + i] * theta[at + i] : 0;
              case IDENTITY -> i == j ? a : 0;
              case EXCHANGEABLE ->
                  q == 1 ? a : a * ((i == j ? 1 : 0) - 1.0 / q) + Math.pow(theta[at + 1], 2) / q;
              case UNSTRUCTURED -> 0;
            };
      }
    }
    if (type == CovarianceType.UNSTRUCTURED) {
      double[][] l = Dense.zeros(q, q);
      for (int column = 0; column < q; column++) {
        for (int row = column; row < q; row++) {
          l[row][column] = theta[next++];
        }
      }
      return Dense.times(l, Dense.transpose(l));
    }
    return d;
  }

  /** theta of given D; a negligible pivot of an unstructured block makes a column of zeros. */
  public double[] theta(List<double[][]> d) {
    double[] theta = new double[parameters()];
    int at = 0;
    for (int k = 0; k < levels.size(); k++) {
      for (CovarianceBlock block : levels.get(k).blocks()) {
        List<Integer> m = block.members();
        double[][] part = Dense.zeros(m.size(), m.size());
        for (int i = 0; i < m.size(); i++) {
          for (int j = 0; j < m.size(); j++) {
            part[i][j] = d.get(k)[m.get(i)][m.get(j)];
          }
        }
        at = root(block.type(), part, theta, at);
      }
    }
    return theta;
  }

  private static int root(CovarianceType type, double[][] d, double[] theta, int at) {
    int q = d.length;
    int next = at;
    switch (type) {
      case INDEPENDENT -> {
        for (int i = 0; i < q; i++) {
          theta[next++] = Math.sqrt(d[i][i]);
        }
      }
      case IDENTITY -> theta[next++] = Math.sqrt(d[0][0]);
      case EXCHANGEABLE -> {
        double covariance = q == 1 ? 0 : d[1][0];
        theta[next++] = Math.sqrt(d[0][0] - covariance);
        if (q > 1) {
          theta[next++] = Math.sqrt(Math.max(0, d[0][0] + (q - 1) * covariance));
        }
      }
      case UNSTRUCTURED -> {
        double[][] l = Dense.zeros(q, q);
        for (int j = 0; j < q; j++) {
          for (int i = j; i < q; i++) {
            double sum = d[i][j];
            for (int k = 0; k < j; k++) {
              sum -= l[i][k] * l[j][k];
            }
            if (i == j) {
              l[j][j] = sum > 1e-9 * d[j][j] ? Math.sqrt(sum) : 0;
            } else {
              l[i][j] = l[j][j] == 0 ? 0 : sum / l[j][j];
            }
            theta[next++] = l[i][j];
          }
        }
      }
    }
    return next;
  }
}
