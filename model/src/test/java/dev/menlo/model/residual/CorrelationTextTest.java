package dev.menlo.model.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.model.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity",
        "exchangeable",
        "exchangeable, by(sex)",
        "ar 1, t(visit)",
        "ar 3, t(visit) by(sex)",
        "ma 2, t(visit)",
        "arma 2 1, t(visit) by(sex)",
        "ctar1, t(time) by(sex)",
        "toeplitz, t(visit)",
        "toeplitz 4, t(visit) by(sex)",
        "banded 2, index(visit)",
        "unstructured, index(visit)",
        "exponential, coords(x)",
        "gaussian, coords(x y) nugget",
        "linear, coords(x) by(field)",
        "rational, coords(x y) nugget by(field)",
        "spherical, coords(x y)"
      })
  void canonicalTextParsesBack(String text) {
    ResidualStructure structure = parse(text);
    assertThat(structure.rescorrelation()).isEqualTo(text);
    assertThat(parse(structure.rescorrelation())).isEqualTo(structure).hasSameHashCodeAs(structure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ar, t(v) | ar 1, t(v)",
        "ex | exchangeable",
        "exp, coords( x  y ) | exponential, coords(x y)",
        "arma 1, t(v) | arma 1 1, t(v)",
        "toep 2,by(sex) t(v) | toeplitz 2, t(v) by(sex)",
        "banded, index(v) | unstructured, index(v)",
        "un, i(v) | unstructured, index(v)"
      })
  void abbreviationsAndDefaults(String text, String canonical) {
    assertThat(parse(text).rescorrelation()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ar 1 | ar needs t(): integer occasions; add t(variable)",
        "ar x, t(v) | at character 4, the order is \"x\"; write an integer from 1 to 999",
        "ar 0, t(v) | the order is \"0\"",
        "unstructured, index(v) by(sex) | \"by\" is not a suboption of unstructured; use one of index",
        "identity, by(sex) | \"by\" is not a suboption of identity",
        "toepltz, t(v) | \"toepltz\" is not a correlation structure; did you mean toeplitz?",
        "spherical | spherical needs coords(): one or more coordinates"
      })
  void problemsNamePlaceAndCure(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("rescorrelation(" + text.strip() + ")")
        .hasMessageContaining(message);
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertThatThrownBy(() -> ResidualStructure.parse("pwr", "ar x, b(sex)", null, null))
        .isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.problems()).hasSize(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "identity | identity | identity",
        "identity, by(sex) | identity, strata(sex) | identity",
        "independent, index(v) | distinct, index(v) | identity",
        "exchangeable | identity | exchangeable",
        "ar 2, t(v) by(sex) | identity, strata(sex) | ar 2, t(v) by(sex)",
        "ctar1, t(v) | identity | ctar1, t(v)",
        "banded 1, index(v) | distinct, index(v) | banded 1, index(v)",
        "unstructured, index(v) | distinct, index(v) | unstructured, index(v)"
      })
  void covarianceIsTheCombination(String text, String resvariance, String rescorrelation) {
    ResidualStructure structure = ResidualStructure.parse(null, null, text, null);
    assertThat(structure.resvariance()).isEqualTo(resvariance);
    assertThat(structure.rescorrelation()).isEqualTo(rescorrelation);
  }

  @Test
  void covarianceTakesGroup() {
    assertThat(ResidualStructure.parse(null, null, "ar 1, t(v) group(a>b)", null).group())
        .isEqualTo("a>b");
  }

  @Test
  void occasionsMustBeIntegersOfModestSpan() {
    ResidualStructure structure = parse("ar 2, t(v)");
    assertThatThrownBy(() -> structure.lower(new TableColumns().with("v", 1, 2.5)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("t(v): 2.5 is not an integer; use an integer variable, or ctar1");
    assertThatThrownBy(() -> structure.lower(new TableColumns().with("v", 1, 20_000)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("span 19999 steps; number the occasions");
  }

  @Test
  void orderedStructuresNameTheirOrder() {
    assertThat(parse("ar 1, t(v)").rowOrder()).contains("v");
    assertThat(parse("unstructured, index(v)").rowOrder()).contains("v");
    assertThat(parse("exchangeable").rowOrder()).isEmpty();
    assertThat(parse("ar 1, t(v) by(s)").requirements())
        .extracting(Requirement::toString)
        .containsExactly(
            "v must not be missing",
            "v must be an integer",
            "v must not repeat within a group",
            "s must not be missing",
            "s must be constant within groups");
  }

  private static ResidualStructure parse(String rescorrelation) {
    return ResidualStructure.parse(null, rescorrelation, null, null);
  }
}
