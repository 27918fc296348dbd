package dev.menlo.engine.cpu;

import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.program.ElementaryFunctions;
import java.util.Arrays;

/**
 * Whitening of the rows of one group: applies L^{-1}, with L the lower Cholesky factor of {@code R
 * = S C S} in row order. Scales by S^{-1} here; subclasses apply the inverse root of C. Holds the
 * factor of the group at hand: one instance a thread.
 *
 * <p>Derivatives in delta go through tangents of the whitened columns x: any x_a, x_ab with
 *
 * <pre>
 * (x'x)_a = x_a'x + x'x_a,   (x'x)_ab = x_ab'x + x'x_ab + x_a'x_b + x_b'x_a
 * </pre>
 *
 * Sets of columns are kept as x, then x_a for each a, then x_ab by the lower triangle of pairs.
 */
class Whitening {
  final ResidualPrograms programs;
  final int r;
  final double[] slots;

  /** Values and derivatives of log g, output by output, rows contiguous. */
  private double[] logScale = new double[0];

  /** Distance between the outputs in {@link #logScale}. */
  private int scaleLd;

  /** 1 / g of the rows. */
  private double[] inverseScale = new double[0];

  /** log det R and, with jets, its derivatives; 2 sum log g included. */
  final double[] logDet;

  /** After a failure, the first row concerned among those of the group. */
  int badRow;

  Whitening(ResidualPrograms programs) {
    this.programs = programs;
    r = programs.parameters;
    slots = new double[programs.slots()];
    logDet = new double[programs.jetLength()];
  }

  /** Whitening of a residual specification. */
  static Whitening of(ResidualPrograms programs) {
    Correlation correlation = programs.spec.correlation();
    if (correlation instanceof Correlation.Independent) {
      return new Whitening(programs);
    }
    return correlation instanceof Correlation.Markov
        ? new MarkovWhitening(programs)
        : new BandedWhitening(programs);
  }

  /**
   * Factors R of a group.
   *
   * @param means means at the variance point, one a row of the design; read only if log g does
   * @param jet whether derivatives in delta are needed too
   * @return false if a scale or correlation is not finite, or C is not positive definite
   */
  final boolean factor(
      GroupRows rows, double[][] covariates, double[] delta, double[] means, boolean jet) {
    Arrays.fill(logDet, 0);
    badRow = 0;
    return scale(rows, covariates, delta, means, jet)
        && factorCorrelation(rows, covariates, delta, jet)
        && allFinite(logDet, jet ? logDet.length : 1);
  }

  static boolean allFinite(double[] x, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += x[i] - x[i];
    }
    return sum == 0;
  }

  private boolean scale(
      GroupRows rows, double[][] covariates, double[] delta, double[] means, boolean jet) {
    if (programs.logScale == null) {
      return true;
    }
    int ld = rows.to - rows.from;
    scaleLd = ld;
    int outputs = jet ? logDet.length : 1;
    if (logScale.length < outputs * ld || inverseScale.length < ld) {
      logScale = new double[logDet.length * ld];
      inverseScale = new double[ld];
    }
    RowProgram program = jet ? programs.logScale.jet() : programs.logScale.value();
    program.evaluate(
        covariates, rows.from, rows.to, 0, null, null, delta, means, logScale, ld, slots);
    rows.compact(logScale, ld, outputs);
    for (int o = 0; o < outputs; o++) {
      double sum = 0;
      for (int i = 0; i < rows.count; i++) {
        sum += logScale[o * ld + i];
      }
      logDet[o] += 2 * sum;
    }
    for (int i = 0; i < rows.count; i++) {
      inverseScale[i] = ElementaryFunctions.exp(-logScale[i]);
    }
    if (allFinite(logScale, rows.count) && allFinite(inverseScale, rows.count)) {
      return true;
    }
    while (Double.isFinite(logScale[badRow]) && Double.isFinite(inverseScale[badRow])) {
      badRow++;
    }
    return false;
  }

  /** Whether C = I, so that whitening is a scaling of rows. */
  boolean isDiagonal() {
    return true;
  }

  /**
   * What derivative o of a product of two whitened columns is to the product itself, row by row:
   * {@code -2 l_a}, and {@code 4 l_a l_b - 2 l_ab} for a pair; only where C = I.
   */
  final void weights(int o, double[] weight, int rows) {
    if (programs.logScale == null) {
      Arrays.fill(weight, 0, rows, 0);
      return;
    }
    if (o <= r) {
      for (int i = 0; i < rows; i++) {
        weight[i] = -2 * logScale[o * scaleLd + i];
      }
      return;
    }
    int la = (1 + PackedTriangle.row(o - 1 - r)) * scaleLd;
    int lb = (1 + PackedTriangle.column(o - 1 - r)) * scaleLd;
    for (int i = 0; i < rows; i++) {
      weight[i] = 4 * logScale[la + i] * logScale[lb + i] - 2 * logScale[o * scaleLd + i];
    }
  }

  /** Factors C and adds log det C (and its derivatives) to {@link #logDet}. */
  boolean factorCorrelation(GroupRows rows, double[][] covariates, double[] delta, boolean jet) {
    return true;
  }

  /** Applies L^{-1} in place to columns {@code first .. first + columns - 1} of a block. */
  final void apply(double[] block, int ld, int first, int columns, int rows) {
    for (int c = first; c < first + columns; c++) {
      scaleColumn(block, c * ld, rows);
      solveColumn(block, c * ld, rows);
    }
  }

  private void scaleColumn(double[] x, int at, int rows) {
    if (programs.logScale != null) {
      for (int i = 0; i < rows; i++) {
        x[at + i] *= inverseScale[i];
      }
    }
  }

  /** Applies the inverse Cholesky root of C to one column. */
  void solveColumn(double[] x, int at, int rows) {}

  /** Applies the transposed inverse Cholesky root of C to one column. */
  void solveTransposed(double[] x, int at, int rows) {}

  /** Applies L^{-T} in place to one column. */
  final void applyTransposed(double[] x, int at, int rows) {
    solveTransposed(x, at, rows);
    scaleColumn(x, at, rows);
  }

  /**
   * Whitens columns and forms their tangents; the factor must have been made with jets.
   *
   * @param sets the first n columns hold raw columns; receives all sets of n columns
   */
  final void tangents(double[] sets, int ld, int n, int rows) {
    int sizes = logDet.length;
    for (int c = 0; c < n; c++) {
      for (int i = 0; i < rows; i++) {
        double x = sets[c * ld + i] * (programs.logScale == null ? 1 : inverseScale[i]);
        sets[c * ld + i] = x;
        for (int o = 1; o < sizes; o++) {
          sets[(o * n + c) * ld + i] = programs.logScale == null ? 0 : x * factor(o, i);
        }
      }
    }
    correlationTangents(sets, ld, n, rows);
  }

  /**
   * Derivative o of 1 / g against 1 / g itself: {@code -l_a} and {@code l_a l_b - l_ab} with l =
   * log g.
   */
  private double factor(int o, int i) {
    int ld = scaleLd;
    if (o <= r) {
      return -logScale[o * ld + i];
    }
    int a = PackedTriangle.row(o - 1 - r);
    int b = PackedTriangle.column(o - 1 - r);
    return logScale[(1 + a) * ld + i] * logScale[(1 + b) * ld + i] - logScale[o * ld + i];
  }

  /** Takes scaled columns and their tangents to whitened ones, in place. */
  void correlationTangents(double[] sets, int ld, int n, int rows) {}
}
