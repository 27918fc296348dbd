package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.algebra.SymmetricEigen;
import dev.menlo.estimator.data.Dataset;
import org.junit.jupiter.api.Test;

/** Singular covariances are ordinary results: certified, named, with standard errors that exist. */
class SingularTest {
  private static final FitOptions OPTIONS = FitOptions.defaults().withThreads(1);

  @Test
  void soybeanWithPowerVarianceNamesTheDirection() {
    Fit fit = ReferenceFit.named("soy-3u-pow").fit(OPTIONS);
    assertThat(fit.outcome()).isEqualTo(Outcome.CONVERGED_SINGULAR);
    assertThat(fit.certificate().boundarySlope()).isPositive();
    Warning warning =
        fit.warnings().stream()
            .filter(w -> w.code() == Warning.Code.SINGULAR_COVARIANCE)
            .findFirst()
            .orElseThrow();
    assertThat(warning.message())
        .contains("singular")
        .containsPattern("U1 .*U2 .*1.000\\*U3 has no variance");
    assertThat(fit.randomEffects().get(0).parameters()).allMatch(p -> p.se() > 0);
  }

  @Test
  void itsMatrixHasRankTwo() {
    Fit fit = ReferenceFit.named("soy-3u-pow").fit(OPTIONS);
    String[] names = {"U1", "U2", "U3"};
    double[] correlation = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j <= i; j++) {
        String name = i == j ? "var(" + names[i] + ")" : "cov(" + names[j] + "," + names[i] + ")";
        double scale =
            fit.parameter("var(" + names[i] + ")").estimate()
                * fit.parameter("var(" + names[j] + ")").estimate();
        correlation[i * 3 + j] = fit.parameter(name).estimate() / Math.sqrt(scale);
        correlation[j * 3 + i] = correlation[i * 3 + j];
      }
    }
    double[] values = SymmetricEigen.of(correlation, 3).values();
    assertThat(Math.abs(values[0])).isLessThan(1e-9);
    assertThat(values[1]).isGreaterThan(0.01);
  }

  @Test
  void varianceOfZeroHasNoStandardError() {
    Fit zero = null;
    for (int replicate = 0; zero == null; replicate++) {
      Dataset data = LogisticStudy.dataset(7, replicate, 0, 8);
      Fit fit = Menlo.fit(LogisticStudy.model(), data, OPTIONS);
      zero = fit.outcome() == Outcome.CONVERGED_SINGULAR ? fit : null;
    }
    ParameterEstimate variance = zero.parameter("var(U2)");
    assertThat(variance.estimate()).isZero();
    assertThat(variance.se()).isNaN();
    assertThat(variance.lower()).isNaN();
    assertThat(zero.certificate().boundarySlope()).isNotNegative();
    assertThat(zero.parameter("var(U1)").se()).isPositive();
    assertThat(zero.warnings()).anyMatch(w -> w.code() == Warning.Code.ZERO_VARIANCE);
  }
}
