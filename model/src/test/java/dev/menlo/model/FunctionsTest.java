package dev.menlo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.model.syntax.Function;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every function and operator of the language, evaluated at x = 0.3, z = -2.6 against mpmath. */
class FunctionsTest {
  private static final Table DATA =
      new Table().with("y", "1").with("x", "0.3").with("z", "-2.6").with("region", "East");

  private static double value(String expression) {
    LoweredModel model = Model.parse("y = " + expression).lower(DATA);
    return DATA.mean(model, new double[0], new double[0])[0];
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "abs(z);2.6",
        "acos(x);1.2661036727794992",
        "acosh(1+x);0.7564329108569596",
        "asin(x);0.3046926540153975",
        "asinh(x);0.2956730475634224",
        "atan(x);0.2914567944778671",
        "atan2(x,z);3.026716048172894",
        "atanh(x);0.3095196042031118",
        "ceil(z);-2",
        "cloglog(x);-1.0309304331587228",
        "cond(x>0,5,log(z));5",
        "cos(x);0.955336489125606",
        "cosh(x);1.0453385141288605",
        "digamma(x);-3.5025242222001332",
        "exp(x);1.3498588075760032",
        "expm1(x);0.3498588075760031",
        "floor(z);-3",
        "inlist(x,1,0.3,2);1",
        "inrange(x,0,0.2);0",
        "int(z);-2",
        "invcloglog(x);0.7407231340091724",
        "invlogit(x);0.574442516811659",
        "invnormal(x);-0.5244005127080407",
        "ln(x);-1.2039728043259361",
        "ln1m(x);-0.35667494393873245",
        "ln1p(x);0.26236426446749106",
        "lnfactorial(4);3.1780538303479458",
        "lngamma(x);1.0957979948180756",
        "lnnormal(x);-0.4814101615884811",
        "lnnormalden(x);-0.9639385332046727",
        "log(x);-1.2039728043259361",
        "log10(x);-0.5228787452803376",
        "log1m(x);-0.35667494393873245",
        "log1p(x);0.26236426446749106",
        "logit(x);-0.8472978603872037",
        "max(x,z,7);7",
        "min(x,z,7);-2.6",
        "mod(z,2);1.4",
        "normal(x);0.6179114221889526",
        "normalden(x);0.38138781546052414",
        "normalden(x,2);0.19723966545394445",
        "normalden(x,1,2);0.18762017345846895",
        "round(z);-3",
        "round(z,0.5);-2.5",
        "sign(z);-1",
        "sin(x);0.29552020666133955",
        "sinh(x);0.3045202934471426",
        "sqrt(x);0.5477225575051661",
        "tan(x);0.30933624960962325",
        "tanh(x);0.2913126124515909",
        "trigamma(x);12.24536454610773",
        "trunc(z);-2",
      })
  void function(String expression, double expected) {
    assertThat(value(expression)).isCloseTo(expected, within(2e-12 * (1 + Math.abs(expected))));
  }

  @Test
  void everyFunctionIsEvaluatedAbove() throws NoSuchMethodException {
    String[] rows =
        FunctionsTest.class
            .getDeclaredMethod("function", String.class, double.class)
            .getAnnotation(CsvSource.class)
            .value();

    assertThat(Arrays.stream(rows).map(r -> r.substring(0, r.indexOf('('))).distinct())
        .containsExactlyInAnyOrderElementsOf(Function.words());
  }

  @Test
  void operatorsBindAsInStata() {
    Map<String, Double> cases = new TreeMap<>();
    cases.put("-2^2", -4.0);
    cases.put("2^-1", 0.5);
    cases.put("2^3^2", 64.0);
    cases.put("2-3-4", -5.0);
    cases.put("12/3*2", 8.0);
    cases.put("-x*2", -0.6);
    cases.put("1+2*3", 7.0);
    cases.put("2*3==6", 1.0);
    cases.put("1<2 & 3>=4 | 5!=6", 1.0);
    cases.put("1 | 0 & 0", 1.0);
    cases.put("!0+1", 2.0);
    cases.put("!(x~=0.3)", 1.0);
    cases.put("_pi", Math.PI);
    cases.put("c(pi)/2", Math.PI / 2);
    cases.put("+x", 0.3);
    cases.put("1e-2+.5+5.", 5.51);
    cases.put("region==\"East\"", 1.0);
    cases.put("\"East\"!=region | 0", 0.0);
    cases.put("\"East\".region", 1.0);
    cases.forEach((text, expected) -> assertThat(value(text)).as(text).isEqualTo(expected));
  }
}
