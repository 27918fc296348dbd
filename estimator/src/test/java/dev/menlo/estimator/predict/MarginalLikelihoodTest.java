package dev.menlo.estimator.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.FixedPoint;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.simulate.RandomStream;
import dev.menlo.estimator.simulate.ReplicateKey;
import dev.menlo.model.Model;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Importance sampling against quadrature written out for each model, which shares no code with
 * menlo: the trapezoidal rule over twelve standard deviations converges exponentially for such
 * integrands.
 */
class MarginalLikelihoodTest {
  private static final FitOptions OPTIONS = FitOptions.defaults().withThreads(1);
  private static final int POINTS = 4000;
  private static final double REACH = 12;

  /**
   * log of the integral of exp(f) over the real line, f with curvature at least that of its prior.
   */
  private static double logIntegral(DoubleUnaryOperator f, double sd, int points) {
    double[] values = new double[points + 1];
    double top = Double.NEGATIVE_INFINITY;
    double h = 2 * REACH * sd / points;
    for (int i = 0; i <= points; i++) {
      values[i] = f.applyAsDouble(-REACH * sd + i * h);
      top = Math.max(top, values[i]);
    }
    double sum = 0;
    for (double value : values) {
      sum += Math.exp(value - top);
    }
    return top + Math.log(h * sum);
  }

  private static double logNormal(double x, double mean, double variance) {
    return -0.5 * (Math.log(2 * Math.PI * variance) + (x - mean) * (x - mean) / variance);
  }

  private static double value(Fit fit, String name) {
    return fit.fixedEffect(name).estimate();
  }

  private static void assertAgrees(MarginalLikelihood sampled, double exact, double within) {
    assertThat(sampled.standardError()).isLessThan(within);
    assertThat(sampled.logLikelihood())
        .isCloseTo(exact, within(4 * sampled.standardError() + 1e-9));
  }

  /** A curve that is far from linear in its random effect, with few rows a group. */
  private static Dataset decays() {
    RandomStream random = new ReplicateKey(5, 0, 0).stream(0);
    int n = 16 * 3;
    double[] id = new double[n];
    double[] x = new double[n];
    double[] y = new double[n];
    double effect = 0;
    for (int i = 0; i < n; i++) {
      effect = i % 3 == 0 ? 0.9 * random.nextNormal() : effect;
      id[i] = i / 3;
      x[i] = new double[] {0.5, 1.5, 4}[i % 3];
      y[i] = 10 * Math.exp(-Math.exp(-0.7 + effect) * x[i]) + 1.2 * random.nextNormal();
    }
    return Dataset.builder().column("id", id).column("x", x).column("y", y).build();
  }

  private static double decayIntegral(Fit fit, Dataset data, boolean power) {
    double a = value(fit, "a");
    double k = value(fit, "k");
    double psi = fit.parameter("var(U)").estimate();
    double sigma2 = fit.parameter(power ? "sigma2" : "var(Residual)").estimate();
    double delta = power ? fit.parameter("delta").estimate() : 0;
    double[] x = data.numbers("x");
    double[] y = data.numbers("y");
    return IntStream.range(0, x.length / 3)
        .mapToDouble(
            g ->
                logIntegral(
                    u -> {
                      double log = logNormal(u, 0, psi);
                      for (int i = 3 * g; i < 3 * g + 3; i++) {
                        double mean = a * Math.exp(-Math.exp(k + u) * x[i]);
                        log += logNormal(y[i], mean, sigma2 * Math.pow(Math.abs(mean), 2 * delta));
                      }
                      return log;
                    },
                    Math.sqrt(psi),
                    POINTS))
        .sum();
  }

  @Test
  void agreesWithQuadratureWhereLaplaceDoesNot() {
    Dataset data = decays();
    Fit fit = Menlo.fit(Model.parse("y = {a}*exp(-exp({k}+{U[id]})*x)"), data, OPTIONS);
    MarginalLikelihood sampled = MarginalLikelihood.of(fit.fitted(), 20_000, 1);
    double exact = decayIntegral(fit, data, false);
    assertAgrees(sampled, exact, 0.005);
    assertThat(Math.abs(fit.fitted().point().laplace() - exact))
        .isGreaterThan(5 * sampled.standardError());
  }

  /** The variance depends on the random effect through the mean. */
  @Test
  void agreesWithQuadratureUnderAVarianceFunction() {
    Model model =
        Model.parse(
            "circumf = ({b1}+{U[tree]})/(1+exp(-(age-{b2})/{b3})), resvariance(power _yhat,"
                + " noconstant)");
    Dataset data = Examples.data("orange.yaml");
    Fit fit = Menlo.fit(model, data, OPTIONS);
    double psi = fit.parameter("var(U)").estimate();
    double sigma2 = fit.parameter("sigma2").estimate();
    double delta = fit.parameter("delta").estimate();
    double[] age = data.numbers("age");
    double[] y = data.numbers("circumf");
    String[] trees =
        IntStream.range(0, y.length).mapToObj(i -> tree(data, i)).toArray(String[]::new);
    double exact = 0;
    for (String tree : new java.util.LinkedHashSet<>(Arrays.asList(trees))) {
      exact +=
          logIntegral(
              u -> {
                double log = logNormal(u, 0, psi);
                for (int i = 0; i < y.length; i++) {
                  if (trees[i].equals(tree)) {
                    double mean =
                        (value(fit, "b1") + u)
                            / (1 + Math.exp(-(age[i] - value(fit, "b2")) / value(fit, "b3")));
                    log += logNormal(y[i], mean, sigma2 * Math.pow(Math.abs(mean), 2 * delta));
                  }
                }
                return log;
              },
              Math.sqrt(psi),
              POINTS);
    }
    assertAgrees(MarginalLikelihood.of(fit.fitted()), exact, 0.05);
  }

  private static String tree(Dataset data, int row) {
    return Double.toString(data.numbers("tree")[row]);
  }

  /** Two nested levels: the inner integrals within the outer one. */
  @Test
  void agreesWithQuadratureOverNestedLevels() {
    RandomStream random = new ReplicateKey(6, 0, 0).stream(0);
    int n = 6 * 3 * 3;
    double[] a = new double[n];
    double[] b = new double[n];
    double[] x = new double[n];
    double[] y = new double[n];
    double outer = 0;
    double inner = 0;
    for (int i = 0; i < n; i++) {
      outer = i % 9 == 0 ? 0.5 * random.nextNormal() : outer;
      inner = i % 3 == 0 ? 0.4 * random.nextNormal() : inner;
      a[i] = i / 9;
      b[i] = i / 3;
      x[i] = new double[] {0.5, 1.5, 4}[i % 3];
      y[i] = 10 * Math.exp(-Math.exp(-0.7 + outer + inner) * x[i]) + random.nextNormal();
    }
    Dataset data =
        Dataset.builder().column("a", a).column("b", b).column("x", x).column("y", y).build();
    Model model = Model.parse("y = {a}*exp(-exp({k}+{U[a]}+{V[a>b]})*x)");
    Fit fit = Menlo.fit(model, data, OPTIONS);
    double exact = 0;
    for (int g = 0; g < 6; g++) {
      exact += nested(fit, 9 * g, x, y);
    }
    assertAgrees(MarginalLikelihood.of(fit.fitted()), exact, 0.05);
  }

  private static double nested(Fit fit, int first, double[] x, double[] y) {
    double outer = fit.parameter("var(U)").estimate();
    double inner = fit.parameter("var(V)").estimate();
    double sigma2 = fit.parameter("var(Residual)").estimate();
    double a = value(fit, "a");
    double k = value(fit, "k");
    return logIntegral(
        u -> {
          double log = logNormal(u, 0, outer);
          for (int from = first; from < first + 9; from += 3) {
            int start = from;
            log +=
                logIntegral(
                    v -> {
                      double inside = logNormal(v, 0, inner);
                      for (int i = start; i < start + 3; i++) {
                        double mean = a * Math.exp(-Math.exp(k + u + v) * x[i]);
                        inside += logNormal(y[i], mean, sigma2);
                      }
                      return inside;
                    },
                    Math.sqrt(inner),
                    300);
          }
          return log;
        },
        Math.sqrt(outer),
        300);
  }

  /** Laplace is exact for a linear model, and so is the control variate: no Monte Carlo error. */
  @Test
  void isExactForALinearModel() {
    Dataset data = decays();
    Model model =
        Model.of("y = {a}+{U[id]}+({b}+{V[id]})*x").covariance("U V, unstructured").build();
    for (FitOptions options :
        new FitOptions[] {OPTIONS, OPTIONS.withCriterion(dev.menlo.engine.Criterion.REML)}) {
      Fit fit = Menlo.fit(model, data, options);
      FixedPoint point = fit.fitted().point();
      MarginalLikelihood sampled = MarginalLikelihood.of(fit.fitted(), 100, 3);
      assertThat(sampled.logLikelihood()).isCloseTo(point.laplace(), within(1e-6));
      assertThat(sampled.standardError()).isLessThan(1e-6);
      if (options == OPTIONS) {
        assertThat(point.laplace()).isCloseTo(fit.logLikelihood(), within(1e-6));
      }
    }
  }

  @Test
  void needsNoDrawsWithoutRandomEffects() {
    Fit fit = Menlo.fit(Model.parse("y = {a}*exp(-{k}*x)"), decays(), OPTIONS);
    MarginalLikelihood exact = MarginalLikelihood.of(fit.fitted());
    assertThat(exact.logLikelihood()).isCloseTo(fit.logLikelihood(), within(1e-9));
    assertThat(exact.standardError()).isZero();
  }

  /** Ten seeds scatter as their standard errors say, and each gives the same bits again. */
  @Test
  void standardErrorsAreThoseOfTheScatter() {
    Fit fit = Menlo.fit(Model.parse("y = {a}*exp(-exp({k}+{U[id]})*x)"), decays(), OPTIONS);
    double exact = decayIntegral(fit, decays(), false);
    double chi2 = 0;
    int seeds = 20;
    for (int seed = 0; seed < seeds; seed++) {
      MarginalLikelihood one = MarginalLikelihood.of(fit.fitted(), 300, seed);
      chi2 += Math.pow((one.logLikelihood() - exact) / one.standardError(), 2);
      assertThat(one).isEqualTo(MarginalLikelihood.of(fit.fitted(), 300, seed));
    }
    // The 0.0005 and 0.9995 quantiles of chi-squared on 20 degrees of freedom.
    assertThat(chi2).isBetween(5.4, 47.5);
  }
}
