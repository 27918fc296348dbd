package dev.menlo.engine.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A stack of equally shaped matrices, one a group: an array {@code count x rows x columns} in C
 * order. Every operation is one array operation over the whole stack. A stack with no entries has
 * no array, since the library has none of that size. Immutable: operations give new stacks.
 */
final class Stack {
  final int count;
  final int rows;
  final int columns;

  /** The entries; null if there are none. */
  private final INDArray array;

  private Stack(INDArray array, int count, int rows, int columns) {
    this.array = array;
    this.count = count;
    this.rows = rows;
    this.columns = columns;
  }

  /** Matrices from their entries, matrix by matrix, row by row. */
  static Stack of(double[] entries, int count, int rows, int columns) {
    if (entries.length == 0) {
      return new Stack(null, count, rows, columns);
    }
    INDArray array = Nd4j.createFromArray(entries).reshape('c', count, rows, columns);
    return new Stack(array, count, rows, columns);
  }

  static Stack zeros(int count, int rows, int columns) {
    return of(new double[count * rows * columns], count, rows, columns);
  }

  /** One matrix repeated. */
  static Stack repeated(double[][] matrix, int count) {
    int rows = matrix.length;
    int columns = rows == 0 ? 0 : matrix[0].length;
    double[] entries = new double[count * rows * columns];
    for (int g = 0; g < count; g++) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(matrix[i], 0, entries, (g * rows + i) * columns, columns);
      }
    }
    return of(entries, count, rows, columns);
  }

  private boolean isEmpty() {
    return array == null;
  }

  private Stack like(INDArray result) {
    return new Stack(result, count, rows, columns);
  }

  Stack plus(Stack o) {
    return isEmpty() ? this : like(array.add(o.array));
  }

  Stack minus(Stack o) {
    return isEmpty() ? this : like(array.sub(o.array));
  }

  Stack times(double factor) {
    return isEmpty() ? this : like(array.mul(factor));
  }

  /** Entry by entry. */
  Stack timesEntries(Stack o) {
    return isEmpty() ? this : like(array.mul(o.array));
  }

  /** Matrix by matrix: A_g B_g. */
  Stack times(Stack o) {
    if (isEmpty() || o.isEmpty()) {
      return zeros(count, rows, o.columns);
    }
    INDArray product = Nd4j.createUninitialized(DataType.DOUBLE, count, rows, o.columns);
    Nd4j.matmul(array, o.array, product);
    return new Stack(product, count, rows, o.columns);
  }

  /** The same matrix on the right of all: A_g B. */
  Stack times(double[][] b) {
    int to = b.length == 0 ? 0 : b[0].length;
    if (isEmpty() || to == 0) {
      return zeros(count, rows, to);
    }
    INDArray flat = array.dup('c').reshape('c', (long) count * rows, columns);
    INDArray product = flat.mmul(Nd4j.createFromArray(b));
    return new Stack(product.dup('c').reshape('c', count, rows, to), count, rows, to);
  }

  Stack transpose() {
    return isEmpty()
        ? zeros(count, columns, rows)
        : new Stack(array.permute(0, 2, 1).dup('c'), count, columns, rows);
  }

  /** Row g multiplied by entry g of a column vector: {@code diag(d_g) A_g}, d count x rows x 1. */
  Stack scaleRows(Stack d) {
    return isEmpty() ? this : like(array.mul(d.array.broadcast(count, rows, columns)));
  }

  /** {@code A_g diag(d_g)}, d count x columns x 1. */
  Stack scaleColumns(Stack d) {
    return isEmpty() ? this : like(array.mul(d.transpose().array.broadcast(count, rows, columns)));
  }

  /** The rows {@code from .. to - 1} of every matrix. */
  Stack rows(int from, int to) {
    if (isEmpty() || from == to) {
      return zeros(count, to - from, columns);
    }
    INDArray part =
        array.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to), NDArrayIndex.all());
    return new Stack(
        part.dup('c').reshape('c', count, to - from, columns), count, to - from, columns);
  }

  /** The column of every matrix, count x rows x 1. */
  Stack column(int j) {
    if (isEmpty()) {
      return zeros(count, rows, 1);
    }
    INDArray part =
        array.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(j, j + 1));
    return new Stack(part.dup('c').reshape('c', count, rows, 1), count, rows, 1);
  }

  /** Entry (i, j) of every matrix. */
  double[] entries(int i, int j) {
    if (isEmpty()) {
      return new double[count];
    }
    return array
        .get(NDArrayIndex.all(), NDArrayIndex.point(i), NDArrayIndex.point(j))
        .dup('c')
        .data()
        .asDouble();
  }

  Stack exp() {
    return isEmpty() ? this : like(org.nd4j.linalg.ops.transforms.Transforms.exp(array, true));
  }

  /** The sum of all matrices, as a stack of one. */
  Stack sum() {
    return isEmpty()
        ? zeros(1, rows, columns)
        : new Stack(array.sum(0).dup('c').reshape('c', 1, rows, columns), 1, rows, columns);
  }

  /** Sums of consecutive runs of matrices: run p is {@code start[p] .. start[p + 1] - 1}. */
  Stack sums(int[] start) {
    int runs = start.length - 1;
    Stack[] parts = new Stack[runs];
    for (int p = 0; p < runs; p++) {
      parts[p] = groups(start[p], start[p + 1]).sum();
    }
    return concatenated(parts, rows, columns);
  }

  private Stack groups(int from, int to) {
    if (isEmpty() || from == to) {
      return zeros(0, rows, columns);
    }
    INDArray part =
        array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all(), NDArrayIndex.all());
    return new Stack(
        part.dup('c').reshape('c', to - from, rows, columns), to - from, rows, columns);
  }

  /** Stacks on top of each other. */
  static Stack concatenated(Stack[] parts, int rows, int columns) {
    int count = 0;
    for (Stack part : parts) {
      count += part.count;
    }
    double[] all = new double[count * rows * columns];
    int at = 0;
    for (Stack part : parts) {
      double[] own = part.toArray();
      System.arraycopy(own, 0, all, at, own.length);
      at += own.length;
    }
    return of(all, count, rows, columns);
  }

  /** Each matrix repeated for the members of its run; the converse of {@link #sums}. */
  Stack spread(int[] start) {
    int total = start[start.length - 1];
    double[] own = toArray();
    int length = rows * columns;
    double[] all = new double[total * length];
    for (int p = 0; p + 1 < start.length; p++) {
      for (int g = start[p]; g < start[p + 1]; g++) {
        System.arraycopy(own, p * length, all, g * length, length);
      }
    }
    return of(all, total, rows, columns);
  }

  /** {@code sum_g tr(A_g B_g)} with B symmetric. */
  double traceWith(Stack symmetric) {
    return isEmpty() ? 0 : array.mul(symmetric.array).sumNumber().doubleValue();
  }

  /** {@code sum_g tr(A_g)}. */
  double trace() {
    double sum = 0;
    for (int i = 0; i < Math.min(rows, columns); i++) {
      for (double entry : entries(i, i)) {
        sum += entry;
      }
    }
    return sum;
  }

  /** The sum of all entries. */
  double total() {
    return isEmpty() ? 0 : array.sumNumber().doubleValue();
  }

  /** The entries, matrix by matrix, row by row. */
  double[] toArray() {
    return isEmpty() ? new double[0] : array.dup('c').data().asDouble();
  }

  /** The first matrix. */
  double[][] first() {
    double[] all = toArray();
    double[][] matrix = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(all, i * columns, matrix[i], 0, columns);
    }
    return matrix;
  }
}
