package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.FitStatus;
import java.util.Optional;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/** A = L L' of a symmetric positive definite matrix; a 0 x 0 matrix has determinant 1. */
final class Cholesky {
  private final Matrix lower;

  private Cholesky(Matrix lower) {
    this.lower = lower;
  }

  /**
   * Factors a matrix.
   *
   * @param a n x n, symmetric; not modified
   * @param failure status reported when it is not positive definite
   */
  static Cholesky of(Matrix a, FitStatus failure) throws NumericalTrouble {
    return ifPositiveDefinite(a).orElseThrow(() -> new NumericalTrouble(failure));
  }

  /** Factors a symmetric matrix, or nothing if it is not finite and positive definite. */
  static Optional<Cholesky> ifPositiveDefinite(Matrix a) {
    int n = a.rows();
    if (n == 0) {
      return Optional.of(new Cholesky(a));
    }
    var decomposition = DecompositionFactory_DDRM.chol(n, true);
    if (!a.isFinite() || !decomposition.decompose(a.ejml().copy())) {
      return Optional.empty();
    }
    return Optional.of(new Cholesky(Matrix.of(decomposition.getT(null))));
  }

  /** log|A|. */
  double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < lower.rows(); i++) {
      sum += 2 * Math.log(lower.get(i, i));
    }
    return sum;
  }

  /**
   * The smallest pivot of A = L1 D L1' with unit L1: infinite for a 0 x 0 matrix, 0 for one that is
   * not positive definite.
   */
  static double smallestPivot(Matrix a) {
    Matrix lower = ifPositiveDefinite(a).map(c -> c.lower).orElse(new Matrix(1, 1));
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < lower.rows(); i++) {
      smallest = Math.min(smallest, lower.get(i, i) * lower.get(i, i));
    }
    return smallest;
  }

  /** L^{-1} B, forwards. */
  Matrix whiten(Matrix b) {
    Matrix x = b.copy();
    for (int c = 0; c < b.columns(); c++) {
      for (int i = 0; i < b.rows(); i++) {
        double sum = x.get(i, c);
        for (int k = 0; k < i; k++) {
          sum -= lower.get(i, k) * x.get(k, c);
        }
        x.set(i, c, sum / lower.get(i, i));
      }
    }
    return x;
  }

  /** A^{-1} B = L'^{-1} (L^{-1} B), the second backwards. */
  Matrix solve(Matrix b) {
    Matrix x = whiten(b);
    for (int c = 0; c < b.columns(); c++) {
      for (int i = b.rows() - 1; i >= 0; i--) {
        double sum = x.get(i, c);
        for (int k = i + 1; k < b.rows(); k++) {
          sum -= lower.get(k, i) * x.get(k, c);
        }
        x.set(i, c, sum / lower.get(i, i));
      }
    }
    return x;
  }
}
