package dev.menlo.estimator.inference;

import dev.menlo.estimator.covariance.CovarianceParameter;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.model.ResidualParameter;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.ArrayList;
import java.util.List;

/**
 * Variance parameters on their natural scale at one (psi, s = log sigma), with gradients there
 * (method.md, eq. 16): {@code Psi = sigma^2 D(theta)}, so {@code dPsi/dtheta = sigma^2 dD/dtheta}
 * and {@code dPsi/ds = 2 Psi}.
 */
public final class VarianceParameters {
  private final RandomEffectsCovariance covariance;
  private final double[] psi;
  private final double sigma2;
  private final double[] jacobian;
  private final int n;

  /**
   * The parameters at a point.
   *
   * @param psi theta, then delta; not modified
   */
  public VarianceParameters(RandomEffectsCovariance covariance, double[] psi, double sigma2) {
    this.covariance = covariance;
    this.psi = psi;
    this.sigma2 = sigma2;
    this.jacobian = covariance.vechJacobian(psi);
    this.n = psi.length + 1;
  }

  /** A value with its gradient in (psi, s). */
  public record Estimated(double value, double[] gradient) {}

  /** A value under its name, with the scale of its interval. */
  public record Labelled(String name, Estimated estimated, IntervalScale scale) {}

  /** A variance or covariance as tables print it. */
  public Labelled entry(CovarianceParameter entry) {
    IntervalScale scale = entry.isVariance() ? IntervalScale.LOG : IntervalScale.IDENTITY;
    return new Labelled(entry.name(), estimated(entry.level(), entry.row(), entry.column()), scale);
  }

  /** The same as standard deviation or correlation. */
  public Labelled standardDeviation(CovarianceParameter entry) {
    Labelled parameter = entry(entry);
    StandardDeviations metric = new StandardDeviations();
    if (entry.isVariance()) {
      return metric.ofVariance(parameter);
    }
    return metric.ofCovariance(
        parameter,
        estimated(entry.level(), entry.row(), entry.row()),
        estimated(entry.level(), entry.column(), entry.column()));
  }

  /** An entry of Psi at some level with its gradient in (psi, s). */
  private Estimated estimated(int level, int row, int column) {
    int q = covariance.size(level);
    int v = covariance.vechLength();
    int at = covariance.vechOffset(level) + vech(row, column, q);
    double value = sigma2 * covariance.relativeCovariance(psi, level)[row * q + column];
    double[] gradient = new double[n];
    for (int a = 0; a < covariance.parameters(); a++) {
      gradient[a] = sigma2 * jacobian[a * v + at];
    }
    gradient[n - 1] = 2 * value;
    return new Estimated(value, gradient);
  }

  /**
   * Second derivatives of an entry of Psi in (psi, s), n x n row-major: {@code sigma^2 d2D} in
   * theta, twice the gradient beside s.
   */
  public double[] curvature(CovarianceParameter entry) {
    Estimated own = estimated(entry.level(), entry.row(), entry.column());
    double[] pick = new double[covariance.vechLength()];
    int q = covariance.size(entry.level());
    pick[covariance.vechOffset(entry.level()) + vech(entry.row(), entry.column(), q)] = sigma2;
    double[] inTheta = covariance.curvature(pick);
    int t = covariance.parameters();
    double[] out = new double[n * n];
    for (int a = 0; a < t; a++) {
      System.arraycopy(inTheta, a * t, out, a * n, t);
    }
    for (int a = 0; a < n; a++) {
      out[a * n + n - 1] = 2 * own.gradient()[a];
      out[(n - 1) * n + a] = 2 * own.gradient()[a];
    }
    return out;
  }

  /** Position of an entry of the lower triangle by columns. */
  private static int vech(int row, int column, int q) {
    return column * q - column * (column - 1) / 2 + row - column;
  }

  /** Residual parameters in table order. */
  public List<Labelled> residual(NaturalResidual residual) {
    int r = residual.delta();
    double[] values = residual.evaluate(residualPoint(r));
    List<Labelled> out = new ArrayList<>();
    for (int i = 0; i < residual.parameters().size(); i++) {
      double[] gradient = new double[n];
      for (int j = 0; j <= r; j++) {
        gradient[covariance.parameters() + j] = values[residual.first(i, j)];
      }
      ResidualParameter parameter = residual.parameters().get(i);
      out.add(
          new Labelled(parameter.name(), new Estimated(values[i], gradient), parameter.interval()));
    }
    return out;
  }

  /** Second derivatives of a residual parameter in (psi, s), n x n row-major. */
  public double[] curvature(NaturalResidual residual, int parameter) {
    int r = residual.delta();
    double[] values = residual.evaluate(residualPoint(r));
    int t = covariance.parameters();
    double[] out = new double[n * n];
    for (int i = 0; i <= r; i++) {
      for (int j = 0; j <= r; j++) {
        out[(t + i) * n + t + j] = values[residual.second(parameter, i, j)];
      }
    }
    return out;
  }

  /** (delta, s). */
  private double[] residualPoint(int r) {
    double[] delta = new double[r + 1];
    System.arraycopy(psi, covariance.parameters(), delta, 0, r);
    delta[r] = 0.5 * Math.log(sigma2);
    return delta;
  }

  /** A residual parameter in the standard-deviation metric: itself unless it is a variance. */
  public static Labelled standardDeviation(Labelled parameter) {
    return StandardDeviations.isVariance(parameter.name())
        ? new StandardDeviations().ofVariance(parameter)
        : parameter;
  }
}
