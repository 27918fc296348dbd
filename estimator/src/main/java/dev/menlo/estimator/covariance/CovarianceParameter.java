package dev.menlo.estimator.covariance;

/**
 * A distinct entry of Psi, as tables print it.
 *
 * @param name {@code var(U1)} or {@code cov(U1,U2)}
 * @param level grouping level, 1..K
 * @param block position of its block within the level
 * @param row row of the entry within the level's D
 * @param column column of the entry, at most row
 */
public record CovarianceParameter(String name, int level, int block, int row, int column) {
  /** Whether it is a variance. */
  public boolean isVariance() {
    return row == column;
  }
}
