package dev.menlo.estimator.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Predictions against R's nlme (nlme.R beside the numbers), a published table, and identities. */
class PredictorTest {
  private static Dataset reference(String name) throws Exception {
    return Dataset.readCsv(
        java.nio.file.Path.of(PredictorTest.class.getResource(name + "-nlme.csv").toURI()));
  }

  @ParameterizedTest
  @CsvSource({"orange, 1e-5", "soybean, 1e-5", "ovary-ar1, 1e-5"})
  void equalsNlme(String example, double tolerance) throws Exception {
    Fit fit = ExampleFits.of(example + ".yaml");
    Dataset expected = reference(example);
    Offset<Double> within = Offset.offset(tolerance);
    assertThat(fit.predict().fixedOnly().yhat()).containsExactly(expected.numbers("fixed"), within);
    assertThat(fit.predict().yhat()).containsExactly(expected.numbers("conditional"), within);
    assertThat(fit.predict().rstandard()).containsExactly(expected.numbers("normalized"), within);
  }

  @Test
  void residualsAreWhatTheMeanLeaves() {
    Fit fit = ExampleFits.of("orange.yaml");
    double[] y = Examples.data("orange.yaml").numbers("circumf");
    double[] yhat = fit.predict().yhat();
    double[] residuals = fit.predict().residuals();
    for (int i = 0; i < y.length; i++) {
      assertThat(yhat[i] + residuals[i]).isCloseTo(y[i], Offset.offset(1e-12));
    }
  }

  /** delta by region, as an independent dense program has it for these data. */
  @Test
  void namedParameterByRegion() {
    Fit fit = ExampleFits.of("ces.yaml");
    double[] delta = fit.predict().relevel("region").parameter("delta");
    Map<String, Double> byRegion = new LinkedHashMap<>();
    Dataset data = Examples.data("ces.yaml");
    for (int row = 0; row < delta.length; row++) {
      byRegion.put(data.column("region").text(row), delta[row]);
    }
    Map<String, Double> expected =
        Map.of(
            "New England", .317795,
            "Mid Atlantic", .145421,
            "E North Central", .193122,
            "W North Central", .395050,
            "South Atlantic", .569750,
            "E South Central", .320599,
            "W South Central", .414972,
            "Mountain", .235147,
            "Pacific", .125916);
    assertThat(byRegion.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (region, value) -> assertThat(byRegion.get(region)).isCloseTo(value, Offset.offset(1e-6)));
  }

  @Test
  void expressionsAreLikeNames() {
    Fit fit = ExampleFits.of("ces.yaml");
    Predictor region = fit.predict().relevel("region");
    Band named = region.parameterConfidence("delta");
    Band written = region.parameterConfidence("{delta0}+{U1[region]}+{U2[region>state]}");
    assertThat(written.value()).containsExactly(named.value(), Offset.offset(1e-14));
    assertThat(written.se()).containsExactly(named.se(), Offset.offset(1e-12));
    double[] elasticity = region.parameter("1/(1+{rho})*ln(capital)");
    double rho = fit.fixedEffect("rho").estimate();
    double capital = Examples.data("ces.yaml").numbers("capital")[7];
    assertThat(elasticity[7]).isCloseTo(Math.log(capital) / (1 + rho), Offset.offset(1e-12));
    assertThatThrownBy(() -> region.parameter("{gamma}"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("its parameters are b0, delta0, rho");
  }

  /** A fixed effect's interval is that of the table. */
  @Test
  void parameterThatIsOneFixedEffectHasItsTable() {
    Fit fit = ExampleFits.of("orange.yaml");
    Band b2 = fit.predict().parameterConfidence("{b2}");
    assertThat(b2.value()[0]).isEqualTo(fit.fixedEffect("b2").estimate());
    assertThat(b2.se()[0]).isCloseTo(fit.fixedEffect("b2").se(), Offset.offset(1e-10));
    assertThat(b2.upper()[0]).isCloseTo(fit.fixedEffect("b2").upper(), Offset.offset(1e-8));
    Band wider = fit.predict().level(99).parameterConfidence("{b2}");
    assertThat(wider.upper()[0] - wider.value()[0])
        .isCloseTo(2.5758293035489 * b2.se()[0], Offset.offset(1e-9));
  }

  @Test
  void newDataNeedNoResponseAndNoGroupsForThePopulation() {
    Fit fit = ExampleFits.of("orange.yaml");
    Dataset ages = Dataset.builder().column("age", 118, Double.NaN, 1582).build();
    double[] all = fit.predict().fixedOnly().yhat();
    double[] yhat = fit.predict().on(ages).fixedOnly().yhat();
    assertThat(yhat[0]).isEqualTo(all[0]);
    assertThat(yhat[1]).isNaN();
    assertThat(yhat[2]).isEqualTo(all[6]);
    assertThatThrownBy(() -> fit.predict().on(ages).yhat())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("tree");
  }

  @Test
  void knownGroupsAreRecognisedAndNewOnesFollowThePopulation() {
    Fit fit = ExampleFits.of("orange.yaml");
    Dataset some = Dataset.builder().column("tree", 9, 3, 1).column("age", 118, 118, 118).build();
    double[] yhat = fit.predict().on(some).yhat();
    assertThat(yhat[0]).isEqualTo(fit.predict().fixedOnly().yhat()[0]);
    assertThat(yhat[1]).isEqualTo(fit.predict().yhat()[14]);
    assertThat(yhat[2]).isEqualTo(fit.predict().yhat()[0]);
    assertThat(fit.predict().on(some).reffects())
        .extracting(RandomEffect::group)
        .containsExactly("1", "3");
  }

  @Test
  void messagesNameWhatThereIs() {
    Predictor predict = ExampleFits.of("ces.yaml").predict();
    assertThatThrownBy(() -> predict.relevel("county"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("region, region>state");
    assertThatThrownBy(() -> predict.level(101)).hasMessageContaining("99.99");
    Dataset empty =
        Dataset.builder()
            .column("region", "Pacific")
            .column("state", "x")
            .column("capital", Double.NaN)
            .column("labor", 1)
            .build();
    assertThatThrownBy(() -> predict.on(empty).yhat())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("every row lacks");
  }

  @Test
  void unknownLevelOfAFactorIsRefused() {
    Dataset soybean = Examples.data("soybean.yaml");
    dev.menlo.estimator.FitOptions quick =
        dev.menlo.estimator.FitOptions.defaults()
            .withInitial(Map.of("a:1989.year", 0.0, "a:1990.year", 0.0, "a:_cons", 19.0))
            .withIterate(2);
    Fit fit =
        dev.menlo.estimator.Menlo.fit(
            dev.menlo.model.Model.of("weight = {a:}/(1+exp(-(time-{b=52})/{c=7.5}))")
                .define("a", "i.year U[plot]")
                .build(),
            soybean,
            quick);
    double[] year = soybean.numbers("year").clone();
    year[5] = 1991;
    assertThatThrownBy(() -> fit.predict().on(soybean.with("year", year)).yhat())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("year is 1991")
        .hasMessageContaining("1988, 1989, 1990");
    Arrays.fill(year, 1989);
    assertThat(fit.predict().on(soybean.with("year", year)).fixedOnly().parameter("a")[0])
        .isCloseTo(
            fit.fixedEffect("a:_cons").estimate() + fit.fixedEffect("a:1989.year").estimate(),
            Offset.offset(1e-12));
    assertThat(List.of(fit.predict().data().rows())).containsExactly(412);
  }
}
