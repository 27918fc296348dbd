package dev.menlo.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitListener;
import dev.menlo.study.Studies;
import dev.menlo.study.StudyException;
import dev.menlo.study.store.BatchRows;
import dev.menlo.study.store.EstimateRow;
import org.junit.jupiter.api.Test;

class EstimandTest {
  private static final String ESTIMANDS =
      """
      estimands:
        - {name: slope, nlcom: "{b1}/(4*{b3})"}
        - {name: icc, nlcom: "var(U1)/(var(U1)+var(Residual))"}
        - {name: at 5, predict: {t: 5}}
      """;

  /** By hand: the logistic curve at t = 5, its slope at the inflection, with the delta method. */
  @Test
  void combinationsAndPredictionsAreTheirFormulas() {
    try (ConditionFits fits = new ConditionFits(Studies.of(ESTIMANDS).scenario(1))) {
      fits.requireEstimands();
      BatchRows rows = fits.run(new long[] {3});
      Fit fit = fits.replay(3, "ml", FitListener.SILENT);
      double b1 = fit.fixedEffect("b1").estimate();
      double b2 = fit.fixedEffect("b2").estimate();
      double b3 = fit.fixedEffect("b3").estimate();
      EstimateRow slope = rows.estimates().get(0);
      double[] gradient = {1 / (4 * b3), 0, -b1 / (4 * b3 * b3)};
      double variance = 0;
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          variance += gradient[i] * fit.fixedEffectsCovariance()[3 * i + j] * gradient[j];
        }
      }
      assertThat(slope.estimate()).isCloseTo(b1 / (4 * b3), within(1e-12));
      assertThat(slope.se()).isCloseTo(Math.sqrt(variance), within(1e-10));
      assertThat(slope.truth()).isCloseTo(10 / 6.0, within(1e-12));
      assertThat(rows.estimates().get(1).truth()).isCloseTo(1 / 1.04, within(1e-12));
      EstimateRow mean = rows.estimates().get(2);
      assertThat(mean.estimate()).isCloseTo(b1 / (1 + Math.exp(-(5 - b2) / b3)), within(1e-9));
      assertThat(mean.truth()).isCloseTo(10 / (1 + Math.exp(-1 / 1.5)), within(1e-12));
      assertThat(mean.lower()).isLessThan(mean.estimate());
    }
  }

  @Test
  void namesAnEstimandThatNoMethodHas() {
    try (ConditionFits fits = new ConditionFits(Studies.of("estimands: [b1, b9]").scenario(1))) {
      assertThatThrownBy(fits::requireEstimands)
          .isInstanceOf(StudyException.class)
          .hasMessageContaining("no method has the estimand b9");
    }
  }
}
