package dev.menlo.engine.cpu;

/**
 * Whitening of a Markov chain along the rows, O(n). With s the scaled column and kappa = (1 -
 * rho^2)^{-1/2},
 *
 * <pre>
 * x_j = kappa_j s_j - c_j s_{j-1},   c = rho kappa,   log det C = -2 sum log kappa
 * kappa_a = rho rho_a kappa^3        kappa_ab = (rho_a rho_b + rho rho_ab) kappa^3 + 3 rho^2 rho_a rho_b kappa^5
 * c_a = rho_a kappa^3                c_ab = rho_ab kappa^3 + 3 rho rho_a rho_b kappa^5
 * </pre>
 *
 * The first row has kappa = 1, c = 0.
 */
final class MarkovWhitening extends Whitening {
  private double[] rho = new double[0];

  /** Values and derivatives of kappa and c, output by output, {@code ld} rows each. */
  private double[] kappa = new double[0];

  private double[] c = new double[0];
  private int ld;

  MarkovWhitening(ResidualPrograms programs) {
    super(programs);
  }

  @Override
  boolean isDiagonal() {
    return false;
  }

  @Override
  boolean factorCorrelation(GroupRows rows, double[][] covariates, double[] delta, boolean jet) {
    ld = rows.to - rows.from;
    int outputs = jet ? logDet.length : 1;
    if (rho.length < outputs * ld) {
      rho = new double[logDet.length * ld];
      kappa = new double[logDet.length * ld];
      c = new double[logDet.length * ld];
    }
    RowProgram program = jet ? programs.correlation.jet() : programs.correlation.value();
    rows.evaluatePairs(program, covariates, delta, 1, outputs, rho, ld, slots);
    LogDeterminant log = new LogDeterminant();
    boolean proper = true;
    for (int i = 0; i < rows.count; i++) {
      double value = i == 0 ? 0 : rho[i];
      double remainder = 1 - value * value;
      if (proper && !(remainder > 0)) {
        proper = false;
        badRow = i;
      }
      kappa[i] = 1 / Math.sqrt(remainder);
      c[i] = value * kappa[i];
      if (proper) {
        log.add(remainder);
      }
      if (jet) {
        derivatives(i, value);
      }
    }
    logDet[0] += log.value();
    return proper;
  }

  private void derivatives(int i, double value) {
    double k = kappa[i];
    double k2 = k * k;
    double k3 = k * k2;
    for (int a = 0; a < r; a++) {
      double da = i == 0 ? 0 : rho[(1 + a) * ld + i];
      kappa[(1 + a) * ld + i] = value * da * k3;
      c[(1 + a) * ld + i] = da * k3;
      logDet[1 + a] -= 2 * value * da * k2;
      for (int b = 0; b <= a; b++) {
        int o = 1 + r + PackedTriangle.at(a, b);
        double db = i == 0 ? 0 : rho[(1 + b) * ld + i];
        double dab = i == 0 ? 0 : rho[o * ld + i];
        kappa[o * ld + i] = (da * db + value * dab) * k3 + 3 * value * value * da * db * k3 * k2;
        c[o * ld + i] = dab * k3 + 3 * value * da * db * k3 * k2;
        logDet[o] -= 2 * (da * db + value * dab) * k2 + 4 * value * value * da * db * k2 * k2;
      }
    }
  }

  @Override
  void solveColumn(double[] x, int at, int rows) {
    for (int i = rows - 1; i >= 1; i--) {
      x[at + i] = kappa[i] * x[at + i] - c[i] * x[at + i - 1];
    }
  }

  @Override
  void solveTransposed(double[] x, int at, int rows) {
    for (int i = 0; i < rows; i++) {
      double next = i + 1 < rows ? c[i + 1] * x[at + i + 1] : 0;
      x[at + i] = kappa[i] * x[at + i] - next;
    }
  }

  @Override
  void correlationTangents(double[] sets, int setLd, int n, int rows) {
    int set = n * setLd;
    for (int column = 0; column < n; column++) {
      int at = column * setLd;
      for (int i = rows - 1; i >= 0; i--) {
        for (int a = r - 1; a >= 0; a--) {
          for (int b = a; b >= 0; b--) {
            second(sets, at + i, set, i, a, b);
          }
        }
        for (int a = 0; a < r; a++) {
          int o = 1 + a;
          sets[o * set + at + i] = term(0, i, sets, o * set + at + i) + term(o, i, sets, at + i);
        }
        sets[at + i] = term(0, i, sets, at + i);
      }
    }
  }

  private void second(double[] sets, int at, int set, int i, int a, int b) {
    int o = 1 + r + PackedTriangle.at(a, b);
    sets[o * set + at] =
        term(0, i, sets, o * set + at)
            + term(1 + a, i, sets, (1 + b) * set + at)
            + term(1 + b, i, sets, (1 + a) * set + at)
            + term(o, i, sets, at);
  }

  /** kappa_o s_i - c_o s_{i-1}. */
  private double term(int o, int i, double[] s, int at) {
    double previous = i == 0 ? 0 : c[o * ld + i] * s[at - 1];
    return kappa[o * ld + i] * s[at] - previous;
  }
}
