package dev.menlo.estimator.structures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.ParameterEstimate;

/** Two fits of one model written in two ways. */
final class Comparison {
  private Comparison() {}

  /** Equal tables up to 1e-6 standard errors, standard errors up to 1e-6 of themselves. */
  static void assertEqual(Fit found, Fit expected) {
    assertThat(found.converged()).as(found.message()).isTrue();
    assertThat(expected.converged()).as(expected.message()).isTrue();
    assertThat(found.observations()).isEqualTo(expected.observations());
    assertThat(found.logLikelihood()).isCloseTo(expected.logLikelihood(), within(1e-7));
    assertThat(found.fixedEffects()).hasSameSizeAs(expected.fixedEffects());
    for (CoefficientEstimate e : expected.fixedEffects()) {
      CoefficientEstimate f = found.fixedEffect(e.name());
      assertThat(f.estimate()).as(e.name()).isCloseTo(e.estimate(), within(1e-6 * e.se()));
      assertThat(f.se()).as(e.name()).isCloseTo(e.se(), within(1e-6 * e.se()));
    }
    expected.randomEffects().forEach(r -> r.parameters().forEach(e -> assertEqual(found, e)));
    expected.residual().forEach(e -> assertEqual(found, e));
  }

  private static void assertEqual(Fit found, ParameterEstimate e) {
    ParameterEstimate f = found.parameter(e.name());
    assertThat(f.estimate()).as(e.name()).isCloseTo(e.estimate(), within(1e-6 * e.se()));
    assertThat(f.se()).as(e.name()).isCloseTo(e.se(), within(1e-5 * e.se()));
  }
}
