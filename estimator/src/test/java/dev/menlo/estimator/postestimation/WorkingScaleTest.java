package dev.menlo.estimator.postestimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FittedExamples;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.lindstrombates.FrozenLikelihood.Value;
import dev.menlo.estimator.oracle.NumericalHessian;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The covariance of (beta, psi, log sigma) against the numerical Hessian of the frozen likelihood's
 * values, singular Psi among them: only what moves D has a covariance.
 */
class WorkingScaleTest {
  static Stream<Arguments> few() {
    return Stream.of(
        Arguments.of("orange.yaml", Criterion.REML), Arguments.of("orange-3i.yaml", Criterion.ML));
  }

  static Stream<Arguments> all() {
    return Stream.of(
            "orange.yaml",
            "orange-3i.yaml",
            "soybean.yaml",
            "soybean-power.yaml",
            "soybean-factors.yaml",
            "theoph.yaml",
            "theoph-power.yaml",
            "ces.yaml",
            "ovary.yaml",
            "ovary-ar1.yaml",
            "ovary-arma.yaml")
        .flatMap(f -> Stream.of(Criterion.values()).map(c -> Arguments.of(f, c)));
  }

  @ParameterizedTest
  @MethodSource("few")
  void bothRulesInvertTheirHessian(String file, Criterion criterion) {
    assertRules(FittedExamples.of(file, criterion));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("all")
  void bothRulesInvertTheirHessianForEveryReferenceFit(String file, Criterion criterion) {
    assertRules(FittedExamples.of(file, criterion));
  }

  private static void assertRules(Fit fit) {
    assertThat(fit.converged()).as(fit.message()).isTrue();
    FittedModel fitted = fit.fitted();
    double[] psi = fitted.point().psi();
    int p = fitted.point().beta().length;
    int n = p + psi.length + 1;
    double[] free = free(fitted, n);
    double[] centre = new double[n];
    System.arraycopy(psi, 0, centre, p, psi.length);
    centre[n - 1] = 0.5 * Math.log(fitted.point().sigma2());
    try (Linearised model = Linearised.of(fitted)) {
      double[] jacobian = model.with(f -> f.read(Quantity.FIXED_JACOBIAN));
      Surface surface = new Surface(fitted, model, jacobian, p);
      double[] h = steps(fitted, free);
      double[][] hessian = hessian(surface, centre, h, free, n);
      double[][] full = NumericalHessian.inverse(hessian);
      compare("full", full, EstimatesCovariance.of(fitted, Vce.FULL), free, 0, n);
      double[][] held = hessian;
      for (int j = 0; j < p; j++) {
        for (int k = 0; k < n; k++) {
          held[j][k] = j == k ? 1 : 0;
          held[k][j] = j == k ? 1 : 0;
        }
      }
      double[][] menl = NumericalHessian.inverse(held);
      compare("menl", menl, EstimatesCovariance.of(fitted, Vce.MENL), free, p, n);
    }
  }

  private static double[] free(FittedModel fitted, int n) {
    double[] psi = fitted.point().psi();
    boolean[] moves = new RandomEffectsCovariance(fitted.lowered().levels()).free(psi, psi.length);
    double[] free = new double[n];
    Arrays.fill(free, 1);
    for (int a = 0; a < psi.length; a++) {
      free[fitted.point().beta().length + a] = moves[a] ? 1 : 0;
    }
    return free;
  }

  private static double[] steps(FittedModel fitted, double[] free) {
    EstimatesCovariance covariance = EstimatesCovariance.of(fitted, Vce.MENL);
    double[] h = new double[free.length];
    for (int a = 0; a < h.length; a++) {
      h[a] = free[a] == 0 ? 1 : 3e-3 * Math.sqrt(covariance.matrix()[a * h.length + a]);
    }
    return h;
  }

  /** The Hessian over what is free; the identity elsewhere. */
  private static double[][] hessian(
      Surface surface, double[] centre, double[] h, double[] free, int n) {
    double[][] hessian =
        NumericalHessian.of(
            x -> {
              double[] moved = centre.clone();
              for (int a = 0; a < n; a++) {
                moved[a] = free[a] == 0 ? centre[a] : x[a];
              }
              return surface.value(moved);
            },
            centre,
            h);
    for (int a = 0; a < n; a++) {
      hessian[a][a] = free[a] == 0 ? 1 : hessian[a][a];
    }
    return hessian;
  }

  private static void compare(
      String rule, double[][] expected, EstimatesCovariance found, double[] free, int from, int n) {
    for (int i = from; i < n; i++) {
      for (int j = from; j < n; j++) {
        double entry = found.matrix()[i * n + j];
        if (free[i] == 0 || free[j] == 0) {
          assertThat(entry).as(rule + " " + i + " " + j).isNaN();
        } else {
          double scale = Math.sqrt(expected[i][i] * expected[j][j]);
          assertThat(entry)
              .as(rule + " " + i + " " + j)
              .isCloseTo(expected[i][j], within(1e-4 * scale));
        }
      }
    }
  }

  /** f = nu s + L / 2 + Q e^{-2s} / 2 at (beta - beta^, psi, s), from values only. */
  private record Surface(FittedModel fitted, Linearised model, double[] jacobian, int p) {
    double value(double[] x) {
      double[] psi = Arrays.copyOfRange(x, p, x.length - 1);
      double s = x[x.length - 1];
      Criterion criterion = fitted.options().criterion();
      int nu = fitted.data().design().observations() - (criterion == Criterion.ML ? 0 : p);
      double[] response = fitted.data().response().clone();
      for (int j = 0; j < p; j++) {
        for (int i = 0; i < response.length; i++) {
          response[i] -= x[j] * jacobian[j * response.length + i];
        }
      }
      Value value = model.with(response, f -> f.at(psi, criterion, FixedEffects.HELD, 0));
      return nu * s + 0.5 * (value.logDeterminant() + value.penalizedRss() * Math.exp(-2 * s));
    }
  }
}
