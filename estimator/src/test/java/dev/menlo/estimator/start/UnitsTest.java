package dev.menlo.estimator.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.BoundExample;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units by hand: powers of y and x in each parameter, or in what it is the logarithm of. */
class UnitsTest {
  private static final Dataset DATA =
      Dataset.builder().column("x", 1, 2, 3, 4, 5).column("y", 1, 2, 4, 5, 6).build();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{p}/(1+exp(-(x-{q})/{r})); y^1.0 x^0.0; y^0.0 x^1.0; y^0.0 x^1.0",
        "{p}*exp(-{q}*x)+{r}; y^1.0 x^0.0; y^0.0 x^-1.0; y^1.0 x^0.0",
        "{p}*(1-exp(-exp({q})*(x-{r}))); y^1.0 x^0.0; log y^0.0 x^-1.0; y^0.0 x^1.0",
        "exp({p})*exp(-exp({q}-{p})*x)+{r}; log y^1.0 x^0.0; log y^1.0 x^-1.0; y^1.0 x^0.0",
        "{p}*invlogit({q}*(ln(x)-{r})); y^1.0 x^0.0; y^0.0 x^0.0; log y^0.0 x^1.0",
        "{p}+{q}*x+{r}*x^2; y^1.0 x^0.0; y^1.0 x^-1.0; y^1.0 x^-2.0"
      })
  void findsTheUnitOfEveryParameter(String mean, String p, String q, String r) {
    BoundExample bound = BoundExample.of(Model.parse("y = " + mean), DATA);
    Units units = new Units(bound.model().spec().mean(), 3, 1);
    String[] expected = {p, q, r};
    for (int k = 0; k < 3; k++) {
      int position = "pqr".indexOf(bound.model().fixedEffects().get(k).name());
      assertThat(text(units, k)).as(mean).isEqualTo(expected[position]);
    }
  }

  private static String text(Units units, int k) {
    boolean log = units.logPower(k, 0) != 0 || units.logPower(k, 1) != 0;
    return log
        ? "log y^" + (units.logPower(k, 0) + 0.0) + " x^" + (units.logPower(k, 1) + 0.0)
        : "y^" + (units.power(k, 0) + 0.0) + " x^" + (units.power(k, 1) + 0.0);
  }
}
