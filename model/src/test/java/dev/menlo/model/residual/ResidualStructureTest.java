package dev.menlo.model.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.model.LoweredResidual;
import dev.menlo.model.ModelException;
import dev.menlo.model.ResidualParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResidualStructureTest {
  @Test
  void absentOptionsAreIndependentErrorsWithConstantVariance() {
    ResidualStructure structure = ResidualStructure.parse(null, "", null, " ");
    assertThat(structure).isEqualTo(ResidualStructure.IDENTITY);
    LoweredResidual lowered = structure.lower(new TableColumns());
    assertThat(lowered.spec()).isEqualTo(ResidualSpec.IDENTITY);
    assertThat(lowered.parameters())
        .extracting(ResidualParameter::name)
        .containsExactly("var(Residual)");
    assertThat(Evaluation.parameters(lowered.natural(), Math.log(3))[0])
        .isCloseTo(9, within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity",
        "power _yhat",
        "power _yhat, noconstant",
        "power dose, strata(variety)",
        "power _yhat, strata(variety) noconstant"
      })
  void varianceTextParsesBack(String text) {
    ResidualStructure structure = ResidualStructure.parse(text, null, null, "site>plot");
    assertThat(structure.resvariance()).isEqualTo(text);
    assertThat(ResidualStructure.parse(structure.resvariance(), null, null, structure.group()))
        .isEqualTo(structure)
        .hasSameHashCodeAs(structure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pow _yhat , nocons | power _yhat, noconstant",
        "power  _yhat,strata( variety )nocons | power _yhat, strata(variety) noconstant",
        "ident | identity"
      })
  void abbreviationsAndSpacing(String text, String canonical) {
    assertThat(ResidualStructure.parse(text, null, null, null).resvariance()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pwoer _yhat | at character 1, \"pwoer\" is not a variance function; did you mean power?",
        "power | power needs a variable or _yhat",
        "power _yhat dose | at character 13, \"dose\" is more than power takes",
        "power _yhat, strta(f) | at character 14, \"strta\" is not a suboption of power; did you mean strata?",
        "power _yhat, strata() | at character 14, strata names nothing; write strata(variable)",
        "power _yhat, noconstant) | at character 24, \")\" is out of place"
      })
  void problemsNamePlaceAndCure(String text, String message) {
    assertThatThrownBy(() -> ResidualStructure.parse(text, null, null, null))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("resvariance(" + text.strip() + ")")
        .hasMessageContaining(message);
  }

  @Test
  void groupMayStandInOneOptionOnly() {
    assertThat(ResidualStructure.parse("identity, group(site > plot)", null, null, "").group())
        .isEqualTo("site>plot");
    assertThatThrownBy(() -> ResidualStructure.parse("identity, group(plot)", null, null, "site"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("group(plot) differs from group(site)");
  }

  @Test
  void rescovarianceStandsAlone() {
    assertThatThrownBy(() -> ResidualStructure.parse("power _yhat", null, "identity", null))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("use it alone");
  }
}
