package dev.menlo.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.menlo.engine.Availability;
import dev.menlo.engine.Criterion;
import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole fits agree with the CPU backend to 1e-6 standard errors and in status. */
class Nd4jFitsTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @BeforeEach
  void requireAvailable() {
    Availability here = new Nd4jBackend().availability();
    assumeTrue(here.available(), () -> "skipped: " + here.reasons());
  }

  @ParameterizedTest
  @ValueSource(strings = {"orange", "orange-3i", "orange-reml", "theoph", "theoph-power"})
  void agreesWithTheCpu(String example) throws IOException {
    Fit cpu = fit(example, "cpu");
    Fit nd4j = fit(example, "nd4j");
    assertThat(nd4j.backend()).isEqualTo("nd4j");
    assertThat(nd4j.outcome()).isEqualTo(cpu.outcome());
    assertThat(nd4j.logLikelihood())
        .isCloseTo(cpu.logLikelihood(), within(1e-7 * Math.abs(cpu.logLikelihood())));
    for (CoefficientEstimate expected : cpu.fixedEffects()) {
      CoefficientEstimate actual = nd4j.fixedEffect(expected.name());
      assertThat(actual.estimate())
          .as(expected.name())
          .isCloseTo(expected.estimate(), within(1e-6 * expected.se()));
    }
  }

  /**
   * Correlations within groups of unequal size go group by group, hundreds of array operations
   * each: a fit takes minutes. What it consists of, the residual suite checks in seconds.
   */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = "ovary-ar1")
  void agreesWithTheCpuOnCorrelatedErrors(String example) throws IOException {
    agreesWithTheCpu(example);
  }

  private static Fit fit(String example, String backend) throws IOException {
    ModelFile file = ModelFile.read(EXAMPLES.resolve(example + ".yaml"));
    Dataset data = Dataset.readCsv(EXAMPLES.resolve(file.options().get("data").text()));
    Criterion criterion = file.options().containsKey("reml") ? Criterion.REML : Criterion.ML;
    FitOptions options = FitOptions.defaults().withBackend(backend).withCriterion(criterion);
    return Menlo.fit(file.model(), data, options);
  }
}
