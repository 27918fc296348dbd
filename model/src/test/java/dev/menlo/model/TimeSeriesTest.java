package dev.menlo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Lags of variables, of named expressions and of the mean. */
class TimeSeriesTest {
  private static final Table DATA =
      new Table()
          .with("y", "1 2 3 4")
          .with("x", "1 4 9 16")
          .with("dose", "100 0 50 0")
          .with("time", "0 2 3 7");

  private static double[] mean(String text, double... beta) {
    LoweredModel model = Model.parse(text).lower(DATA);
    return DATA.mean(model, beta, new double[0]);
  }

  @Test
  void operatorsOnVariables() {
    assertThat(mean("y = L.x, tsorder(time)")).containsExactly(Double.NaN, 1, 4, 9);
    assertThat(mean("y = F2.x, tsorder(time)")).containsExactly(9, 16, Double.NaN, Double.NaN);
    assertThat(mean("y = D.x, tsorder(time)")).containsExactly(Double.NaN, 3, 5, 7);
    assertThat(mean("y = D2.x, tsorder(time)")).containsExactly(Double.NaN, Double.NaN, 2, 2);
    assertThat(mean("y = LD.x, tsorder(time)")).containsExactly(Double.NaN, Double.NaN, 3, 5);
  }

  @Test
  void operatorsInLinearCombinations() {
    LoweredModel model = Model.parse("y = {xb: D.x i.y#cL.x}, tsorder(time)").lower(DATA);

    assertThat(model.rowOrder()).isEqualTo("time");
    assertThat(model.fixedEffects())
        .extracting(FixedEffect::term)
        .contains("D.x", "2.y#cL.x", "_cons");
  }

  /** conc_j = sum over doses of dose / V exp(-k (t_j - t_dose)): superposition in closed form. */
  @Test
  void multipleDosesSuperpose() {
    String text =
        "y = dose/{v}+L.{y:}*exp(-{k}*D.time), tsinit({y:}=dose/{v}) tsorder(time) tsmissing";
    LoweredModel model = Model.parse(text).lower(DATA);
    double k = .3;
    double v = 20;
    double[] mean = DATA.mean(model, new double[] {k, v}, new double[0]);
    double[] time = {0, 2, 3, 7};

    assertThat(model.keepsMissingResponses()).isTrue();
    assertThat(model.spec().mean().isRecursive()).isTrue();
    for (int row = 0; row < 4; row++) {
      double first = 100 / v * Math.exp(-k * time[row]);
      double second = row < 2 ? 0 : 50 / v * Math.exp(-k * (time[row] - 3));
      assertThat(mean[row]).isCloseTo(first + second, within(1e-14));
    }
  }

  @Test
  void theMeanHasTwoNames() {
    String body = "%s*{k}+1, tsinit({%s:}=10) tsorder(time)";
    double[] byName = mean("y = " + body.formatted("L.{y:}", "y"), .5);

    assertThat(byName).containsExactly(10, 6, 4, 3);
    assertThat(mean("y = " + body.formatted("L._yhat", "_yhat"), .5)).isEqualTo(byName);
  }

  @Test
  void namedExpressionsRecurseAndSeeEachOther() {
    double[] mean =
        mean(
            "y = {s:}+{p:}, define(s: L.{s:}+{p:}) define(p: L.{p:}*2) tsinit({p:}={a})"
                + " tsinit({s:}=0) tsorder(time)",
            1);

    assertThat(mean).containsExactly(1, 2 + 2, 4 + 6, 8 + 14);
  }

  @Test
  void onlyTheReplacedRowReadsZeroForAMissingLag() {
    LoweredModel model =
        Model.parse("y = L.{y:}+L.x*{a}, tsinit({y:}=1) tsorder(time)").lower(DATA);

    assertThat(model.covariates()).containsExactly(new Covariate.Lagged("x", 1, true));
    assertThat(Model.parse("y = L.x*{a}, tsorder(time)").lower(DATA).covariates())
        .containsExactly(new Covariate.Lagged("x", 1, false));
  }
}
