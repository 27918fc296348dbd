package dev.menlo.engine.tck;

/**
 * Generalised least squares by normal equations, block by block: sums of X'V^{-1}[X w], w'V^{-1}w.
 */
final class Gls {
  private final double[][] information;
  private final double[] right;
  private final double[] penalty;
  private double squares;

  Gls(int p) {
    information = new double[p][p];
    right = new double[p];
    penalty = new double[p];
  }

  /**
   * Adds a block.
   *
   * @param l Cholesky factor of V
   * @param columns of X, p x n
   * @param w n entries
   */
  void add(double[][] l, double[][] columns, double[] w) {
    double[] solved = DenseMatrix.solve(l, w);
    squares += DenseMatrix.dot(w, solved);
    for (int i = 0; i < right.length; i++) {
      right[i] += DenseMatrix.dot(columns[i], solved);
      double[] column = DenseMatrix.solve(l, columns[i]);
      for (int j = 0; j < right.length; j++) {
        information[i][j] += DenseMatrix.dot(columns[j], column);
      }
    }
  }

  /** Adds weight * dbeta_j^2 to what is minimised. */
  void penalise(int j, double weight) {
    penalty[j] += weight;
  }

  /** dbeta. */
  double[] solve() {
    double[][] system = information();
    for (int j = 0; j < penalty.length; j++) {
      system[j][j] += penalty[j];
    }
    return DenseMatrix.solve(DenseMatrix.cholesky(system), right);
  }

  /** X'V^{-1}X, a copy. */
  double[][] information() {
    double[][] copy = new double[right.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = information[i].clone();
    }
    return copy;
  }

  /** (w - X dbeta)'V^{-1}(w - X dbeta). */
  double sumOfSquares(double[] dbeta) {
    double sum = squares - 2 * DenseMatrix.dot(right, dbeta);
    for (int i = 0; i < dbeta.length; i++) {
      sum += dbeta[i] * DenseMatrix.dot(information[i], dbeta);
    }
    return sum;
  }
}
