package dev.menlo.estimator.oracle;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.BoundExample;
import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.algebra.SymmetricEigen;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Whether a fit under ML with one level of unstructured random effects and independent errors is a
 * fixed point and a maximum of its own linearised likelihood, from dense evaluations alone: the
 * deviance with every V = I + Z D Z' written out, as a function of D, differentiated by
 * differences. Singular D are examined too. D is scaled by the root mean squares of the columns of
 * Z.
 */
public final class DenseMaximum {
  private static final double STEP = 1e-3;

  private final int q;
  private final Fit fit;
  private final double[] beta;
  private final double[] solved;
  private final DenseLinearModel linear;
  private final double[] sizes;

  /** D, scaled. */
  private final double[][] d;

  /**
   * Takes up a fit.
   *
   * @param effects names of the random effects
   */
  public DenseMaximum(Model model, Dataset data, Fit fit, List<String> effects) {
    BoundExample bound = BoundExample.of(model, data);
    DenseLindstromBates dense =
        new DenseLindstromBates(
            bound.model(),
            bound.data().design(),
            bound.data().response(),
            new int[bound.data().response().length],
            DenseErrors.IDENTITY,
            Criterion.ML);
    this.q = effects.size();
    this.fit = fit;
    this.beta = fit.fixedEffects().stream().mapToDouble(CoefficientEstimate::estimate).toArray();
    double sigma2 = fit.parameter("var(Residual)").estimate();
    double[][] relative = Dense.zeros(q, q);
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        String name =
            i == j
                ? "var(" + effects.get(i) + ")"
                : "cov(" + effects.get(j) + "," + effects.get(i) + ")";
        relative[i][j] = fit.parameter(name).estimate() / sigma2;
        relative[j][i] = relative[i][j];
      }
    }
    double[] psi = dense.structure().theta(Collections.singletonList(relative));
    this.solved = dense.pnls(dense.start(beta, psi, sigma2));
    this.linear = dense.linearise(psi, solved);
    this.sizes = linear.sizes();
    this.d = Dense.zeros(q, q);
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        d[i][j] = relative[i][j] * sizes[i] * sizes[j];
      }
    }
  }

  /** What is wrong with the fit; empty if it is a maximum. */
  public List<String> complaints(double tolerance) {
    List<String> out = new ArrayList<>();
    for (int j = 0; j < beta.length; j++) {
      double moved = Math.abs(solved[j] - beta[j]) / fit.fixedEffects().get(j).se();
      complain(moved > tolerance, out, "PNLS moves %s by %.1e s.e.", name(j), moved);
    }
    double difference = Math.abs(-0.5 * deviance(d) - fit.logLikelihood());
    complain(difference > 1e-7, out, "log likelihood differs by %.1e%s", difference, "");
    double[] theta = root();
    double[] scaledGradient = Differences.gradient(x -> deviance(square(x)), theta);
    double[] steps = IntStream.range(0, theta.length).mapToDouble(i -> STEP).toArray();
    double[][] hessian = NumericalHessian.of(x -> deviance(square(x)), theta, steps);
    SymmetricEigen curvature = eigen(hessian);
    double top = theta.length == 0 ? 1 : curvature.values()[theta.length - 1];
    double decrement = 0;
    for (int k = 0; k < theta.length; k++) {
      double along = 0;
      for (int i = 0; i < theta.length; i++) {
        along += curvature.vectors()[k * theta.length + i] * scaledGradient[i];
      }
      double value = curvature.values()[k];
      complain(value < -1e-5 * top, out, "curvature %.2e of %.2e", value, top);
      decrement += along * along / Math.max(value, 1e-5 * top);
    }
    double distance = Math.sqrt(0.5 * decrement);
    complain(!(distance <= tolerance), out, "LME gradient: %.1e s.e.%s", distance, "");
    double slope = slope();
    complain(slope < -1e-3, out, "deviance falls off the boundary at %.2e%s", slope, "");
    return out;
  }

  private String name(int j) {
    return fit.fixedEffects().get(j).name();
  }

  private static void complain(
      boolean wrong, List<String> out, String format, Object first, Object second) {
    if (wrong) {
      out.add(String.format(Locale.ROOT, format, first, second));
    }
  }

  private double deviance(double[][] scaled) {
    double[][] relative = Dense.zeros(q, q);
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        relative[i][j] = scaled[i][j] / (sizes[i] * sizes[j]);
      }
    }
    return linear.deviance(Collections.singletonList(relative), new double[0]);
  }

  /** Eigenvectors of D with positive eigenvalues times their roots, q entries each: D = L L'. */
  private double[] root() {
    SymmetricEigen eigen = eigen(d);
    int rank = rank(eigen);
    double[] out = new double[q * rank];
    for (int k = 0; k < rank; k++) {
      int from = q - 1 - k;
      for (int i = 0; i < q; i++) {
        out[k * q + i] = Math.sqrt(eigen.values()[from]) * eigen.vectors()[from * q + i];
      }
    }
    return out;
  }

  private int rank(SymmetricEigen eigen) {
    int rank = 0;
    for (double value : eigen.values()) {
      rank += value > 1e-9 * Math.max(1e-3, eigen.values()[q - 1]) ? 1 : 0;
    }
    return rank;
  }

  private double[][] square(double[] columns) {
    double[][] out = Dense.zeros(q, q);
    for (int from = 0; from < columns.length; from += q) {
      for (int i = 0; i < q; i++) {
        for (int j = 0; j < q; j++) {
          out[i][j] += columns[from + i] * columns[from + j];
        }
      }
    }
    return out;
  }

  /** The smallest n'Gn over unit vectors n in the null space of D; 0 if there are none. */
  private double slope() {
    SymmetricEigen eigen = eigen(d);
    int nullity = q - rank(eigen);
    double[][] within = Dense.zeros(nullity, nullity);
    for (int a = 0; a < nullity; a++) {
      for (int b = 0; b < nullity; b++) {
        within[a][b] = slope(eigen.vectors(), a, b);
      }
    }
    return nullity == 0 ? 0 : eigen(within).values()[0];
  }

  /** The derivative of the deviance along (ab' + ba') / 2 at D. */
  private double slope(double[] vectors, int a, int b) {
    return Differences.gradient(
        eps -> {
          double[][] moved = Dense.copy(d);
          for (int i = 0; i < q; i++) {
            for (int j = 0; j < q; j++) {
              double left = vectors[a * q + i] * vectors[b * q + j];
              double right = vectors[b * q + i] * vectors[a * q + j];
              moved[i][j] += 0.5 * eps[0] * (left + right);
            }
          }
          return deviance(moved);
        },
        new double[] {0})[0];
  }

  private static SymmetricEigen eigen(double[][] matrix) {
    int n = matrix.length;
    double[] flat = new double[n * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(matrix[i], 0, flat, i * n, n);
    }
    return SymmetricEigen.of(flat, n);
  }
}
