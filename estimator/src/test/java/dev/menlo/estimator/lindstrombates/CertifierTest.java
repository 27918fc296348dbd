package dev.menlo.estimator.lindstrombates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertifierTest {
  private final Certifier certifier = certifier(Double.POSITIVE_INFINITY);

  private static Certifier certifier(double logLikelihoodTolerance) {
    return new Certifier(
        new Settings(
            Criterion.ML,
            100,
            100,
            1e-7,
            logLikelihoodTolerance,
            Double.POSITIVE_INFINITY,
            0,
            false,
            false));
  }

  private final FitState fit =
      new FitState(new double[0], 0, 0, new Deviance(new RandomEffectsCovariance(List.of()), 0));

  private boolean certify(double change) {
    fit.fixedChange = change;
    return certifier.certify(fit);
  }

  @Test
  void distanceIsTheGeometricSumOfWhatFollows() {
    assertThat(certify(1e-3)).isFalse();
    assertThat(certify(1e-4)).isFalse();
    assertThat(fit.contraction).isCloseTo(0.1, within(1e-12));
    assertThat(fit.distance).isCloseTo(1e-4 / 9, within(1e-16));
  }

  @Test
  void smallChangeAloneIsNoProof() {
    double change = 1e-7;
    for (int round = 0; round < 20; round++) {
      assertThat(certify(change)).as("round " + round).isFalse();
      change *= 0.97;
    }
  }

  @Test
  void slowContractionIsCertifiedWhenItHasArrived() {
    double change = 1e-3;
    boolean certified = false;
    while (!certified) {
      certified = certify(change);
      assertThat(certified).isEqualTo(fit.distance <= 1e-7);
      change *= 0.9;
    }
    assertThat(fit.distance).isCloseTo(9 * change / 0.9, within(1e-12));
  }

  @Test
  void growthIsNeverCertified() {
    certify(1e-8);
    assertThat(certify(2e-8)).isFalse();
    assertThat(fit.distance).isInfinite();
  }

  @Test
  void effectsMustHaveSettledToo() {
    fit.unsettled = 1e-5;
    certify(1e-3);
    certify(1e-8);
    assertThat(certify(1e-13)).isFalse();
  }

  @Test
  void cyclesAreDampedThenLeftToTheFallback() {
    boolean fallback = false;
    int rounds = 0;
    while (rounds < 200 && !fallback) {
      certify(rounds++ % 2 == 0 ? 0.1 : 0.2);
      fallback = certifier.dampCycles(fit);
      assertThat(fit.relaxation).isPositive().isLessThanOrEqualTo(1);
    }
    assertThat(fallback).isTrue();
    assertThat(fit.relaxation).isLessThan(1);
    fit.mixing = new Mixing();
    assertThat(certifier.dampCycles(fit)).isFalse();
  }

  @Test
  void menlsOwnTolerancesMustBeMetToo() {
    Certifier strict = certifier(1e-12);
    fit.fixedChange = 0;
    fit.lastLogLikelihood = 1;
    strict.certify(fit);
    assertThat(strict.certify(fit)).isFalse();
    fit.lastLogLikelihood = -0.5 * fit.deviance.value;
    assertThat(strict.certify(fit)).isTrue();
  }
}
