package dev.menlo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.program.Interpreter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions of estimates: names in all their forms, hypotheses, and what cannot be read. */
class EstimateFunctionTest {
  private static final Map<String, Integer> NAMES = new LinkedHashMap<>();
  private static final double[] VALUES = {1.25, 3, 0.02, 0.7, 5, 2};

  static {
    for (String name :
        List.of("rho", "phi1:2.variety", "var(U1)", "cov(U1,U2)", "var(U1 U2)", "sigma2")) {
      NAMES.put(name, NAMES.size());
    }
  }

  private static double value(EstimateFunction f) {
    double[] none = {};
    return new Interpreter(f.program())
        .evaluate(Interpreter.Row.ofResidual(none, none, Double.NaN, VALUES))[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"rho", "{rho}", "_b[rho]", "_b[/rho]", "[/rho]", "_coef[ rho ]"})
  void aParameterHasManyForms(String text) {
    assertThat(value(EstimateFunction.of("nlcom", text, NAMES))).isEqualTo(1.25);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{phi1:2.variety}; 3",
        "_b[phi1:2.variety]; 3",
        "var(U1); 0.02",
        "{var(U1)}; 0.02",
        "[/var(U1)]; 0.02",
        "cov(U1, U2); 0.7",
        "var(U1 U2); 5",
        "1/(1+{rho}); 0.4444444444444444",
        "sqrt(var(U1)*sigma2)^2; 0.04"
      })
  void tablesNamesStandInExpressions(String text, double expected) {
    assertThat(value(EstimateFunction.of("nlcom", text, NAMES))).isCloseTo(expected, within(1e-15));
  }

  @Test
  void functionsMayHaveNames() {
    assertThat(EstimateFunction.of("nlcom", "sigma: 1/(1+{rho})", NAMES).name()).isEqualTo("sigma");
    assertThat(EstimateFunction.of("nlcom", "(sigma: 1/(1+rho))", NAMES).name()).isEqualTo("sigma");
    assertThat(EstimateFunction.of("nlcom", "rho", NAMES).name()).isEmpty();
  }

  @Test
  void hypothesesAreDifferences() {
    List<EstimateFunction> chain = EstimateFunction.hypothesis("test", "rho = 2 = sigma2", NAMES);
    assertThat(chain).extracting(EstimateFunction::text).containsExactly("rho = 2", "2 = sigma2");
    assertThat(value(chain.get(0))).isEqualTo(-0.75);
    assertThat(value(chain.get(1))).isEqualTo(0);
    EstimateFunction alone = EstimateFunction.hypothesis("test", "rho", NAMES).get(0);
    assertThat(alone.text()).isEqualTo("rho = 0");
    assertThat(value(alone)).isEqualTo(1.25);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "1/(1+{rhoo})@ column 7: no estimate is called rhoo; did you mean rho?",
        "_b[xyzzy]@ no estimate is called xyzzy; there are rho, phi1:2.variety",
        "1/(1+rho@ is not closed",
        "{U[id]}@ only names of estimates",
        "L.rho@ only names of estimates",
        "rho = @ expected",
        "sd(U3)@ no estimate is called sd(U3)",
        "foo(rho)@ unknown function foo()"
      })
  void problemsNamePlaceAndCure(String text, String expected) {
    assertThatThrownBy(() -> EstimateFunction.hypothesis("test", text, NAMES))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void modelsCannotReferToEstimates() {
    assertThatThrownBy(() -> Model.parse("y = {a}+var(U1)").lower(new Table().with("y", "1 2")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("var(U1) is an estimate, which a model cannot refer to");
  }
}
