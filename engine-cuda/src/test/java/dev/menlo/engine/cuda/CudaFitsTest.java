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
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole fits, kernels emulated, agree with the CPU backend to 1e-6 standard errors. */
class CudaFitsTest {
  /** The difference allowed, in standard errors; of a standard error, relative to itself. */
  private static final double SE = 1e-6;

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

  /** Started near its end: the search for starting values would take the interpreter hours. */
  @Test
  @Tag("slow")
  void fitsWithFactorsAgreeWithTheCpu() throws IOException {
    Map<String, Double> near = new LinkedHashMap<>();
    for (CoefficientEstimate b : fit("soybean-factors", "cpu", Map.of()).fixedEffects()) {
      near.put(b.name(), b.estimate() + b.se() / 2);
    }
    assertAgreement("soybean-factors", near);
  }

  private static void assertAgreement(String example) throws IOException {
    assertAgreement(example, Map.of());
  }

  private static void assertAgreement(String example, Map<String, Double> initial)
      throws IOException {
    Fit cpu = fit(example, "cpu", initial);
    Fit cuda = fit(example, EmulatedBackend.NAME, initial);
    assertThat(cuda.backend()).isEqualTo(EmulatedBackend.NAME);
    assertThat(cuda.outcome()).isEqualTo(cpu.outcome());
    assertThat(cuda.logLikelihood())
        .isCloseTo(cpu.logLikelihood(), within(1e-7 * Math.abs(cpu.logLikelihood())));
    List<ParameterEstimate> expected = parameters(cpu);
    List<ParameterEstimate> actual = parameters(cuda);
    assertThat(actual).extracting(ParameterEstimate::name).isEqualTo(names(expected));
    for (int k = 0; k < expected.size(); k++) {
      assertNear(actual.get(k), expected.get(k));
    }
  }

  private static void assertNear(ParameterEstimate actual, ParameterEstimate expected) {
    double se = expected.se();
    if (Double.isNaN(se)) {
      // A variance of exactly 0 has none.
      assertThat(actual.estimate()).as(expected.name()).isEqualTo(expected.estimate());
      assertThat(actual.se()).as(expected.name()).isNaN();
    } else {
      assertThat(actual.estimate())
          .as(expected.name())
          .isCloseTo(expected.estimate(), within(SE * se));
      assertThat(actual.se()).as("se of " + expected.name()).isCloseTo(se, within(SE * se));
    }
  }

  /** Fixed effects, then variances, covariances and residual parameters. */
  private static List<ParameterEstimate> parameters(Fit fit) {
    List<ParameterEstimate> all = new ArrayList<>();
    for (CoefficientEstimate b : fit.fixedEffects()) {
      all.add(new ParameterEstimate(b.name(), b.estimate(), b.se(), b.lower(), b.upper()));
    }
    fit.randomEffects().forEach(block -> all.addAll(block.parameters()));
    all.addAll(fit.residual());
    return all;
  }

  private static List<String> names(List<ParameterEstimate> parameters) {
    return parameters.stream().map(ParameterEstimate::name).toList();
  }

  private static Fit fit(String example, String backend, Map<String, Double> initial)
      throws IOException {
    ModelFile file = ModelFile.read(EXAMPLES.resolve(example + ".yaml"));
    Dataset data = Dataset.readCsv(EXAMPLES.resolve(file.options().get("data").text()));
    Criterion criterion = file.options().containsKey("reml") ? Criterion.REML : Criterion.ML;
    FitOptions options =
        FitOptions.defaults().withBackend(backend).withCriterion(criterion).withInitial(initial);
    return Menlo.fit(file.model(), data, options);
  }
}
