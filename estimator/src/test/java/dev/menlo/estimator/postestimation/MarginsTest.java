package dev.menlo.estimator.postestimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FittedExamples;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.postestimation.DerivedEstimates.Adjustment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Margins against the nonlinear and linear combinations that they are. */
class MarginsTest {
  private final Fit orange = FittedExamples.of("orange.yaml");
  private final Fit factors = FittedExamples.of("soybean-factors.yaml");

  private static void assertSame(DerivedEstimate found, DerivedEstimate expected) {
    double se = expected.se();
    assertThat(found.estimate()).isCloseTo(expected.estimate(), within(1e-9 * se));
    assertThat(found.se()).isCloseTo(se, within(1e-9 * se));
    assertThat(found.lower()).isCloseTo(expected.lower(), within(1e-8 * se));
  }

  @Test
  void ofTheMeanAtValues() {
    DerivedEstimates found = orange.margins().at("age=500 1000").estimates();
    String mean = "{b1}/(1+exp(-(%s-{b2})/{b3}))";
    DerivedEstimates expected = orange.nlcom(mean.replace("%s", "500"), mean.replace("%s", "1000"));
    assertThat(found.estimates())
        .extracting(DerivedEstimate::name)
        .containsExactly("age=500", "age=1000");
    assertSame(found.estimates().get(0), expected.estimates().get(0));
    assertSame(found.estimates().get(1), expected.estimates().get(1));
    assertThat(found.covariance()[1]).isCloseTo(expected.covariance()[1], within(1e-9));
  }

  @Test
  void differencesAreDifferences() {
    DerivedEstimate found =
        orange.margins().at("age=500(500)1500").contrasts(Adjustment.NONE).estimates().get(1);
    DerivedEstimate expected =
        orange
            .nlcom("{b1}/(1+exp(-(1500-{b2})/{b3}))-{b1}/(1+exp(-(500-{b2})/{b3}))")
            .estimates()
            .get(0);
    assertThat(found.name()).isEqualTo("age=1500 vs age=500");
    assertSame(found, expected);
  }

  /** Every seventh row is of one age: the average over all rows is that over the seven ages. */
  @Test
  void overallMarginAveragesTheRows() {
    StringBuilder sum = new StringBuilder("(0");
    for (String age : List.of("118", "484", "664", "1004", "1231", "1372", "1582")) {
      sum.append("+{b1}/(1+exp(-(").append(age).append("-{b2})/{b3}))");
    }
    DerivedEstimate expected = orange.nlcom(sum + ")/7").estimates().get(0);
    assertSame(orange.margins().estimates().estimates().get(0), expected);
    for (DerivedEstimate tree : orange.margins().over("tree").estimates().estimates()) {
      assertSame(tree, expected);
    }
  }

  /** phi1 of a variety: its effect, and its interactions by the years' shares of the rows. */
  @Test
  void ofANamedParameterOverFactors() {
    double[] years = factors.fitted().data().data().numbers("year");
    double n = years.length;
    double second = java.util.Arrays.stream(years).filter(y -> y == 1989).count() / n;
    double third = java.util.Arrays.stream(years).filter(y -> y == 1990).count() / n;
    DerivedEstimates found =
        factors.margins().of("phi1").factors("variety").contrasts(Adjustment.NONE);
    DerivedEstimates expected =
        factors.lincom(
            "_b[phi1:2.variety]+"
                + second
                + "*_b[phi1:2.variety#1989.year]+"
                + third
                + "*_b[phi1:2.variety#1990.year]");
    assertThat(found.estimates().get(0).name()).isEqualTo("variety=2 vs variety=1");
    assertSame(found.estimates().get(0), expected.estimates().get(0));
  }

  @Test
  void cellsAreSumsOfCoefficients() {
    DerivedEstimates found = factors.margins().of("phi1").factors("variety", "year").estimates();
    assertThat(found.estimates()).hasSize(6);
    DerivedEstimate expected =
        factors
            .lincom("{phi1:_cons}+{phi1:2.variety}+{phi1:1990.year}+{phi1:2.variety#1990.year}")
            .estimates()
            .get(0);
    assertSame(found.estimate("variety=2, year=1990"), expected);
  }

  @Test
  void severalComparisonsAreAdjusted() {
    Margins margins = orange.margins().at("age=500 1000 1500");
    DerivedEstimates plain = margins.pairwise(Adjustment.NONE);
    DerivedEstimates bonferroni = margins.pairwise(Adjustment.BONFERRONI);
    DerivedEstimates sidak = margins.pairwise(Adjustment.SIDAK);
    assertThat(plain.estimates()).hasSize(3);
    for (int i = 0; i < 3; i++) {
      double p = plain.estimates().get(i).p();
      assertThat(bonferroni.estimates().get(i).p()).isCloseTo(3 * p, within(1e-15));
      assertThat(sidak.estimates().get(i).p()).isCloseTo(1 - Math.pow(1 - p, 3), within(1e-14));
      double half = bonferroni.estimates().get(i).upper() - plain.estimates().get(i).estimate();
      double se = plain.estimates().get(i).se();
      assertThat(half / se).isCloseTo(2.3939797998185104, within(1e-9));
    }
    assertThat(margins.equality().df()).isEqualTo(2);
  }

  @Test
  void messagesNameWhatIsThere() {
    assertThatThrownBy(() -> orange.margins().at("aeg=3"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("does not read aeg; it reads age");
    assertThatThrownBy(() -> orange.margins().at("500"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("begin with a variable");
    assertThatThrownBy(() -> orange.margins().at("age="))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a value is missing");
    assertThatThrownBy(() -> factors.margins().of("phi4"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("did you mean phi1");
    assertThatThrownBy(() -> factors.margins().at("variety=7").estimates())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("variety has no level 7; it has 1, 2");
    assertThatThrownBy(() -> orange.margins().contrasts(Adjustment.NONE))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("one margin");
  }
}
