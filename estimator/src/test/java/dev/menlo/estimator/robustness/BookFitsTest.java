package dev.menlo.estimator.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.InitialText;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hard fits of Pinheiro and Bates (2000), chapters 6 and 8: docs/robustness.md. */
class BookFitsTest {
  private static Fit fit(String name) {
    try {
      Path file = Examples.directory().resolve("book/" + name + ".yaml");
      ModelFile model = ModelFile.read(file);
      FitOptions options = FitOptions.defaults().withThreads(1);
      if (model.options().containsKey("if")) {
        options = options.withCondition(model.options().get("if").text());
      }
      if (model.options().containsKey("initial")) {
        options = options.withInitial(InitialText.parse(model.options().get("initial").text()));
      }
      Path data = file.resolveSibling(model.options().get("data").text());
      return Menlo.fit(model.model(), Dataset.readCsv(data), options);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void assertMaximum(Fit fit) {
    assertThat(fit.converged()).as(fit.message()).isTrue();
    assertThat(fit.certificate().distance()).isLessThanOrEqualTo(1e-7);
    assertThat(fit.certificate().curvature()).isPositive();
  }

  /** Log likelihoods of nlme 3.1-162, which stops at a looser tolerance, where it converges. */
  @ParameterizedTest
  @CsvSource({"theoph-power, -168.2953056", "soybean, -292.1547694", "ovary-arma, -772.8472095"})
  void agreesWithNlmeWhereNlmeConverges(String name, double nlme) {
    Fit fit = fit(name);
    assertMaximum(fit);
    assertThat(fit.logLikelihood()).isCloseTo(nlme, within(0.005));
  }

  /** nlme: infinite or missing values in 'x'; or no convergence in 50 iterations. */
  @ParameterizedTest
  @CsvSource({"theoph-constpower", "phenobarb", "phenobarb-apgar"})
  void convergesWhereNlmeDoesNot(String name) {
    assertMaximum(fit(name));
  }

  /** The same, over 136 patients and 1,471 records. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"quinidine", "quinidine-power"})
  void convergesOnQuinidine(String name) {
    assertMaximum(fit(name));
  }

  /** nlme returns log likelihood 662.75 without complaint: 103 below the maximum. */
  @Test
  void findsTheMaximumOfTheWafers() {
    Fit fit = fit("wafer");
    assertMaximum(fit);
    assertThat(fit.logLikelihood()).isGreaterThan(766);
    assertThat(fit.fixedEffect("w0").estimate()).isCloseTo(4.5933, within(0.002));
  }
}
