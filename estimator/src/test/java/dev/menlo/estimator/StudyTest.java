package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.oracle.DenseErrors;
import dev.menlo.estimator.oracle.Oracle;
import dev.menlo.model.Model;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches of simulated fits: all end with a status, nearly all with a certificate. */
class StudyTest {
  private static final long SEED = 7;
  private static final FitOptions OPTIONS = FitOptions.defaults().withThreads(1);

  /** Every fit ended, and what is certified is finite; returns the number of each outcome. */
  private static Map<Outcome, Integer> outcomes(Model model, List<Dataset> data) {
    List<Fit> fits = Menlo.fitAll(model, data, OPTIONS);
    Map<Outcome, Integer> outcomes = new TreeMap<>();
    for (Fit fit : fits) {
      assertThat(fit.outcome()).isNotNull();
      outcomes.merge(fit.outcome(), 1, Integer::sum);
      if (fit.converged()) {
        assertThat(fit.logLikelihood()).isFinite();
        assertThat(fit.fixedEffects()).allMatch(c -> Double.isFinite(c.estimate() + c.se()));
        assertThat(fit.randomEffects())
            .allMatch(r -> r.parameters().stream().allMatch(p -> Double.isFinite(p.estimate())));
        assertThat(fit.residual()).allMatch(p -> Double.isFinite(p.estimate() + p.se()));
      }
    }
    assertThat(outcomes.values().stream().mapToInt(n -> n).sum()).isEqualTo(data.size());
    return outcomes;
  }

  private static int converged(Map<Outcome, Integer> outcomes) {
    return outcomes.getOrDefault(Outcome.CONVERGED, 0)
        + outcomes.getOrDefault(Outcome.CONVERGED_SINGULAR, 0);
  }

  @Tag("slow")
  @Test
  void twoThousandFitsConverge() {
    List<Dataset> data = LogisticStudy.datasets(SEED, 2000);
    assertThat(converged(outcomes(LogisticStudy.model(), data))).isGreaterThan(1990);
  }

  @ParameterizedTest
  @CsvSource({"60, 8, false", "15, 15, false", "0, 8, false", "60, 30, true", "20, 20, true"})
  void fitsConvergeInTheInteriorAndOnTheBoundary(double sd2, double sigma, boolean correlated) {
    List<Dataset> data = LogisticStudy.datasets(SEED, 200, sd2, sigma);
    Model model = correlated ? LogisticStudy.correlated() : LogisticStudy.model();
    assertThat(converged(outcomes(model, data))).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"60, 8, false", "0, 8, false", "60, 30, true"})
  void whatConvergesIsAFixedPoint(double sd2, double sigma, boolean correlated) {
    Model model = correlated ? LogisticStudy.correlated() : LogisticStudy.model();
    for (Dataset data : LogisticStudy.datasets(SEED + 1, 2, sd2, sigma)) {
      Fit fit = Menlo.fit(model, data, OPTIONS);
      assertThat(new Oracle(model, data).complaints(fit, DenseErrors.IDENTITY, "", List.of(), 1e-6))
          .isEmpty();
    }
  }
}
