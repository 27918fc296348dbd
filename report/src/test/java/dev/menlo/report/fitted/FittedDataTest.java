package dev.menlo.report.fitted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.store.FitFile;
import dev.menlo.report.Examples;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FittedDataTest {
  @TempDir static Path folder;

  private static FittedData data(String model, String data) {
    return FittedData.of(Examples.fit(model, data).fitted(), null);
  }

  @Test
  void residualsAddUpAndAreScaledByTheVarianceFunction() {
    FittedData data = data("soybean-power", "soybean");
    Observations o = data.observations();
    double sigma = Math.sqrt(data.fit().parameter("sigma2").estimate());
    double delta = data.fit().parameter("delta").estimate();

    for (int i = 0; i < o.size(); i++) {
      assertThat(o.mean()[i] + o.residual()[i]).isCloseTo(o.response()[i], within(1e-12));
      double sd = sigma * Math.pow(Math.abs(o.mean()[i]), delta);
      assertThat(o.standardised()[i]).isCloseTo(o.residual()[i] / sd, within(1e-10));
      assertThat(o.normalised()[i]).isCloseTo(o.standardised()[i], within(1e-10));
    }
  }

  /** The logistic curve of the orange trees, written out. */
  @Test
  void meansAndCurvesAreThoseOfTheFormula() {
    FittedData data = data("orange", "orange");
    Fit fit = data.fit();
    double b1 = fit.fixedEffect("b1").estimate();
    double b2 = fit.fixedEffect("b2").estimate();
    double b3 = fit.fixedEffect("b3").estimate();
    double[] u = data.levels().get(0).values()[0];
    Curves curves = new Curves(data, "");

    assertThat(curves.design().x().name()).isEqualTo("age");
    assertThat(curves.design().onGrid()).isTrue();
    for (int g = 0; g < 5; g++) {
      GroupCurve curve = curves.of(g);
      for (int i = 0; i < curve.x().length; i++) {
        double shape = 1 + Math.exp(-(curve.x()[i] - b2) / b3);
        assertThat(curve.population()[i]).isCloseTo(b1 / shape, within(1e-9));
        assertThat(curve.conditional()[i]).isCloseTo((b1 + u[g]) / shape, within(1e-9));
      }
    }
  }

  @Test
  void whitenedResidualsLoseTheFittedCorrelation() {
    Observations o = data("ovary-ar1", "ovary").observations();
    double phi = Examples.fit("ovary-ar1", "ovary").parameter("phi1").estimate();

    for (int i = o.starts()[0] + 1; i < o.starts()[1]; i++) {
      double expected =
          (o.standardised()[i] - phi * o.standardised()[i - 1]) / Math.sqrt(1 - phi * phi);
      assertThat(o.normalised()[i]).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void readsNestedLevelsWithTheirCovariances() {
    FittedData data = data("ces", "ces");

    assertThat(data.levels())
        .extracting(EffectsLevel::path)
        .containsExactly("region", "region>state");
    assertThat(data.levels().get(0).labels()).hasSize(9);
    assertThat(data.levels().get(1).values()[0]).hasSize(51);
    assertThat(data.levels().get(1).covariance(0, 0))
        .isCloseTo(data.fit().parameter("var(U2)").estimate(), within(1e-15));
  }

  @Test
  void knowsWithinWhichGroupsAVariableIsConstant() {
    FittedData data = data("soybean-power", "soybean");

    assertThat(data.covariates())
        .extracting(CovariateValues::name, CovariateValues::level, CovariateValues::inModel)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("time", 0, true),
            org.assertj.core.groups.Tuple.tuple("variety", 1, false),
            org.assertj.core.groups.Tuple.tuple("year", 1, false));
  }

  @Test
  void recursionsAreJoinedAndSeveralVaryingVariablesHaveNoCurve() {
    assertThat(new Curves(data("multiple-dose", "multiple-dose"), "").design().onGrid()).isFalse();
    assertThat(new Curves(data("ces", "ces"), "").design().x()).isNull();
    assertThat(new Curves(data("ces", "ces"), "labor").design().onGrid()).isFalse();
  }

  /** A stored fit holds the variables of its model; the file beside it has the others. */
  @Test
  void theFileBesideAStoredFitAddsItsVariables() throws Exception {
    Path stored = folder.resolve("fit.json");
    FitFile.write(Examples.fit("soybean-power", "soybean"), stored);
    FittedModel fitted = FitFile.read(stored).fitted();
    Dataset file = Dataset.readCsv(Path.of("..", "examples", "data", "soybean.csv"));

    assertThat(FittedData.of(fitted, null).covariates())
        .extracting(CovariateValues::name)
        .containsExactly("time");
    assertThat(FittedData.of(fitted, file).covariates())
        .extracting(CovariateValues::name)
        .containsExactly("time", "variety", "year");
    assertThat(new Curves(FittedData.of(fitted, file), "").of(3).conditional())
        .containsExactly(new Curves(data("soybean-power", "soybean"), "").of(3).conditional());
  }

  @Test
  void refusesAnUnknownVariableAndAnotherFile() {
    FittedData data = data("orange", "orange");
    Dataset other = Dataset.builder().source("other.csv").column("circumf", new double[35]).build();

    assertThatThrownBy(() -> new Curves(data, "hight"))
        .hasMessageContaining("--x hight")
        .hasMessageContaining("age");
    assertThatThrownBy(() -> FittedData.of(data.fitted(), other))
        .hasMessageContaining("other.csv is not the file of the fit")
        .hasMessageContaining("line 2");
  }
}
