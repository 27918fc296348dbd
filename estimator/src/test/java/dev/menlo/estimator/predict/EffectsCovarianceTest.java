package dev.menlo.estimator.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.engine.Quantity;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FittedModel;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variances of random effects and curves against dense algebra on the backend's Jacobians. */
class EffectsCovarianceTest {
  /** {@code var(b | y) = Psi - Psi Z' V^{-1} Z Psi}, over all groups of the data at once. */
  @ParameterizedTest
  @ValueSource(strings = {"orange.yaml", "soybean-power.yaml", "ovary-ar1.yaml", "ces.yaml"})
  void errorsOfRandomEffectsAreThoseOfTheConditionalVariance(String file) {
    Fit fit = ExampleFits.of(file);
    DenseMixedModel dense = DenseMixedModel.of(fit.fitted());
    double[] expected = dense.effectErrors();
    List<RandomEffect> found = fit.predict().reffects();
    assertThat(found).hasSize(expected.length);
    double[] b = Reopened.at(fit.fitted(), w -> w.read(Quantity.RANDOM_EFFECTS, 0));
    for (int i = 0; i < expected.length; i++) {
      Offset<Double> within = Offset.offset(1e-7 * (1e-6 + dense.priorError(i)));
      assertThat(found.get(i).se()).as(found.get(i).toString()).isCloseTo(expected[i], within);
      assertThat(found.get(i).estimate()).isCloseTo(b[i], within);
    }
  }

  /**
   * Henderson (1975): with the covariance of beta that belongs to the linear model, the variance of
   * a curve is that of the inverse of the mixed model equations.
   */
  @ParameterizedTest
  @ValueSource(strings = {"orange.yaml", "ces.yaml", "ovary-ar1.yaml"})
  void variancesOfCurvesAreThoseOfTheMixedModelEquations(String file) {
    Fit fit = ExampleFits.of(file);
    FittedModel unscaled = withUnscaledCovariance(fit.fitted());
    double[] expected = DenseMixedModel.of(fit.fitted()).curveVariances();
    double[] se = Predictor.of(unscaled).confidence().se();
    for (int i = 0; i < expected.length; i++) {
      double found = se[fit.fitted().data().rows()[i]];
      assertThat(found).isCloseTo(Math.sqrt(expected[i]), Offset.offset(1e-7 * found));
    }
  }

  /** menl's rule scales the covariance of beta by N / (N - p). */
  private static FittedModel withUnscaledCovariance(FittedModel f) {
    double n = f.data().design().observations();
    int p = f.point().beta().length;
    double[] v = f.point().fixedEffectsCovariance().clone();
    for (int i = 0; i < v.length; i++) {
      v[i] *= (n - p) / n;
    }
    return new FittedModel(
        f.model(),
        f.lowered(),
        f.schema(),
        f.options(),
        f.data(),
        f.point().withCovariances(v, f.point().varianceCovariance()),
        f.automaticStart(),
        f.seconds(),
        f.provenance());
  }

  /**
   * At the population level a new observation varies by {@code x'Vx + z'Psi z + sigma^2}: with one
   * random effect whose derivative is that of b1, by hand.
   */
  @Test
  void newObservationOfANewTree() {
    Fit fit = ExampleFits.of("orange.yaml");
    Band curve = fit.predict().fixedOnly().confidence();
    Band observation = fit.predict().fixedOnly().prediction();
    double[] yhat = fit.predict().fixedOnly().yhat();
    double b1 = fit.fixedEffect("b1").estimate();
    double psi = fit.parameter("var(U1)").estimate();
    double sigma2 = fit.parameter("var(Residual)").estimate();
    for (int i = 0; i < yhat.length; i++) {
      double z = yhat[i] / b1;
      double expected = curve.se()[i] * curve.se()[i] + z * z * psi + sigma2;
      assertThat(observation.se()[i]).isCloseTo(Math.sqrt(expected), Offset.offset(1e-9));
    }
    double s = fit.predict().confidence().se()[6];
    assertThat(fit.predict().prediction().se()[6])
        .isCloseTo(Math.sqrt(s * s + sigma2), Offset.offset(1e-9));
  }
}
