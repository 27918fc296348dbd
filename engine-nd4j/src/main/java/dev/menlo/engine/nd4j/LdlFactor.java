package dev.menlo.engine.nd4j;

/**
 * {@code A_g = E_g diag(d_g) E_g'} of a stack of symmetric matrices, E unit lower triangular: one
 * step a column, for all groups at once (Golub and Van Loan 2013, section 4.1.2). Pivots of
 * indefinite matrices come out negative and are judged by the caller.
 */
final class LdlFactor {
  private final int n;

  /** Column j of E below and on the diagonal, count x n x 1 with zeros above. */
  private final Stack[] column;

  /** Pivots, by column, one a group. */
  private final double[][] pivot;

  private final Stack[] inversePivot;
  private final int count;

  /** Factors; entries above the diagonal are not read. */
  LdlFactor(Stack a) {
    n = a.rows;
    count = a.count;
    column = new Stack[n];
    pivot = new double[n][];
    inversePivot = new Stack[n];
    Stack rest = a;
    for (int j = 0; j < n; j++) {
      pivot[j] = rest.entries(j, j);
      inversePivot[j] = Stack.of(reciprocals(pivot[j]), count, 1, 1);
      Stack raw = below(rest.column(j), j);
      column[j] = raw.times(inversePivot[j]);
      rest = rest.minus(column[j].times(raw.transpose()));
    }
  }

  /** A column with the entries above row j set to zero. */
  private Stack below(Stack column, int j) {
    double[] mask = new double[count * n];
    for (int g = 0; g < count; g++) {
      java.util.Arrays.fill(mask, g * n + j, (g + 1) * n, 1);
    }
    return column.timesEntries(Stack.of(mask, count, n, 1));
  }

  private static double[] reciprocals(double[] d) {
    double[] out = new double[d.length];
    for (int i = 0; i < d.length; i++) {
      out[i] = 1 / d[i];
    }
    return out;
  }

  /** The pivots of column j, one a group. */
  double[] pivot(int j) {
    return pivot[j];
  }

  /** The smallest pivot of each group, NaN if one is; positive infinity if n = 0. */
  double[] smallestPivots() {
    double[] smallest = new double[count];
    java.util.Arrays.fill(smallest, Double.POSITIVE_INFINITY);
    for (double[] ofColumn : pivot) {
      for (int g = 0; g < count; g++) {
        smallest[g] = Math.min(smallest[g], ofColumn[g]);
      }
    }
    return smallest;
  }

  /** {@code sum_g log det A_g}. */
  double logDeterminant() {
    double sum = 0;
    for (double[] ofColumn : pivot) {
      for (double d : ofColumn) {
        sum += Math.log(d);
      }
    }
    return sum;
  }

  /** {@code E_g^{-1} B_g}. */
  Stack forward(Stack b) {
    Stack x = b;
    for (int j = 0; j < n; j++) {
      Stack row = x.rows(j, j + 1);
      x = x.minus(strictlyBelow(j).times(row));
    }
    return x;
  }

  /** {@code (E diag(sqrt d))^{-1} B}, for positive pivots: whitens the rows of B. */
  Stack whiten(Stack b) {
    double[] scale = new double[count * n];
    for (int j = 0; j < n; j++) {
      for (int g = 0; g < count; g++) {
        scale[g * n + j] = 1 / Math.sqrt(pivot[j][g]);
      }
    }
    return forward(b).scaleRows(Stack.of(scale, count, n, 1));
  }

  /** {@code A_g^{-1} B_g}. */
  Stack solve(Stack b) {
    Stack x = forward(b);
    double[] inverse = new double[count * n];
    for (int j = 0; j < n; j++) {
      for (int g = 0; g < count; g++) {
        inverse[g * n + j] = 1 / pivot[j][g];
      }
    }
    return backward(x.scaleRows(Stack.of(inverse, count, n, 1)));
  }

  /** {@code E_g^{-T} B_g}. */
  private Stack backward(Stack b) {
    Stack x = b;
    for (int j = n - 1; j >= 0; j--) {
      Stack correction = strictlyBelow(j).transpose().times(x);
      x = x.minus(unit(j).times(correction));
    }
    return x;
  }

  private Stack strictlyBelow(int j) {
    return column[j].minus(unit(j));
  }

  /** e_j, count x n x 1. */
  private Stack unit(int j) {
    double[] e = new double[count * n];
    for (int g = 0; g < count; g++) {
      e[g * n + j] = 1;
    }
    return Stack.of(e, count, n, 1);
  }
}
