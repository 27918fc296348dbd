package dev.menlo.engine.cpu;

/** A dense matrix for oracles: written for reading, not for speed. */
final class Dense {
  final int rows;
  final int columns;
  private final double[] a;

  Dense(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    a = new double[rows * columns];
  }

  /** From entries by columns. */
  static Dense of(int rows, int columns, double[] byColumns) {
    Dense m = new Dense(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      m.set(i % rows, i / rows, byColumns[i]);
    }
    return m;
  }

  static Dense identity(int n) {
    Dense m = new Dense(n, n);
    for (int i = 0; i < n; i++) {
      m.set(i, i, 1);
    }
    return m;
  }

  double get(int i, int j) {
    return a[i * columns + j];
  }

  void set(int i, int j, double value) {
    a[i * columns + j] = value;
  }

  Dense transpose() {
    Dense m = new Dense(columns, rows);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        m.set(j, i, get(i, j));
      }
    }
    return m;
  }

  Dense times(Dense b) {
    Dense m = new Dense(rows, b.columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < b.columns; j++) {
        double sum = 0;
        for (int k = 0; k < columns; k++) {
          sum += get(i, k) * b.get(k, j);
        }
        m.set(i, j, sum);
      }
    }
    return m;
  }

  /** this + factor b. */
  Dense plus(double factor, Dense b) {
    Dense m = new Dense(rows, columns);
    for (int i = 0; i < a.length; i++) {
      m.a[i] = a[i] + factor * b.a[i];
    }
    return m;
  }

  /** Lower Cholesky factor. */
  private Dense cholesky() {
    Dense l = new Dense(rows, rows);
    for (int j = 0; j < rows; j++) {
      for (int i = j; i < rows; i++) {
        double sum = get(i, j);
        for (int k = 0; k < j; k++) {
          sum -= l.get(i, k) * l.get(j, k);
        }
        l.set(i, j, i == j ? Math.sqrt(sum) : sum / l.get(j, j));
      }
    }
    return l;
  }

  /** Solution of this x = b, positive definite. */
  Dense solve(Dense b) {
    Dense l = cholesky();
    Dense x = new Dense(rows, b.columns);
    for (int c = 0; c < b.columns; c++) {
      for (int i = 0; i < rows; i++) {
        double sum = b.get(i, c);
        for (int k = 0; k < i; k++) {
          sum -= l.get(i, k) * x.get(k, c);
        }
        x.set(i, c, sum / l.get(i, i));
      }
      for (int i = rows - 1; i >= 0; i--) {
        double sum = x.get(i, c);
        for (int k = i + 1; k < rows; k++) {
          sum -= l.get(k, i) * x.get(k, c);
        }
        x.set(i, c, sum / l.get(i, i));
      }
    }
    return x;
  }

  /** log det, positive definite. */
  double logDet() {
    Dense l = cholesky();
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += 2 * Math.log(l.get(i, i));
    }
    return sum;
  }
}
