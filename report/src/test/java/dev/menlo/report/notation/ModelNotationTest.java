package dev.menlo.report.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import dev.menlo.report.Examples;
import dev.menlo.report.markup.Markup;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Formulas as their texts in order; layout elements as brackets: _(a b), ^(a b), /(a b). */
class ModelNotationTest {
  private static String text(String model, String data, Map<String, Integer> constant) {
    FittedModel fitted = Examples.fit(model, data).fitted();
    return squeezed(new ModelNotation(fitted.model(), fitted.lowered(), constant));
  }

  private static String squeezed(ModelNotation notation) {
    String html = new Markup().add(notation).toString();
    return html.replaceAll("<msub>", "_(")
        .replaceAll("</(msub|msup|mfrac)>", ")")
        .replaceAll("<msup>", "^(")
        .replaceAll("<mfrac>", "/(")
        .replaceAll("</div>", "\n")
        .replaceAll("<[^>]*>", "")
        .replaceAll("[\u2061\u00a0\u2003 ]", "")
        .replaceAll("\n+", "\n");
  }

  @Test
  void writesTheLogisticCurve() {
    assertThat(text("orange", "orange", Map.of()).lines())
        .contains(
            "_(circumfij)=/(_(b1)+_(U1i)1+exp(−/(_(ageij)−_(b2)_(b3))))+_(εij)",
            "_(U1i)∼N(0,_(ψU1))",
            "_(εij)∼N(0,^(σ2)),independent");
  }

  @Test
  void writesDefinitionsCovarianceAndVarianceFunction() {
    assertThat(text("soybean-power", "soybean", Map.of()).lines())
        .contains(
            "_(weightij)=_(μij)+_(εij)",
            "_(φ1i)=_(b1)+_(U1i)",
            "_(U1i)_(U2i)_(U3i)∼N(0,_(ψ11)_(ψ12)_(ψ13)_(ψ12)_(ψ22)_(ψ23)_(ψ13)_(ψ23)_(ψ33))",
            "_(εij)∼N(0,^(σ2)^(|_(μij)|2δ)),independent");
  }

  @Test
  void writesFactorsNestedLevelsAndCorrelation() {
    assertThat(text("soybean-factors", "soybean", Map.of("variety", 1, "year", 1)))
        .contains("_(βphi1:2.variety#1989.year)·[_(varietyi)=2]·[_(yeari)=1989]");
    assertThat(text("ces", "ces", Map.of()))
        .contains("_(δij)=_(δ0)+_(U1i)+_(U2ij)")
        .contains("icountsregion,jcountsstate,kcountsrows");
    assertThat(text("ovary-ar1", "ovary", Map.of())).contains("^(_(φ1)|_(obsis)−_(obsit)|)");
  }

  @Test
  void writesConditionsPowersAndRoots() {
    double[] t = {1, 2, 3, 4, 5, 6};
    Dataset data =
        Dataset.builder().column("t", t).column("y", 1.1, 1.9, 3.2, 3.9, 5.3, 5.8).build();
    Model model = Model.parse("y = cond(t>3,{a}*t,(t/{b})^2/sqrt(abs(t)))+(t==1)");
    LoweredModel lowered = Menlo.fit(model, data).fitted().lowered();

    assertThat(squeezed(new ModelNotation(model, lowered, Map.of())))
        .contains("a·_(ti)where_(ti)&gt;3")
        .contains("/(^((/(_(ti)b))2)|_(ti)|)")
        .contains("+[_(ti)=1]+_(εi)")
        .contains("Indices:icountsrows.");
  }

  @Test
  void writesRecursions() {
    assertThat(text("multiple-dose", "multiple-dose", Map.of()))
        .contains("_(depotij)=_(doseij)+_(depoti,j−1)·");
  }
}
