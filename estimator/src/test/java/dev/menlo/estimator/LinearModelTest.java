package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.oracle.DenseErrors;
import dev.menlo.estimator.oracle.Oracle;
import dev.menlo.estimator.simulate.RandomStream;
import dev.menlo.estimator.simulate.ReplicateKey;
import dev.menlo.model.Model;
import dev.menlo.model.ModelBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Linear mixed models written as nonlinear ones: every covariance structure and nesting against the
 * dense linear mixed model, and against the analysis of variance where it has a closed form.
 */
class LinearModelTest {
  private static final FitOptions OPTIONS = FitOptions.defaults().withThreads(1);
  private static final String LINE = "y = {b0}+{U0[id]}+({b1}+{U1[id]})*x+({b2}+{U2[id]})*z";
  private static final Dataset DATA = lines(16, 7);

  private static Dataset lines(int groups, int rows) {
    RandomStream random = new ReplicateKey(21, 0, 0).stream(0);
    double[] id = new double[groups * rows];
    double[] x = new double[id.length];
    double[] z = new double[id.length];
    double[] y = new double[id.length];
    for (int g = 0; g < groups; g++) {
      double common = random.nextNormal();
      double[] u = {random.nextNormal(), random.nextNormal(), random.nextNormal()};
      for (int j = 0; j < rows; j++) {
        int i = g * rows + j;
        id[i] = g + 1;
        x[i] = random.nextNormal();
        z[i] = random.nextUniform();
        double intercept = 10 + common + u[0];
        double slope = 2 + common + u[1];
        y[i] = intercept + slope * x[i] + (common + u[2]) * z[i] + 0.7 * random.nextNormal();
      }
    }
    return Dataset.builder().column("id", id).column("x", x).column("z", z).column("y", y).build();
  }

  private static void assertFixedPoint(Model model, Dataset data, Criterion criterion) {
    Fit fit = Menlo.fit(model, data, OPTIONS.withCriterion(criterion));
    assertThat(fit.converged()).as(fit.message()).isTrue();
    assertThat(new Oracle(model, data).complaints(fit, DenseErrors.IDENTITY, "", List.of(), 1e-6))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "U0 U1 U2, independent",
        "U0 U1 U2, identity",
        "U0 U1 U2, exchangeable",
        "U0 U1 U2, unstructured",
        "U0 U1, exchangeable",
        "U0 U2, unstructured"
      })
  void structuresAgreeWithTheDenseModel(String covariance) {
    ModelBuilder builder = Model.of(LINE).covariance(covariance);
    assertFixedPoint(builder.build(), DATA, Criterion.ML);
  }

  @Test
  void structuresAgreeUnderRestrictedLikelihood() {
    assertFixedPoint(
        Model.of(LINE).covariance("U0 U1 U2, unstructured").build(), DATA, Criterion.REML);
  }

  @ParameterizedTest
  @EnumSource(Criterion.class)
  void threeNestedLevelsAgreeWithTheDenseModel(Criterion criterion) {
    Model model = Model.parse("y = {b0}+{U[a]}+{V[a>b]}+{W[a>b>c]}+{b1}*x");
    assertFixedPoint(model, nested(), criterion);
  }

  /** A level without random effects of its own changes nothing. */
  @Test
  void levelThatIsOnlyNamedChangesNothing() {
    Dataset data = nested();
    Fit plain = Menlo.fit(Model.parse("y = {b0}+{U[a]}+{b1}*x"), data, OPTIONS);
    Fit named = Menlo.fit(Model.parse("y = {b0}+{U[a]}+0*{W[a>b>c]}+{b1}*x"), data, OPTIONS);
    assertThat(named.logLikelihood()).isCloseTo(plain.logLikelihood(), within(1e-8));
    CoefficientEstimate slope = plain.fixedEffect("b1");
    assertThat(named.fixedEffect("b1").estimate())
        .isCloseTo(slope.estimate(), within(1e-6 * slope.se()));
  }

  private static Dataset nested() {
    RandomStream random = new ReplicateKey(22, 0, 0).stream(0);
    int n = 6 * 3 * 3 * 3;
    double[] a = new double[n];
    double[] b = new double[n];
    double[] c = new double[n];
    double[] x = new double[n];
    double[] y = new double[n];
    double top = 0;
    double middle = 0;
    double low = 0;
    for (int i = 0; i < n; i++) {
      top = i % 27 == 0 ? 2 * random.nextNormal() : top;
      middle = i % 9 == 0 ? 1.5 * random.nextNormal() : middle;
      low = i % 3 == 0 ? random.nextNormal() : low;
      a[i] = i / 27;
      b[i] = i / 9;
      c[i] = i / 3;
      x[i] = random.nextNormal();
      y[i] = 5 + top + middle + low - x[i] + 0.5 * random.nextNormal();
    }
    return Dataset.builder()
        .column("a", a)
        .column("b", b)
        .column("c", c)
        .column("x", x)
        .column("y", y)
        .build();
  }

  /** Balanced one-way layout: sigma^2 = MSE, var(U) = (MSB - MSE) / n, under ML with (1 - 1/a). */
  @ParameterizedTest
  @EnumSource(Criterion.class)
  void balancedLayoutHasTheAnalysisOfVariance(Criterion criterion) {
    int groups = 12;
    int rows = 5;
    Dataset data = lines(groups, rows);
    double[] y = data.numbers("y");
    double grand = 0;
    double[] mean = new double[groups];
    for (int i = 0; i < y.length; i++) {
      mean[i / rows] += y[i] / rows;
      grand += y[i] / y.length;
    }
    double within = 0;
    double between = 0;
    for (int i = 0; i < y.length; i++) {
      within += Math.pow(y[i] - mean[i / rows], 2);
      between += Math.pow(mean[i / rows] - grand, 2);
    }
    double mse = within / (groups * (rows - 1));
    double msb = between / (criterion == Criterion.ML ? groups : groups - 1);
    Fit fit = Menlo.fit(Model.parse("y = {b0}+{U[id]}"), data, OPTIONS.withCriterion(criterion));
    ParameterEstimate variance = fit.parameter("var(U)");
    assertThat(fit.fixedEffect("b0").estimate()).isCloseTo(grand, within(1e-9));
    assertThat(fit.parameter("var(Residual)").estimate()).isCloseTo(mse, within(1e-6 * mse));
    assertThat(variance.estimate()).isCloseTo((msb - mse) / rows, within(1e-6 * variance.se()));
  }
}
