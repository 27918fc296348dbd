package dev.menlo.estimator.postestimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.FittedExamples;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.oracle.DenseErrors;
import dev.menlo.estimator.oracle.DenseFrozen;
import dev.menlo.estimator.oracle.Differences;
import dev.menlo.estimator.oracle.NumericalHessian;
import dev.menlo.estimator.postestimation.ConfidenceInterval.Method;
import dev.menlo.model.Model;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Profile intervals against lme4 on a linear model and dense likelihoods on nonlinear ones. */
class ProfileTest {
  private static final double CRITICAL = 3.841458820694124;

  private static ConfidenceInterval profile(Fit fit, String name) {
    return fit.inference().confint(Method.PROFILE, name).get(0);
  }

  private static Fit linear() {
    return Menlo.fit(
        Model.parse("circumf = {b0}+{U[tree]}+{b1}*age/1000"),
        Examples.data("orange.yaml"),
        FitOptions.defaults().withThreads(1));
  }

  /**
   * lme4 1.1.31: {@code confint(profile(lmer(circumf ~ I(age/1000) + (1|tree), REML = FALSE),
   * delta.cutoff = 1/16, devtol = 1e-9))}, whose splines have about four digits.
   */
  @Test
  void linearModelHasTheIntervalsOfLme4() {
    Fit fit = linear();
    assertInterval(profile(fit, "sd(U)"), 9.348245527, 39.67465290);
    assertInterval(profile(fit, "sd(Residual)"), 11.881308318, 19.77927034);
    assertInterval(profile(fit, "b0"), -3.968914861, 38.76821538);
    assertInterval(profile(fit, "b1"), 96.179484631, 117.36116551);
  }

  @Test
  void otherLevelsHaveTheirOwnIntervals() {
    Inference inference = linear().inference().atLevel(80);
    assertInterval(inference.confint(Method.PROFILE, "b1").get(0), 99.972993594, 113.56765654);
  }

  private static void assertInterval(ConfidenceInterval found, double lower, double upper) {
    double width = upper - lower;
    assertThat(found.lower()).isCloseTo(lower, within(5e-4 * width));
    assertThat(found.upper()).isCloseTo(upper, within(5e-4 * width));
    assertThat(found.notes()).isEmpty();
  }

  /** At the bounds the dense likelihood, maximised over the rest, has dropped by half of 3.84. */
  @Test
  void boundsLieOnTheDenseProfile() {
    Fit fit = FittedExamples.of("orange.yaml");
    DenseFrozen dense = new DenseFrozen(fit, DenseErrors.IDENTITY, "");
    for (int j = 0; j < 3; j++) {
      ConfidenceInterval found = profile(fit, "b" + (j + 1));
      for (double bound : new double[] {found.lower(), found.upper()}) {
        int held = j;
        ToDoubleFunction<double[]> f = x -> dense.minimum(exp(x), held, bound);
        assertDrop(dense, minimum(f, log(dense.natural())));
      }
    }
    ConfidenceInterval found = profile(fit, "var(U1)");
    for (double bound : new double[] {found.lower(), found.upper()}) {
      ToDoubleFunction<double[]> f =
          x -> dense.minimum(new double[] {bound, Math.exp(x[0])}, -1, 0);
      assertDrop(dense, minimum(f, new double[] {Math.log(dense.natural()[1])}));
    }
  }

  @Tag("slow")
  @Test
  void boundsOfPowerVarianceLieOnTheDenseProfile() {
    Fit fit = FittedExamples.of("theoph-power.yaml");
    DenseFrozen dense = new DenseFrozen(fit, DenseErrors.POWER_CONSTANT, "");
    List<String> names = dense.names();
    for (String name : List.of("var(U1)", "sigma2", "delta", "_cons")) {
      int at = names.indexOf(name);
      ConfidenceInterval found = profile(fit, "/" + name);
      for (double bound : new double[] {found.lower(), found.upper()}) {
        if (Double.isFinite(bound) && bound > 0) {
          double[] start = without(names, dense.natural(), at);
          ToDoubleFunction<double[]> f = x -> dense.minimum(with(names, x, at, bound), -1, 0);
          assertDrop(dense, minimum(f, start));
        }
      }
    }
  }

  private static double[] without(List<String> names, double[] natural, int at) {
    double[] out = new double[natural.length - 1];
    for (int i = 0, k = 0; i < natural.length; i++) {
      if (i != at) {
        out[k++] = names.get(i).equals("delta") ? natural[i] : Math.log(natural[i]);
      }
    }
    return out;
  }

  private static double[] with(List<String> names, double[] x, int at, double bound) {
    double[] out = new double[x.length + 1];
    for (int i = 0, k = 0; i < out.length; i++) {
      out[i] = i == at ? bound : names.get(i).equals("delta") ? x[k++] : Math.exp(x[k++]);
    }
    return out;
  }

  private static void assertDrop(DenseFrozen dense, double least) {
    double drop = 2 * (least - dense.minimum(dense.natural(), -1, 0));
    assertThat(drop).isCloseTo(CRITICAL, within(1e-4));
  }

  private static double[] exp(double[] x) {
    return Arrays.stream(x).map(Math::exp).toArray();
  }

  private static double[] log(double[] x) {
    return Arrays.stream(x).map(Math::log).toArray();
  }

  /** Newton's method on numerical derivatives, halved while it does not decrease. */
  private static double minimum(ToDoubleFunction<double[]> f, double[] start) {
    double[] x = start;
    double[] h = new double[x.length];
    Arrays.fill(h, 1e-3);
    for (int k = 0; k < 30; k++) {
      double[] g = Differences.gradient(f::applyAsDouble, x);
      double[][] inverse = NumericalHessian.inverse(NumericalHessian.of(f, x, h));
      double[] step = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < x.length; j++) {
          step[i] -= inverse[i][j] * g[j];
        }
      }
      double t = 1;
      double[] next = moved(x, step, t);
      while (t > 1e-6 && !(f.applyAsDouble(next) <= f.applyAsDouble(x))) {
        t /= 2;
        next = moved(x, step, t);
      }
      if (t <= 1e-6) {
        break;
      }
      x = next;
    }
    return f.applyAsDouble(x);
  }

  private static double[] moved(double[] x, double[] step, double t) {
    double[] out = x.clone();
    for (int i = 0; i < x.length; i++) {
      out[i] += t * step[i];
    }
    return out;
  }

  @Test
  void aVarianceThatMayBeZeroHasTheBoundZero() {
    ConfidenceInterval found = profile(FittedExamples.of("orange-3i.yaml"), "var(U2)");
    assertThat(found.lower()).isEqualTo(0);
    assertThat(found.upper()).isGreaterThan(found.estimate()).isFinite();
    assertThat(found.notes()).anyMatch(n -> n.contains("boundary 0"));
  }

  @Test
  void restrictedLikelihoodsHaveNoProfileInFixedEffects() {
    Fit reml = FittedExamples.of("orange.yaml", Criterion.REML);
    assertThatThrownBy(() -> profile(reml, "b1"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("fit with --mle");
    assertThat(profile(reml, "var(U1)").lower()).isPositive();
    List<ConfidenceInterval> all = reml.confint(Method.PROFILE);
    assertThat(all.get(0).lower()).isNaN();
    assertThat(all.get(0).notes()).anyMatch(n -> n.contains("restricted likelihood"));
    assertThat(all.get(3).upper()).isPositive();
  }

  /**
   * Without random effects and psi the profile is {@code N log(1 + (v - b)^2 / (rss c))} with c the
   * diagonal of (X'X)^{-1}: the bounds follow in closed form from menl's standard error.
   */
  @Test
  void leastSquaresHaveTheirClosedForm() {
    Fit fit =
        Menlo.fit(
            Model.parse("circumf = {b0}+{b1}*age/1000"),
            Examples.data("orange.yaml"),
            FitOptions.defaults().withThreads(1));
    double n = 35;
    double error = fit.fixedEffect("b1").se() * Math.sqrt((n - 2) / n);
    double half = error * Math.sqrt(n * Math.expm1(CRITICAL / n));
    ConfidenceInterval found = profile(fit, "b1");
    assertThat(found.upper() - found.estimate()).isCloseTo(half, within(1e-6 * half));
    assertThat(found.estimate() - found.lower()).isCloseTo(half, within(1e-6 * half));
  }

  @Test
  void waldIntervalsAreThoseOfTheTable() {
    Fit fit = FittedExamples.of("orange.yaml");
    for (ConfidenceInterval row : fit.inference().confint(Method.WALD)) {
      double lower =
          row.name().startsWith("b")
              ? fit.fixedEffect(row.name()).lower()
              : fit.parameter(row.name()).lower();
      assertThat(row.lower()).isCloseTo(lower, within(1e-9 * Math.abs(lower)));
    }
    assertThatThrownBy(() -> fit.inference().confint(Method.WALD, "b4"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("did you mean b1, b2, b3?");
  }
}
