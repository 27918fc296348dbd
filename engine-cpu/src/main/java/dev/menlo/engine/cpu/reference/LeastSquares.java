package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.FitStatus;
import java.util.List;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/** Least squares by Householder triangles of stacked rows {@code [A | c]}. */
final class LeastSquares {
  /** A column shorter than this against its length before elimination is aliased. */
  private static final double ALIASED = 1e-10;

  private LeastSquares() {}

  /**
   * The upper triangle (or trapezoid) of stacked rows.
   *
   * @param rows n x m
   * @return m x m, with rows of zeros at the bottom when n &lt; m
   */
  static Matrix triangle(Matrix rows) {
    int m = rows.columns();
    Matrix padded = new Matrix(Math.max(rows.rows(), m), m);
    padded.insert(0, 0, rows);
    if (m == 0) {
      return padded;
    }
    var qr = DecompositionFactory_DDRM.qr(padded.rows(), m);
    // false only says that a column was zero below the diagonal, which is ordinary here
    qr.decompose(padded.ejml().copy());
    return Matrix.of(qr.getR(null, true));
  }

  /** Rows of the arguments under each other; all have the same number of columns. */
  static Matrix stack(List<Matrix> parts, int columns) {
    int n = parts.stream().mapToInt(Matrix::rows).sum();
    Matrix all = new Matrix(n, columns);
    int at = 0;
    for (Matrix part : parts) {
      all.insert(at, 0, part);
      at += part.rows();
    }
    return all;
  }

  /**
   * Solves the triangular system for one right-hand side.
   *
   * @param triangle upper triangle of {@code [A | c]}, (m + 1) x (m + 1)
   * @return m entries minimising |c - A x|
   * @throws NumericalTrouble RANK_DEFICIENT if a column of A depends on those before it
   */
  static double[] solve(Matrix triangle) throws NumericalTrouble {
    int m = triangle.columns() - 1;
    requireFullRank(triangle, m);
    double[] x = new double[m];
    for (int i = m - 1; i >= 0; i--) {
      double sum = triangle.get(i, m);
      for (int j = i + 1; j < m; j++) {
        sum -= triangle.get(i, j) * x[j];
      }
      x[i] = sum / triangle.get(i, i);
    }
    return x;
  }

  /** Requires the first m columns of a triangle to be independent. */
  static void requireFullRank(Matrix triangle, int m) throws NumericalTrouble {
    for (int j = 0; j < m; j++) {
      double length = 0;
      for (int i = 0; i <= j; i++) {
        length = Math.hypot(length, triangle.get(i, j));
      }
      if (!(Math.abs(triangle.get(j, j)) > ALIASED * length)) {
        throw new NumericalTrouble(FitStatus.RANK_DEFICIENT);
      }
    }
  }
}
