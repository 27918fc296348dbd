package dev.menlo.estimator.postestimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Design;
import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.FittedExamples;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.oracle.DenseErrors;
import dev.menlo.estimator.oracle.DenseFrozen;
import dev.menlo.estimator.oracle.NumericalHessian;
import dev.menlo.model.Model;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Robust standard errors against X'V^{-1}X and X'V^{-1}w with every V inverted. */
class SandwichTest {
  static Stream<Arguments> few() {
    return Stream.of(
        Arguments.of("orange.yaml", Criterion.ML, DenseErrors.IDENTITY, ""),
        Arguments.of("ovary-ar1.yaml", Criterion.ML, DenseErrors.AR1, "obs"),
        Arguments.of("ces.yaml", Criterion.ML, DenseErrors.IDENTITY, ""));
  }

  static Stream<Arguments> more() {
    return Stream.of(
        Arguments.of("soybean.yaml", Criterion.REML, DenseErrors.IDENTITY, ""),
        Arguments.of("theoph-power.yaml", Criterion.REML, DenseErrors.POWER_CONSTANT, ""),
        Arguments.of("ovary-arma.yaml", Criterion.ML, DenseErrors.ARMA11, "obs"));
  }

  @ParameterizedTest
  @MethodSource("few")
  void isTheDenseSandwich(String file, Criterion criterion, DenseErrors errors, String time) {
    assertSandwich(file, criterion, errors, time);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("more")
  void isTheDenseSandwichOfMoreFits(
      String file, Criterion criterion, DenseErrors errors, String time) {
    assertSandwich(file, criterion, errors, time);
  }

  private static void assertSandwich(
      String file, Criterion criterion, DenseErrors errors, String time) {
    Fit fit = FittedExamples.of(file, criterion);
    DenseFrozen dense = new DenseFrozen(fit, errors, time);
    double[][] bread = NumericalHessian.inverse(dense.information());
    List<double[]> scores = dense.scores();
    int p = bread.length;
    double factor = scores.size() / (scores.size() - 1.0);
    double[] found = fit.with(Vce.ROBUST).fixedEffectsCovariance();
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        double sum = 0;
        for (double[] s : scores) {
          double left = 0;
          double right = 0;
          for (int k = 0; k < p; k++) {
            left += bread[i][k] * s[k];
            right += bread[j][k] * s[k];
          }
          sum += factor * left * right;
        }
        double scale = Math.sqrt(found[i * p + i] * found[j * p + j]);
        assertThat(found[i * p + j]).isCloseTo(sum, within(1e-6 * scale));
      }
    }
  }

  /**
   * R 4.2: {@code J <- f$m$gradient(); B <- solve(crossprod(J)); sqrt(diag(B %*% crossprod(J *
   * resid(f)) %*% B * n / (n - 1)))} of {@code f <- nls(circumf ~ b1 / (1 + exp(-(age - b2) /
   * b3)))}.
   */
  @Test
  void rowsAreClustersWhereThereAreNoGroups() {
    Fit fit =
        Menlo.fit(
            Model.parse("circumf = {b1}/(1+exp(-(age-{b2})/{b3}))"),
            Examples.data("orange.yaml"),
            FitOptions.defaults()
                .withThreads(1)
                .withInitial(Map.of("b1", 190.0, "b2", 720.0, "b3", 340.0))
                .withVce(Vce.ROBUST));
    double[] expected = {21.842722, 113.189509, 68.314099};
    for (int j = 0; j < 3; j++) {
      assertThat(fit.fixedEffects().get(j).se()).isCloseTo(expected[j], within(1e-5 * expected[j]));
    }
  }

  @Test
  void rowsOutsideTheLikelihoodMakeNoClusters() {
    boolean[] inLikelihood = {false, true, true, false, true};
    Design design = new Design(new int[][] {{0, 5}}, new double[0][], inLikelihood);
    Clusters clusters = Clusters.numbered(new int[] {4, 7, 3, 9, 7}, design);
    assertThat(clusters.count()).isEqualTo(2);
    assertThat(clusters.number()).containsExactly(-1, 0, 1, -1, 0);
  }

  @Test
  void clusteringByTheOutermostLevelIsRobust() {
    Fit ces = FittedExamples.of("ces.yaml");
    assertThat(ces.with(Vce.cluster("region")).fixedEffectsCovariance())
        .isEqualTo(ces.with(Vce.ROBUST).fixedEffectsCovariance());
    assertThat(ces.with(Vce.ROBUST).parameter("var(U1)")).isEqualTo(ces.parameter("var(U1)"));
  }

  @Test
  void clustersMustHoldWholeGroups() {
    assertThatThrownBy(() -> FittedExamples.of("ces.yaml").with(Vce.cluster("state")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("not independent; use cluster region");
    assertThatThrownBy(() -> FittedExamples.of("orange.yaml").with(Vce.cluster("age")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("split the group");
    assertThatThrownBy(() -> FittedExamples.of("orange.yaml").with(Vce.cluster("tre")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no variable tre");
  }

  @Test
  void aCoarserVariableMakesFewerClusters() {
    Fit soybean = FittedExamples.of("soybean.yaml");
    assertThat(EstimatesCovariance.of(soybean.fitted(), Vce.cluster("year")).clusters())
        .isEqualTo(3);
    assertThat(soybean.with(Vce.cluster("year")).fixedEffect("b1").se()).isPositive();
  }
}
