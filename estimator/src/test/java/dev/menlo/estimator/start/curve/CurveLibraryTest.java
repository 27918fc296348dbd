package dev.menlo.estimator.start.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.BoundExample;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A curve is recognised however it is written, and its own estimates reproduce it. */
class CurveLibraryTest {
  private static final Dataset DATA =
      Dataset.builder()
          .column("x", IntStream.rangeClosed(1, 40).mapToDouble(i -> 0.25 * i).toArray())
          .column("dose", IntStream.rangeClosed(1, 40).mapToDouble(i -> 4).toArray())
          .column("y", IntStream.rangeClosed(1, 40).mapToDouble(i -> i).toArray())
          .build();

  private static List<RecognisedCurve> recognised(String mean, String family) {
    BoundExample bound = BoundExample.of(Model.parse("y = " + mean), DATA);
    return CurveLibrary.recognise(bound.model().spec().mean(), bound.data().design(), family);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "logistic; {a}/(1+exp(-(x-{m})/{s}))",
        "logistic; {a}/(1+exp(({m}-x)/{s}))",
        "logistic; {a}*invlogit((x-{m})/{s})",
        "logistic; {a}/(1+{b}*exp(-{k}*x))",
        "logistic; exp({la})/(1+exp({c}-exp({lk})*x))",
        "logistic4; {d}+({a}-{d})/(1+exp(-(x-{m})/{s}))",
        "logistic4; {a}+({b}-{a})*invlogit((x-{m})/{s})",
        "gompertz; {a}*exp(-{b2}*{b3}^x)",
        "gompertz; {a}*exp(-exp(-(x-{m})/{s}))",
        "weibull; {a}-{d}*exp(-exp({l})*x^{q})",
        "weibull; {a}*(1-exp(-(x/{c})^{q}))",
        "asymptotic; {a}+({r}-{a})*exp(-exp({l})*x)",
        "asymptotic; {a}*(1-exp(-exp({l})*(x-{c})))",
        "asymptotic-origin; {a}*(1-exp(-exp({l})*x))",
        "biexponential; {a1}*exp(-exp({l1})*x)+{a2}*exp(-exp({l2})*x)",
        "oral; dose*{ka}*{ke}/({cl}*({ka}-{ke}))*(exp(-{ke}*x)-exp(-{ka}*x))",
        "oral; dose*exp({e}+{l}-{c})*(exp(-exp({e})*x)-exp(-exp({l})*x))/(exp({l})-exp({e}))",
        "first-order; {a}*exp(-{k}*x)",
        "first-order; dose/exp({lv})*exp(-exp({lcl}-{lv})*x)",
        "first-order; {a}*2^(-x/{half})",
        "michaelis-menten; {v}*x/({k}+x)",
        "michaelis-menten; {v}/(1+{k}/x)",
        "emax; {e0}+{emax}*x/({ed50}+x)",
        "sigmoid-emax; {e0}+{emax}*x^{h}/({ed50}^{h}+x^{h})",
        "sigmoid-emax; {e0}+{emax}/(1+({ed50}/x)^{h})",
        "sigmoid-emax; {e0}+{emax}*invlogit({h}*(ln(x)-{l}))",
        "richards; {a}/(1+exp(-(x-{m})/{s}))^(1/{nu})",
        "von-bertalanffy; {a}*(1-exp(-{k}*(x-{t0})))^3",
        "von-bertalanffy; {a}*(1-exp(-{k}*x))^{c}",
        "power; {a}*x^{k}",
        "power; exp({la}+{k}*ln(x))"
      })
  void recognisesACurveHoweverItIsWritten(String family, String mean) {
    assertThat(recognised(mean, "")).extracting(RecognisedCurve::family).containsExactly(family);
  }

  static List<String> names() {
    return CurveLibrary.names();
  }

  /** The formula that the documentation shows is of the family that it stands for. */
  @ParameterizedTest
  @MethodSource("names")
  void recognisesItsOwnFormula(String name) {
    assertThat(recognised(CurveLibrary.formula(name), name))
        .extracting(RecognisedCurve::family)
        .containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{a}+{b}*sin({w}*x)", "{a}*x/({k}+x^2)", "cond(x > 2, {a}, {b}*x)"})
  void leavesOtherMeansToTheSearch(String mean) {
    assertThat(recognised(mean, "")).isEmpty();
  }

  /**
   * Points on 3 + 5 / (1 + exp(-(x - 4) / 0.6)): d and d + h are 3 and 8 to the grid's accuracy.
   */
  @Test
  void estimatesWhatTheCurveIsMadeOf() {
    BoundExample bound =
        BoundExample.of(Model.parse("y = {d}+({a}-{d})/(1+exp(-(x-{m})/{s}))"), DATA);
    double[] y =
        IntStream.rangeClosed(1, 40)
            .mapToDouble(i -> 3 + 5 / (1 + Math.exp(-(0.25 * i - 4) / 0.6)))
            .toArray();
    RecognisedCurve curve =
        CurveLibrary.recognise(bound.model().spec().mean(), bound.data().design(), "").get(0);
    RecognisedCurve.Target best = curve.estimates(bound.data().design(), y, 1).get(0).get(0);
    double falls = best.values()[3] > 0 ? best.values()[0] + best.values()[1] : best.values()[0];
    assertThat(falls).isCloseTo(best.values()[3] > 0 ? 8 : 3, within(0.2));
    assertThat(Math.abs(best.values()[1])).isCloseTo(5, within(0.4));
  }

  @Test
  void namesTheCurvesThereAre() {
    assertThatThrownBy(() -> recognised("{a}*x", "logistics"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no curve logistics; there are logistic, logistic4");
  }
}
