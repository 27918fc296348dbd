package dev.menlo.engine.cpu;

import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.ResidualSpec.Entries;

/**
 * Whitening by the Cholesky factor of C within a band; a dense C is a band as wide as the group.
 *
 * <p>With s, s_a, s_ab the scaled columns and their tangents, y = L^{-1} s (likewise y_a, y_ab) and
 * {@code H_a = L^{-1} C_a L^{-T}} the tangents of {@link Whitening} are
 *
 * <pre>
 * x_a  = y_a - H_a y / 2
 * x_ab = y_ab - (H_ab y + H_a y_b + H_b y_a) / 2 + 3/8 (H_a H_b + H_b H_a) y
 * log|C|_a = tr H_a,   log|C|_ab = tr H_ab - tr H_a H_b
 * </pre>
 *
 * Whitening costs n bandwidth^2; derivatives cost n^2 bandwidth and n^2 storage a parameter.
 */
final class BandedWhitening extends Whitening {
  private final int declaredBandwidth;
  private final Entries entries;

  /** Sub-diagonals of the group at hand. */
  private int width;

  private int n;

  /** Entries below the diagonal and their derivatives: output, then lag, then row. */
  private double[] entry = new double[0];

  /** L by rows: entry (i, i - l) at {@code i (width + 1) + l}. */
  private double[] lower = new double[0];

  /** H_a and H_ab, n x n each. */
  private double[][] h = new double[0][];

  /** Look-up of entries; null if they are computed pair by pair. */
  private final LagTableValues table;

  /** Scratch. */
  private double[] pair = new double[0];

  BandedWhitening(ResidualPrograms programs) {
    super(programs);
    Correlation correlation = programs.spec.correlation();
    if (correlation instanceof Correlation.Banded banded) {
      declaredBandwidth = banded.bandwidth();
      entries = banded.entries();
    } else {
      declaredBandwidth = Integer.MAX_VALUE;
      entries = ((Correlation.Dense) correlation).entries();
    }
    table = entries instanceof Entries.LagTable t ? new LagTableValues(programs, t) : null;
  }

  @Override
  boolean isDiagonal() {
    return false;
  }

  @Override
  boolean factorCorrelation(GroupRows rows, double[][] covariates, double[] delta, boolean jet) {
    n = rows.count;
    width = Math.max(0, Math.min(declaredBandwidth, n - 1));
    int outputs = jet ? logDet.length : 1;
    int length = Math.multiplyExact(outputs * width, Math.max(1, rows.to - rows.from));
    if (entry.length < length) {
      entry = new double[length];
    }
    int ld = rows.to - rows.from;
    for (int lag = 1; lag <= width; lag++) {
      entriesAt(rows, covariates, delta, lag, outputs, ld);
    }
    if (!cholesky(ld)) {
      return false;
    }
    if (jet) {
      derivatives(ld);
    }
    return true;
  }

  /** Entries (i, i - lag): output o at {@code (o width + lag - 1) ld + i}. */
  private void entriesAt(
      GroupRows rows, double[][] covariates, double[] delta, int lag, int outputs, int ld) {
    if (table != null) {
      table.entries(rows, covariates, delta, lag, outputs, entry, (lag - 1) * ld, width * ld);
      return;
    }
    RowProgram program = outputs == 1 ? programs.correlation.value() : programs.correlation.jet();
    double[] values = pairs(outputs * ld);
    rows.evaluatePairs(program, covariates, delta, lag, outputs, values, ld, slots);
    for (int o = 0; o < outputs; o++) {
      System.arraycopy(values, o * ld, entry, (o * width + lag - 1) * ld, rows.count);
    }
  }

  private double[] pairs(int length) {
    if (pair.length < length) {
      pair = new double[length];
    }
    return pair;
  }

  private boolean cholesky(int ld) {
    int w = width + 1;
    if (lower.length < n * w) {
      lower = new double[n * w];
    }
    LogDeterminant log = new LogDeterminant();
    for (int i = 0; i < n; i++) {
      for (int j = Math.max(0, i - width); j <= i; j++) {
        double sum = i == j ? 1 : entry[(i - j - 1) * ld + i];
        for (int k = Math.max(0, i - width); k < j; k++) {
          if (j - k <= width) {
            sum -= lower[i * w + i - k] * lower[j * w + j - k];
          }
        }
        if (i == j) {
          if (!(sum > 1e-14)) {
            return false;
          }
          log.add(sum);
          lower[i * w] = Math.sqrt(sum);
        } else {
          lower[i * w + i - j] = sum / lower[j * w];
        }
      }
    }
    logDet[0] += log.value();
    return true;
  }

  /** H for every first and second derivative, and the derivatives of log det C. */
  private void derivatives(int ld) {
    int count = logDet.length - 1;
    if (h.length != count || (count > 0 && h[0].length < n * n)) {
      h = new double[count][n * n];
    }
    for (int o = 0; o < count; o++) {
      double[] x = h[o];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          double value =
              i == j || i - j > width ? 0 : entry[((1 + o) * width + i - j - 1) * ld + i];
          x[i * n + j] = value;
          x[j * n + i] = value;
        }
      }
      solveRows(x);
      transpose(x);
      solveRows(x);
      for (int i = 0; i < n; i++) {
        logDet[1 + o] += x[i * n + i];
      }
    }
    for (int a = 0; a < r; a++) {
      for (int b = 0; b <= a; b++) {
        double trace = 0;
        for (int i = 0; i < n * n; i++) {
          trace += h[a][i] * h[b][i];
        }
        logDet[1 + r + PackedTriangle.at(a, b)] -= trace;
      }
    }
  }

  /** L^{-1} applied to each row of an n x n matrix. */
  private void solveRows(double[] x) {
    for (int i = 0; i < n; i++) {
      solveColumn(x, i * n, n);
    }
  }

  private void transpose(double[] x) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double keep = x[i * n + j];
        x[i * n + j] = x[j * n + i];
        x[j * n + i] = keep;
      }
    }
  }

  @Override
  void solveColumn(double[] x, int at, int rows) {
    int w = width + 1;
    for (int i = 0; i < rows; i++) {
      double sum = x[at + i];
      for (int l = 1; l <= Math.min(width, i); l++) {
        sum -= lower[i * w + l] * x[at + i - l];
      }
      x[at + i] = sum / lower[i * w];
    }
  }

  @Override
  void solveTransposed(double[] x, int at, int rows) {
    int w = width + 1;
    for (int i = rows - 1; i >= 0; i--) {
      double sum = x[at + i];
      for (int l = 1; l <= Math.min(width, rows - 1 - i); l++) {
        sum -= lower[(i + l) * w + l] * x[at + i + l];
      }
      x[at + i] = sum / lower[i * w];
    }
  }

  @Override
  void correlationTangents(double[] sets, int ld, int columns, int rows) {
    int count = logDet.length;
    int set = columns * ld;
    double[] y = new double[count * rows];
    for (int column = 0; column < columns; column++) {
      for (int o = 0; o < count; o++) {
        int at = o * set + column * ld;
        solveColumn(sets, at, rows);
        System.arraycopy(sets, at, y, o * rows, rows);
      }
      for (int a = 0; a < r; a++) {
        addProduct(-.5, h[a], y, 0, sets, (1 + a) * set + column * ld);
        for (int b = 0; b <= a; b++) {
          int o = 1 + r + PackedTriangle.at(a, b);
          int at = o * set + column * ld;
          addProduct(-.5, h[o - 1], y, 0, sets, at);
          addProduct(-.5, h[a], y, (1 + b) * rows, sets, at);
          addProduct(-.5, h[b], y, (1 + a) * rows, sets, at);
          addTwice(h[a], h[b], y, sets, at);
          addTwice(h[b], h[a], y, sets, at);
        }
      }
    }
  }

  /** out += factor H x. */
  private void addProduct(double factor, double[] m, double[] x, int xAt, double[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] += factor * CrossProducts.dot(m, i * n, x, xAt, n);
    }
  }

  /** out += 3/8 H_1 H_2 y. */
  private void addTwice(double[] first, double[] second, double[] y, double[] out, int at) {
    double[] inner = pairs(n);
    for (int i = 0; i < n; i++) {
      inner[i] = CrossProducts.dot(second, i * n, y, 0, n);
    }
    addProduct(.375, first, inner, 0, out, at);
  }
}
