package dev.menlo.report.fitted;

import java.util.List;

/**
 * The random effects of one grouping level.
 *
 * @param path grouping path, {@code region>state}
 * @param level its number, from 1
 * @param labels one a group
 * @param names of the random effects
 * @param values per random effect, its prediction in each group
 * @param covariance Psi, names x names, row-major
 */
public record EffectsLevel(
    String path,
    int level,
    List<String> labels,
    List<String> names,
    double[][] values,
    double[] covariance) {
  /** Copies the lists. */
  public EffectsLevel {
    labels = List.copyOf(labels);
    names = List.copyOf(names);
  }

  /** Fitted covariance of two random effects. */
  public double covariance(int i, int j) {
    return covariance[i * names.size() + j];
  }

  /** Fitted correlation of two random effects; NaN where a variance is zero. */
  public double correlation(int i, int j) {
    return covariance(i, j) / Math.sqrt(covariance(i, i) * covariance(j, j));
  }
}
