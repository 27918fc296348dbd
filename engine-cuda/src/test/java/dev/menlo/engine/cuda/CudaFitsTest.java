package dev.menlo.engine.cuda;

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

/** Whole fits, kernels emulated, agree with the CPU backend to 1e-6 standard errors. */
class CudaFitsTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @BeforeEach
  void requireAvailable() {
    Availability here = EmulatedCuda.backend().availability();
    assumeTrue(here.available(), () -> "skipped: " + here.reasons());
  }

  @ParameterizedTest
  @ValueSource(strings = {"orange", "orange-reml"})
  void smallExamplesAgreeWithTheCpu(String example) throws IOException {
    assertAgreement(example);
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(
      strings = {
        "orange-3i",
        "theoph",
        "theoph-reml",
        "theoph-power",
        "soybean",
        "soybean-factors",
        "soybean-power",
        "ovary",
        "ovary-ar1",
        "ovary-arma",
        "multiple-dose",
        "ces"
      })
  void allExamplesAgreeWithTheCpu(String example) throws IOException {
    assertAgreement(example);
  }

  private static void assertAgreement(String example) throws IOException {
    Fit cpu = fit(example, "cpu");
    Fit cuda = fit(example, EmulatedBackend.NAME);
    assertThat(cuda.backend()).isEqualTo(EmulatedBackend.NAME);
    assertThat(cuda.outcome()).isEqualTo(cpu.outcome());
    assertThat(cuda.logLikelihood())
        .isCloseTo(cpu.logLikelihood(), within(1e-7 * Math.abs(cpu.logLikelihood())));
    for (CoefficientEstimate expected : cpu.fixedEffects()) {
      CoefficientEstimate actual = cuda.fixedEffect(expected.name());
      assertThat(actual.estimate())
          .as(expected.name())
          .isCloseTo(expected.estimate(), within(1e-6 * expected.se()));
    }
  }

  private static Fit fit(String example, String backend) throws IOException {
    ModelFile file = ModelFile.read(EXAMPLES.resolve(example + ".yaml"));
    Dataset data = Dataset.readCsv(EXAMPLES.resolve(file.options().get("data").text()));
    Criterion criterion = file.options().containsKey("reml") ? Criterion.REML : Criterion.ML;
    FitOptions options = FitOptions.defaults().withBackend(backend).withCriterion(criterion);
    return Menlo.fit(file.model(), data, options);
  }
}
