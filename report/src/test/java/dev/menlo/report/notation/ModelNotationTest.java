package dev.menlo.report.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import dev.menlo.model.ModelFile;
import dev.menlo.model.Schema;
import dev.menlo.report.markup.Markup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Formulas as their texts in order; layout elements as brackets: _(a b), ^(a b), /(a b). */
class ModelNotationTest {
  /** Numeric variables; soybean's factors have these levels. */
  private record Variables(List<String> variables) implements Schema {
    private static final Map<String, List<String>> LEVELS =
        Map.of("variety", List.of("1", "2"), "year", List.of("1988", "1989", "1990"));

    static Variables of(String... names) {
      return new Variables(List.of(names));
    }

    @Override
    public boolean isNumeric(String variable) {
      return true;
    }

    @Override
    public List<String> levels(String variable) {
      return LEVELS.getOrDefault(variable, List.of("1", "2", "3"));
    }
  }

  private static String text(String file, Variables variables, Map<String, Integer> constant) {
    Path path = Path.of("..", "examples", file + ".yaml");
    try {
      Model model = ModelFile.read(path, Map.of()).model();
      return squeezed(new ModelNotation(model, model.lower(variables), constant));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    assertThat(text("orange", Variables.of("tree", "age", "circumf"), Map.of()).lines())
        .contains(
            "_(circumfij)=/(_(b1)+_(U1i)1+exp(−/(_(ageij)−_(b2)_(b3))))+_(εij)",
            "_(U1i)∼N(0,_(ψU1))",
            "_(εij)∼N(0,^(σ2)),independent");
  }

  @Test
  void writesDefinitionsCovarianceAndVarianceFunction() {
    assertThat(
            text(
                    "soybean-power",
                    Variables.of("plot", "variety", "year", "time", "weight"),
                    Map.of())
                .lines())
        .contains(
            "_(weightij)=_(μij)+_(εij)",
            "_(φ1i)=_(b1)+_(U1i)",
            "_(U1i)_(U2i)_(U3i)∼N(0,_(ψ11)_(ψ12)_(ψ13)_(ψ12)_(ψ22)_(ψ23)_(ψ13)_(ψ23)_(ψ33))",
            "_(εij)∼N(0,^(σ2)^(|_(μij)|2δ)),independent");
  }

  @Test
  void writesFactorsNestedLevelsAndCorrelation() {
    assertThat(
            text(
                "soybean-factors",
                Variables.of("plot", "variety", "year", "time", "weight"),
                Map.of("variety", 1, "year", 1)))
        .contains("_(βphi1:2.variety#1989.year)·[_(varietyi)=2]·[_(yeari)=1989]");
    assertThat(text("ces", Variables.of("region", "state", "lnprod", "capital", "labor"), Map.of()))
        .contains("_(δij)=_(δ0)+_(U1i)+_(U2ij)")
        .contains("icountsregion,jcountsstate,kcountsrows");
    assertThat(text("ovary-ar1", Variables.of("mare", "time", "follicles", "obs"), Map.of()))
        .contains("^(_(φ1)|_(obsis)−_(obsit)|)");
  }

  @Test
  void writesConditionsPowersAndRoots() {
    Model model = Model.parse("y = cond(t>3,{a}*t,(t/{b})^2/sqrt(abs(t)))+(t==1)");
    LoweredModel lowered = model.lower(Variables.of("t", "y"));

    assertThat(squeezed(new ModelNotation(model, lowered, Map.of())))
        .contains("a·_(ti)where_(ti)&gt;3")
        .contains("/(^((/(_(ti)b))2)|_(ti)|)")
        .contains("+[_(ti)=1]+_(εi)")
        .contains("Indices:icountsrows.");
  }

  @Test
  void writesRecursions() {
    assertThat(text("multiple-dose", Variables.of("subject", "time", "dose", "conc"), Map.of()))
        .contains("_(depotij)=_(doseij)+_(depoti,j−1)·");
  }
}
