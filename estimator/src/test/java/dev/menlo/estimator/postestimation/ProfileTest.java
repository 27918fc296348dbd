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
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.oracle.DenseErrors;
import dev.menlo.estimator.oracle.DenseFrozen;
import dev.menlo.estimator.oracle.Differences;
import dev.menlo.estimator.oracle.NumericalHessian;
import dev.menlo.estimator.postestimation.ConfidenceInterval.Method;
import dev.menlo.model.Model;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
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

  /**
   * Where the mean is 0 the power exists for delta > 0 only, and it is on that edge that sigma2 and
   * the constant reach their bounds: the dense profile is the lower of a minimum inside and one at
   * delta = 1e-9.
   */
  @Tag("slow")
  @Test
  void boundsOfPowerVarianceLieOnTheDenseProfile() {
    Fit fit = FittedExamples.of("theoph-power.yaml");
    DenseFrozen dense = new DenseFrozen(fit, DenseErrors.POWER_CONSTANT, "");
    List<String> names = dense.names();
    for (String name : List.of("var(U1)", "sigma2", "delta", "_cons")) {
      ConfidenceInterval found = profile(fit, "/" + name);
      for (double bound : new double[] {found.lower(), found.upper()}) {
        if (bound > 0) {
          assertDrop(dense, Math.min(onEdge(dense, name, bound), inside(dense, name, bound)));
        } else {
          assertThat(name).isEqualTo("delta");
          double drop = 2 * (inside(dense, name, 1e-9) - dense.minimum(dense.natural(), -1, 0));
          assertThat(drop).isBetween(0.0, CRITICAL);
        }
      }
    }
  }

  private static double inside(DenseFrozen dense, String name, double bound) {
    List<String> names = dense.names();
    int at = names.indexOf(name);
    int delta = names.indexOf("delta");
    ToDoubleFunction<double[]> f =
        x -> {
          double[] natural = with(names, x, at, bound);
          return natural[delta] > 0 ? dense.minimum(natural, -1, 0) : Double.POSITIVE_INFINITY;
        };
    return minimum(f, without(names, dense.natural(), at));
  }

  private static double onEdge(DenseFrozen dense, String name, double bound) {
    if (name.equals("delta")) {
      return Double.POSITIVE_INFINITY;
    }
    List<String> names = dense.names();
    List<String> others = names.stream().filter(n -> !n.equals("delta")).toList();
    int at = others.indexOf(name);
    int delta = names.indexOf("delta");
    double[] natural = dense.natural();
    double[] start = new double[natural.length - 1];
    System.arraycopy(natural, 0, start, 0, delta);
    System.arraycopy(natural, delta + 1, start, delta, start.length - delta);
    ToDoubleFunction<double[]> f =
        x -> {
          double[] rest = with(others, x, at, bound);
          double[] all = new double[natural.length];
          System.arraycopy(rest, 0, all, 0, delta);
          all[delta] = 1e-9;
          System.arraycopy(rest, delta, all, delta + 1, rest.length - delta);
          return dense.minimum(all, -1, 0);
        };
    return minimum(f, without(others, start, at));
  }

  /** The bounds that the dense profile above gives, to the digits in which it agrees. */
  @Test
  void boundsOnTheEdgeOfTheDomainAreFound() {
    Fit fit = FittedExamples.of("theoph-power.yaml");
    assertThat(profile(fit, "/sigma2").upper()).isCloseTo(0.38967, within(1e-4));
    assertThat(profile(fit, "/_cons").lower()).isCloseTo(0.29447, within(1e-4));
    ConfidenceInterval delta = profile(fit, "/delta");
    assertThat(delta.lower()).isZero();
    assertThat(delta.notes()).singleElement().asString().contains("does not exist");
  }

  /**
   * One-way layout with less variation between groups than within: the variance is estimated as 0.
   * With k rows in each of a groups, {@code e = sigma^2} and {@code t = sigma^2 + k v},
   *
   * <pre>-2 log L = a (k - 1) log e + W / e + a log t + B / t + constant</pre>
   *
   * for the sums of squares W within and B between, minimised here over e at each v.
   */
  @Test
  void aVarianceOfZeroHasTheUpperBoundOfTheClosedForm() {
    double[] group = {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4};
    double[] y = {1, 5, 3.2, 2, 4.4, 3.1, 5.3, 1.8, 2.6, 3.9, 1.1, 4.2};
    Fit fit =
        Menlo.fit(
            Model.parse("y = {b0}+{U[g]}"),
            Dataset.builder().column("g", group).column("y", y).build(),
            FitOptions.defaults().withThreads(1));
    ConfidenceInterval found = profile(fit, "var(U)");
    assertThat(found.estimate()).isZero();
    assertThat(found.lower()).isZero();
    assertThat(oneWay(y, found.upper()) - oneWay(y, 0)).isCloseTo(CRITICAL, within(1e-6));
  }

  private static double oneWay(double[] y, double v) {
    double mean = Arrays.stream(y).average().orElseThrow();
    double within = 0;
    double between = 0;
    for (int i = 0; i < 12; i += 3) {
      double own = (y[i] + y[i + 1] + y[i + 2]) / 3;
      between += 3 * (own - mean) * (own - mean);
      for (int j = i; j < i + 3; j++) {
        within += (y[j] - own) * (y[j] - own);
      }
    }
    double low = Math.log(1e-3);
    double high = Math.log(1e3);
    double b = between;
    double w = within;
    ToDoubleFunction<Double> f =
        log -> {
          double e = Math.exp(log);
          double t = e + 3 * v;
          return 8 * Math.log(e) + w / e + 4 * Math.log(t) + b / t;
        };
    for (int k = 0; k < 200; k++) {
      double left = low + (high - low) / 3;
      double right = high - (high - low) / 3;
      boolean falls = f.applyAsDouble(left) > f.applyAsDouble(right);
      low = falls ? left : low;
      high = falls ? high : right;
    }
    return f.applyAsDouble(low);
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

  /** Newton's method on numerical derivatives, downhill, halved while it does not decrease. */
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
      double along = IntStream.range(0, x.length).mapToDouble(i -> g[i] * step[i]).sum();
      double t = along < 0 ? 1 : -1;
      double[] next = moved(x, step, t);
      while (Math.abs(t) > 1e-6 && !(f.applyAsDouble(next) <= f.applyAsDouble(x))) {
        t /= 2;
        next = moved(x, step, t);
      }
      if (Math.abs(t) <= 1e-6) {
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
