package dev.menlo.estimator.postestimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.FittedExamples;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.oracle.DenseErrors;
import dev.menlo.estimator.oracle.DenseFrozen;
import dev.menlo.estimator.oracle.NumericalHessian;
import dev.menlo.model.CovarianceType;
import dev.menlo.model.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every standard error against numerical Hessians of the function that its rule names, with dense V
 * and the natural parameters that tables print as variables.
 */
class NaturalScaleTest {
  static Stream<Arguments> few() {
    return Stream.of(
        Arguments.of("orange.yaml", Criterion.ML, DenseErrors.IDENTITY, ""),
        Arguments.of("orange.yaml", Criterion.REML, DenseErrors.IDENTITY, ""),
        Arguments.of("theoph-power.yaml", Criterion.REML, DenseErrors.POWER_CONSTANT, ""));
  }

  static Stream<Arguments> more() {
    return Stream.of(
        Arguments.of("soybean.yaml", Criterion.ML, DenseErrors.IDENTITY, ""),
        Arguments.of("theoph.yaml", Criterion.REML, DenseErrors.IDENTITY, ""),
        Arguments.of("theoph-power.yaml", Criterion.ML, DenseErrors.POWER_CONSTANT, ""),
        Arguments.of("ovary.yaml", Criterion.REML, DenseErrors.IDENTITY, ""),
        Arguments.of("ovary-ar1.yaml", Criterion.ML, DenseErrors.AR1, "obs"),
        Arguments.of("ovary-arma.yaml", Criterion.REML, DenseErrors.ARMA11, "obs"),
        Arguments.of("ces.yaml", Criterion.ML, DenseErrors.IDENTITY, ""));
  }

  @ParameterizedTest
  @MethodSource("few")
  void bothRules(String file, Criterion criterion, DenseErrors errors, String time) {
    assertBothRules(FittedExamples.of(file, criterion), errors, time);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("more")
  void bothRulesOfMoreFits(String file, Criterion criterion, DenseErrors errors, String time) {
    assertBothRules(FittedExamples.of(file, criterion), errors, time);
  }

  /** Shared variances and covariances move all of their places. */
  @ParameterizedTest
  @EnumSource(CovarianceType.class)
  void bothRulesOfEveryCovarianceStructure(CovarianceType type) {
    String structure = type.name().toLowerCase(Locale.ROOT);
    Fit fit =
        Menlo.fit(
            Model.parse(
                "circumf = ({b1}+{U1[tree]})/(1+exp(-(age-({b2}+{U2[tree]}))/{b3})),"
                    + " covariance(U1 U2, "
                    + structure
                    + ")"),
            Examples.data("orange.yaml"),
            FitOptions.defaults()
                .withThreads(1)
                .withInitial(Map.of("b1", 190.0, "b2", 720.0, "b3", 340.0)));
    assertBothRules(fit, DenseErrors.IDENTITY, "");
  }

  private static void assertBothRules(Fit fit, DenseErrors errors, String time) {
    assertThat(fit.converged()).as(fit.message()).isTrue();
    assertMenlsRule(fit, errors, time);
    assertFullInformation(fit.with(Vce.FULL), errors, time);
  }

  /** Beta held at its estimate. */
  private static void assertMenlsRule(Fit fit, DenseErrors errors, String time) {
    DenseFrozen dense = new DenseFrozen(fit, errors, time);
    double[] natural = dense.natural();
    double[][] inverse =
        NumericalHessian.inverse(
            NumericalHessian.of(
                x -> dense.value(dense.beta(), x), natural, steps(fit, dense.names())));
    for (int i = 0; i < natural.length; i++) {
      assertError(dense.names().get(i), fit, Math.sqrt(inverse[i][i]));
    }
    double factor = (double) fit.observations() / (fit.observations() - dense.beta().length);
    double[][] fixed = NumericalHessian.inverse(dense.information());
    for (int j = 0; j < fixed.length; j++) {
      CoefficientEstimate row = fit.fixedEffects().get(j);
      double expected = Math.sqrt(fixed[j][j] * factor);
      assertThat(row.se()).as(row.name()).isCloseTo(expected, within(1e-6 * expected));
    }
  }

  /** Beta free. */
  private static void assertFullInformation(Fit fit, DenseErrors errors, String time) {
    DenseFrozen dense = new DenseFrozen(fit, errors, time);
    int p = dense.beta().length;
    double[] x = Arrays.copyOf(dense.beta(), p + dense.natural().length);
    System.arraycopy(dense.natural(), 0, x, p, x.length - p);
    double[] h =
        Arrays.copyOf(
            fit.fixedEffects().stream().mapToDouble(c -> 3e-3 * c.se()).toArray(), x.length);
    System.arraycopy(steps(fit, dense.names()), 0, h, p, x.length - p);
    double[][] inverse =
        NumericalHessian.inverse(
            NumericalHessian.of(
                y -> dense.value(Arrays.copyOf(y, p), Arrays.copyOfRange(y, p, y.length)), x, h));
    for (int j = 0; j < p; j++) {
      CoefficientEstimate row = fit.fixedEffects().get(j);
      double expected = Math.sqrt(inverse[j][j]);
      assertThat(row.se()).as(row.name()).isCloseTo(expected, within(1e-5 * expected));
    }
    for (int i = 0; i < dense.names().size(); i++) {
      assertError(dense.names().get(i), fit, Math.sqrt(inverse[p + i][p + i]));
    }
    assertCrossCovariances(fit, dense, inverse);
  }

  /** nlcom of two names gives the covariance between a fixed effect and a variance. */
  private static void assertCrossCovariances(Fit fit, DenseFrozen dense, double[][] inverse) {
    int p = dense.beta().length;
    String name = fit.fixedEffects().get(0).name();
    for (int i = 0; i < dense.names().size(); i++) {
      double[] joint =
          fit.nlcom("_b[" + name + "]", "[/" + dense.names().get(i) + "]").covariance();
      double scale = Math.sqrt(inverse[0][0] * inverse[p + i][p + i]);
      assertThat(joint[1]).isCloseTo(inverse[0][p + i], within(1e-5 * scale));
    }
  }

  private static void assertError(String name, Fit fit, double expected) {
    assertThat(fit.parameter(name).se()).as(name).isCloseTo(expected, within(1e-5 * expected));
  }

  private static double[] steps(Fit fit, List<String> names) {
    return names.stream()
        .mapToDouble(
            n ->
                3e-3
                    * Math.min(fit.parameter(n).se(), Math.abs(fit.parameter(n).estimate()) + 1e-3))
        .toArray();
  }
}
