package dev.menlo.cli;

import static dev.menlo.cli.Ended.example;
import static dev.menlo.cli.Ended.menlo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions to stored fits, by command. */
class PostestimationTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private static String orange;
  private static String larger;
  private static String soybean;

  @BeforeAll
  static void store() {
    orange = stored("orange.yaml", "b1 175 b2 700 b3 300");
    larger = stored("orange-3i.yaml", "b1 175 b2 700 b3 300");
    soybean = stored("soybean.yaml", "b1 18 b2 52 b3 7.5");
  }

  private static String stored(String model, String initial) {
    String file = folder.resolve(model.replace(".yaml", ".json")).toString();
    assertThat(menlo("fit", example(model), "--initial", initial, "--out", file).code()).isZero();
    return file;
  }

  @Test
  void nlcomPrintsARowAnExpression() throws IOException {
    Ended text = menlo("nlcom", orange, "ratio: {b2}/{b3}", "sqrt(var(U1))");
    assertThat(text.code()).isZero();
    assertThat(text.out())
        .contains("ratio:  {b2}/{b3}", "     circumf |    Estimate  Std. err.", "       ratio |")
        .contains("       _nl_2 |   31.48256");
    JsonNode json = JSON.readTree(menlo("nlcom", orange, "{b2}/{b3}", "--format", "json").out());
    assertThat(json.at("/estimates/0/estimate").doubleValue())
        .isCloseTo(722.55598 / 344.16238, within(1e-6));
    assertThat(json.get("covariance")).hasSize(1);
  }

  @Test
  void testsPrintLikeStata() {
    assertThat(menlo("test", orange, "b1 = 200", "b2 = 700", "b1+b2 = 900").out())
        .contains(" ( 3)  b1+b2 = 900", "Constraint 3 dropped", "chi2(  2) =", "Prob > chi2 =");
    assertThat(menlo("test", orange, "b1", "b2 = 700", "--accumulate").out())
        .contains("chi2(  1) =", "chi2(  2) =");
    assertThat(menlo("testnl", orange, "{b2}/{b3} = 2").out()).contains("chi2(  1) =     0.80");
    assertThat(menlo("lincom", orange, "b2 - 2*b3").out()).contains("(1):  b2-2*b3");
  }

  @Test
  void lrtestTakesEitherOrder() {
    Ended one = menlo("lrtest", orange, larger);
    assertThat(one.out())
        .contains("Assumption: orange nested within orange-3i", "LR chi2(2) = 0.07")
        .contains("Prob > chibar2 <=", "conservative");
    assertThat(menlo("lrtest", larger, orange).out()).isEqualTo(one.out());
  }

  /** AIC 1499.669, BIC 1539.879, df 10: as published. */
  @Test
  void estimatesCompareFits() {
    assertThat(menlo("estimates", "stats", soybean).out())
        .contains("     soybean |      412  -739.8345      10   1499.669   1500.218   1539.879");
    assertThat(menlo("estimates", "table", orange, larger, "--se").out())
        .contains("Variable |      orange   orange-3i", "/var(U3) |", "Legend: b/se");
  }

  @ParameterizedTest
  @CsvSource({
    "group, tree |          5",
    "recovariance, Random-effects covariances at plot",
    "sd, sd(U1) |   31.48256",
    "wcorrelation, Within-group correlations of tree 1",
    "ic, orange |       35",
    "summarize, circumf |         35",
    "vce, Covariances of the fixed effects (vce menl)"
  })
  void estatAnswers(String what, String expected) {
    Ended text = menlo("estat", what, what.equals("recovariance") ? soybean : orange);
    assertThat(text.code()).isZero();
    assertThat(text.out()).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"group", "recovariance", "sd", "wcorrelation", "ic", "summarize", "vce"})
  void estatAnswersInJson(String what) throws IOException {
    assertThat(JSON.readTree(menlo("estat", what, soybean, "--format", "json").out())).isNotEmpty();
  }

  @Test
  void marginsAndTheirDifferences() {
    assertThat(menlo("margins", orange, "--at", "age=500 1000").out())
        .contains("Margins of the mean", "     age=500 |", "the population level");
    assertThat(
            menlo("margins", orange, "--at", "age=500 1000", "--pwcompare", "--adjust", "sidak")
                .out())
        .contains("adjusted by sidak", "age=1000 vs age=500 |");
    assertThat(menlo("margins", orange, "--at", "age=500 1000", "--equal").out())
        .contains("chi2(  1) =");
  }

  @Test
  void confintByBothMethods() throws IOException {
    assertThat(menlo("confint", orange, "b1").out()).contains("b1 |    191.049     159.3877");
    JsonNode json =
        JSON.readTree(
            menlo("confint", larger, "var(U2)", "--method", "profile", "--format", "json").out());
    assertThat(json.at("/intervals/0/lower").doubleValue()).isZero();
    assertThat(json.at("/intervals/0/notes/0").textValue()).contains("boundary 0");
  }

  @Test
  void tablesSayByWhichRule() {
    assertThat(menlo("replay", orange, "--vce", "robust").out())
        .contains("(standard errors: vce robust)");
    assertThat(menlo("replay", orange).out()).doesNotContain("vce");
    String file = folder.resolve("robust.json").toString();
    Ended fit = menlo("fit", example("orange.yaml"), "--vce", "cluster tree", "--out", file);
    assertThat(fit.out()).contains("(standard errors: vce cluster tree)");
    assertThat(menlo("replay", file).out()).contains("(standard errors: vce cluster tree)");
    assertThat(menlo("nlcom", file, "b1").out()).contains("(standard errors: vce cluster tree)");
  }

  @Test
  void badInputNamesPlaceAndCure() {
    menlo("nlcom", orange, "b1*{b9}").isBadInput("column 5", "no estimate is called b9");
    menlo("test", orange, "b1*b2 = 1").isBadInput("not linear", "testnl");
    menlo("test", orange, "b1 = 1", "b1 = 2").isBadInput("contradicts");
    menlo("lrtest", orange, soybean).isBadInput("different observations", "35", "412");
    menlo("estat", "icc", orange).isBadInput("icc", "wcorrelation");
    menlo("estimates", "tables", orange).isBadInput("table or stats");
    menlo("margins", orange, "--at", "height=3").isBadInput("does not read height", "age");
    menlo("confint", orange, "--method", "exact").isBadInput("wald or profile");
    menlo("replay", orange, "--vce", "hc3").isBadInput("--vce", "robust", "hc3");
    menlo("fit", example("orange.yaml"), "--vce", "cluster tre").isBadInput("no variable tre");
    menlo("nlcom", "absent.json", "b1").isBadInput("no such file");
  }
}
