package dev.menlo.estimator.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.Dataset;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups that the fit has not seen, with random effects from their own rows. */
class NewGroupsTest {
  /** A group of the fit under another name has the same data, so the same random effects. */
  @ParameterizedTest
  @CsvSource({
    "orange.yaml, tree, 2",
    "soybean-power.yaml, plot, 1989F5",
    "ovary-ar1.yaml, mare, 5"
  })
  void groupUnderAnotherNameHasTheSameEffects(String file, String variable, String group) {
    Fit fit = ExampleFits.of(file);
    Dataset data = renamed(Examples.data(file), variable, group);
    Predictor there = fit.predict().on(data).newGroups(NewGroups.ESTIMATE);
    assertClose(there.yhat(), fit.predict().yhat(), 1e-7);
    assertClose(there.confidence().se(), fit.predict().confidence().se(), 1e-7);
    assertClose(there.prediction().se(), fit.predict().prediction().se(), 1e-7);
    RandomEffect last =
        there.reffects().stream()
            .filter(e -> e.group().equals("somewhere new"))
            .findFirst()
            .orElseThrow();
    assertThat(fit.predict().reffects())
        .anySatisfy(
            known -> {
              assertThat(known.name()).isEqualTo(last.name());
              assertThat(known.estimate())
                  .isCloseTo(last.estimate(), Offset.offset(1e-6 * last.se()));
              assertThat(known.se()).isCloseTo(last.se(), Offset.offset(1e-6 * last.se()));
            });
  }

  private static void assertClose(double[] found, double[] expected, double relative) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i])
          .isCloseTo(expected[i], Offset.offset(relative * (1e-3 + Math.abs(expected[i]))));
    }
  }

  /** A new state of a known region keeps the region's effect; a new region has both its own. */
  @Test
  void newGroupsInsideKnownOnes() {
    Fit fit = ExampleFits.of("ces.yaml");
    Dataset data = Examples.data("ces.yaml");
    double[] yhat = fit.predict().yhat();
    Dataset state = renamed(data, "state", data.column("state").text(0));
    Predictor estimated = fit.predict().on(state).newGroups(NewGroups.ESTIMATE);
    assertClose(estimated.yhat(), yhat, 1e-7);
    assertThat(fit.predict().on(state).yhat()[0])
        .isEqualTo(fit.predict().relevel("region").yhat()[0])
        .isNotEqualTo(yhat[0]);
    Dataset region = renamed(data, "region", data.column("region").text(0));
    Predictor both = fit.predict().on(region).newGroups(NewGroups.ESTIMATE);
    assertClose(both.yhat(), yhat, 1e-7);
    assertClose(both.confidence().se(), fit.predict().confidence().se(), 1e-6);
  }

  private static Dataset renamed(Dataset data, String variable, String value) {
    Dataset.Builder out = Dataset.builder();
    for (String name : data.variables()) {
      Column column = data.column(name);
      if (column instanceof Column.Numeric numeric && !name.equals(variable)) {
        out.column(name, numeric.values());
      } else {
        String[] texts = new String[data.rows()];
        for (int i = 0; i < texts.length; i++) {
          boolean hit = name.equals(variable) && column.text(i).equals(value);
          texts[i] = hit ? "somewhere new" : column.text(i);
        }
        out.column(name, texts);
      }
    }
    return out.build();
  }

  /** Rows without a response are predicted from the others of their group; none: the prior. */
  @Test
  void partialDataInformTheOtherRows() {
    Fit fit = ExampleFits.of("orange.yaml");
    Dataset partial =
        Dataset.builder()
            .column("tree", 8, 8, 8, 9)
            .column("age", 484, 1004, 1582, 1582)
            .column("circumf", 100, Double.NaN, Double.NaN, Double.NaN)
            .build();
    Predictor predict = fit.predict().on(partial).newGroups(NewGroups.ESTIMATE);
    double b1 = fit.fixedEffect("b1").estimate();
    double psi = fit.parameter("var(U1)").estimate();
    double sigma2 = fit.parameter("var(Residual)").estimate();
    double[] population = fit.predict().on(partial).fixedOnly().yhat();
    // One row y = (b1 + u) s: u = psi s (y - b1 s) / (psi s^2 + sigma2), var = psi sigma2 / (...).
    double s = population[0] / b1;
    double u = psi * s * (100 - b1 * s) / (psi * s * s + sigma2);
    assertThat(predict.reffects().get(0).estimate()).isCloseTo(u, Offset.offset(1e-8));
    assertThat(predict.reffects().get(0).se())
        .isCloseTo(Math.sqrt(psi * sigma2 / (psi * s * s + sigma2)), Offset.offset(1e-8));
    assertThat(predict.yhat()[2]).isCloseTo(population[2] * (1 + u / b1), Offset.offset(1e-8));
    assertThat(predict.reffects().get(1).estimate()).isZero();
    assertThat(predict.reffects().get(1).se()).isCloseTo(Math.sqrt(psi), Offset.offset(1e-9));
    assertThat(Arrays.stream(predict.residuals()).filter(r -> !Double.isNaN(r))).hasSize(1);
  }
}
