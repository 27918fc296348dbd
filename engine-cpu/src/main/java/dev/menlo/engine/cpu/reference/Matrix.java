package dev.menlo.engine.cpu.reference;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/** A dense matrix as formulas write it, on EJML's procedures; a dimension may be 0. */
final class Matrix {
  private final DMatrixRMaj entries;

  private Matrix(DMatrixRMaj entries) {
    this.entries = entries;
  }

  /** Zeros. */
  Matrix(int rows, int columns) {
    this(new DMatrixRMaj(rows, columns));
  }

  /** Takes an EJML matrix as it is. */
  static Matrix of(DMatrixRMaj entries) {
    return new Matrix(entries);
  }

  /** A column vector. */
  static Matrix column(double[] values) {
    Matrix column = new Matrix(values.length, 1);
    for (int i = 0; i < values.length; i++) {
      column.set(i, 0, values[i]);
    }
    return column;
  }

  /** A diagonal matrix. */
  static Matrix diagonal(double[] values) {
    Matrix diagonal = new Matrix(values.length, values.length);
    for (int i = 0; i < values.length; i++) {
      diagonal.set(i, i, values[i]);
    }
    return diagonal;
  }

  /** The identity. */
  static Matrix identity(int n) {
    return of(CommonOps_DDRM.identity(n));
  }

  /** The entries, not a copy. */
  DMatrixRMaj ejml() {
    return entries;
  }

  /** The entries, row-major, a copy. */
  double[] toArray() {
    double[] values = new double[entries.getNumElements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = entries.get(i);
    }
    return values;
  }

  int rows() {
    return entries.numRows;
  }

  int columns() {
    return entries.numCols;
  }

  double get(int row, int column) {
    return entries.get(row, column);
  }

  /** Entry of a vector. */
  double get(int i) {
    return entries.get(i);
  }

  void set(int row, int column, double value) {
    entries.set(row, column, value);
  }

  Matrix copy() {
    return of(entries.copy());
  }

  boolean isFinite() {
    return !MatrixFeatures_DDRM.hasUncountable(entries);
  }

  Matrix times(Matrix o) {
    Matrix product = new Matrix(rows(), o.columns());
    CommonOps_DDRM.mult(entries, o.entries, product.entries);
    return product;
  }

  Matrix times(double factor) {
    Matrix product = copy();
    CommonOps_DDRM.scale(factor, product.entries);
    return product;
  }

  Matrix plus(Matrix o) {
    Matrix sum = new Matrix(rows(), columns());
    CommonOps_DDRM.add(entries, o.entries, sum.entries);
    return sum;
  }

  Matrix minus(Matrix o) {
    Matrix difference = new Matrix(rows(), columns());
    CommonOps_DDRM.subtract(entries, o.entries, difference.entries);
    return difference;
  }

  Matrix transpose() {
    Matrix transposed = new Matrix(columns(), rows());
    CommonOps_DDRM.transpose(entries, transposed.entries);
    return transposed;
  }

  /** A column, as a copy. */
  Matrix column(int j) {
    return block(0, j, rows(), 1);
  }

  /** A block, as a copy. */
  Matrix block(int firstRow, int firstColumn, int rows, int columns) {
    Matrix block = new Matrix(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        block.set(i, j, get(firstRow + i, firstColumn + j));
      }
    }
    return block;
  }

  /** Copies a block into this matrix. */
  void insert(int firstRow, int firstColumn, Matrix block) {
    for (int i = 0; i < block.rows(); i++) {
      for (int j = 0; j < block.columns(); j++) {
        set(firstRow + i, firstColumn + j, block.get(i, j));
      }
    }
  }

  /** [this o]. */
  Matrix beside(Matrix o) {
    Matrix both = new Matrix(rows(), columns() + o.columns());
    both.insert(0, 0, this);
    both.insert(0, columns(), o);
    return both;
  }

  /** This above o. */
  Matrix above(Matrix o) {
    Matrix both = new Matrix(rows() + o.rows(), columns());
    both.insert(0, 0, this);
    both.insert(rows(), 0, o);
    return both;
  }

  /** sum_ij a_ij o_ij. */
  double dot(Matrix o) {
    double sum = 0;
    for (int i = 0; i < entries.getNumElements(); i++) {
      sum += get(i) * o.get(i);
    }
    return sum;
  }

  double trace() {
    double sum = 0;
    for (int i = 0; i < rows(); i++) {
      sum += get(i, i);
    }
    return sum;
  }
}
