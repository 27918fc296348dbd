package dev.menlo.estimator.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.Outcome;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.simulate.RandomStream;
import dev.menlo.estimator.simulate.ReplicateKey;
import dev.menlo.model.Model;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random small models on random small data, most of which have nothing to do with each other: every
 * fit ends with an outcome, within its budget of row passes, and what is certified is finite.
 */
class RandomModelsTest {
  private static final long SEED = 20261125;
  private static final int PASSES = 300;

  /** Row passes beyond the budget: those of the last round, and of a return to a saddle. */
  private static final int BEYOND = 60;

  private static final double MOST_SECONDS = 10_800;
  private static final String[] MEANS = {
    "{p}+{U[g]}+{q}*x",
    "({p}+{U[g]})/(1+exp(-(x-{q})/{r}))",
    "({p}+{U[g]})*exp(-{q}*x)",
    "{p}*exp(-exp({q}+{U[g]})*x)+{r}",
    "exp({p}+{U[g]})*x/(exp({q}+{V[g]})+x)",
    "{p}+({q}+{U[g]})*ln(x+{r})",
    "({p}+{U[g]})*x^{q}",
    "{p}*sin({q}*x+{U[g]})",
    "{p}+{U[g]}+{V[g]}*x",
    "({p}+{U[g]})*(1-exp(-{q}*x))^{r}",
    "sqrt({p}+{U[g]}+{q}*x)",
    "{p}/({q}+{U[g]}-x)",
    "{p}+{q}*x+{r}*x^2+{U[g]}"
  };
  private static final String[] OPTIONS = {
    "",
    ", resvariance(power _yhat, noconstant)",
    ", resvariance(power x)",
    ", rescorrelation(ar 1, t(t))",
    ", resvariance(exponential x)",
    ", rescorrelation(exchangeable)"
  };

  @Test
  void few(TestReporter reporter) {
    assertThat(run(150, reporter)).isEqualTo(150);
  }

  /** As many of them as three hours hold, about two for two cores; says how they ended. */
  @Tag("slow")
  @Test
  void hundredThousand(TestReporter reporter) {
    assertThat(run(100_000, reporter)).isGreaterThan(150);
  }

  /**
   * One that used more row passes than its budget, one that was lost on its way back, and two whose
   * likelihood was finite nowhere on the way.
   */
  @ParameterizedTest
  @ValueSource(ints = {1286, 1575, 60_614, 73_238})
  void found(int i) {
    assertThat(outcome(i)).isIn("NOT_CONVERGED", "INFINITE_MEAN");
  }

  /** Fits the first models and reports their outcomes; returns how many there was time for. */
  private static int run(int count, TestReporter reporter) {
    Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();
    long began = System.nanoTime();
    IntStream.range(0, count)
        .parallel()
        .filter(i -> (System.nanoTime() - began) * 1e-9 < MOST_SECONDS)
        .forEach(i -> outcomes.merge(outcome(i), 1, Integer::sum));
    int fitted = outcomes.values().stream().mapToInt(n -> n).sum();
    reporter.publishEntry("outcomes of " + fitted, outcomes.toString());
    return fitted;
  }

  private static String outcome(int i) {
    RandomStream random = new ReplicateKey(SEED, 0, i).stream(0);
    String text = "y = " + pick(MEANS, random) + pick(OPTIONS, random);
    boolean slopes = text.contains("{V[g]}");
    text +=
        slopes && random.nextUniform() < 0.5
            ? (text.contains(", ") ? " " : ", ") + "covariance(U V, unstructured)"
            : "";
    Dataset data = data(random);
    FitOptions options =
        FitOptions.defaults().withThreads(1).withRowPasses(PASSES).withTrace(false);
    if (random.nextUniform() < 0.5) {
      double a = random.nextNormal();
      Map<String, Double> all = Map.of("p", 2 * a, "q", random.nextNormal(), "r", 1 + a * a);
      Map<String, Double> start = new TreeMap<>(all);
      String mean = text;
      start.keySet().removeIf(name -> !mean.contains("{" + name + "}"));
      options = options.withInitial(start);
    }
    try {
      Fit fit = Menlo.fit(Model.parse(text), data, options);
      check(i, text, fit);
      return fit.outcome().name();
    } catch (DataException e) {
      assertThat(e.getMessage()).as("%d: %s", i, text).isNotBlank();
      return Outcome.INVALID_DATA.name();
    }
  }

  private static void check(int i, String text, Fit fit) {
    assertThat(fit.certificate().rowPasses()).as("%d: %s", i, text).isLessThan(PASSES + BEYOND);
    if (fit.converged()) {
      assertThat(fit.logLikelihood()).as("%d: %s", i, text).isFinite();
      assertThat(fit.fixedEffects())
          .as("%d: %s", i, text)
          .allMatch(row -> Double.isFinite(row.estimate()));
      assertThat(fit.randomEffects())
          .as("%d: %s", i, text)
          .allMatch(r -> r.parameters().stream().allMatch(p -> Double.isFinite(p.estimate())));
      assertThat(fit.residual())
          .as("%d: %s", i, text)
          .allMatch(row -> Double.isFinite(row.estimate()));
    }
  }

  private static String pick(String[] of, RandomStream random) {
    return of[(int) (random.nextUniform() * of.length)];
  }

  /** Up to seven groups of up to six rows, responses from nearly constant to wild. */
  private static Dataset data(RandomStream random) {
    int groups = 2 + (int) (6 * random.nextUniform());
    int rows = 2 + (int) (5 * random.nextUniform());
    double scale = Math.pow(10, 8 * random.nextUniform() - 4);
    boolean constant = random.nextUniform() < 0.03;
    boolean exact = random.nextUniform() < 0.05;
    int n = groups * rows;
    double[] g = new double[n];
    double[] x = new double[n];
    double[] t = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      g[i] = i / rows;
      t[i] = i % rows + 1;
      x[i] = random.nextUniform() < 0.5 ? t[i] : 5 * random.nextUniform();
      double noise = exact ? 0 : random.nextNormal();
      y[i] = constant ? 1 : scale * (1 + 0.3 * g[i] + x[i] + noise);
      y[i] = random.nextUniform() < 0.02 ? Double.NaN : y[i];
    }
    return Dataset.builder()
        .source("random")
        .column("g", g)
        .column("x", x)
        .column("t", t)
        .column("y", y)
        .build();
  }
}
