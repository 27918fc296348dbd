package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must not change a fit, and what must change it in a known way. */
class InvarianceTest {
  private static final Map<String, Double> START = Map.of("b1", 200.0, "b2", 700.0, "b3", 300.0);
  private static final FitOptions OPTIONS = FitOptions.defaults().withThreads(1).withInitial(START);
  private static final Model MODEL = LogisticStudy.model();
  private static final Dataset DATA = LogisticStudy.dataset(3, 0, 60, 8);

  private static Dataset rows(int[] order, double shift, double scale) {
    return Dataset.builder()
        .column("id", pick(DATA.numbers("id"), order))
        .column("x", Arrays.stream(pick(DATA.numbers("x"), order)).map(x -> x + shift).toArray())
        .column("y", Arrays.stream(pick(DATA.numbers("y"), order)).map(y -> y * scale).toArray())
        .build();
  }

  private static double[] pick(double[] values, int[] order) {
    return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
  }

  private static int[] inOrder() {
    return IntStream.range(0, DATA.rows()).toArray();
  }

  private static List<ParameterEstimate> variances(Fit fit) {
    return Stream.concat(
            fit.randomEffects().stream().flatMap(r -> r.parameters().stream()),
            fit.residual().stream())
        .toList();
  }

  private static void assertSame(Fit a, Fit b) {
    for (int j = 0; j < a.fixedEffects().size(); j++) {
      CoefficientEstimate row = a.fixedEffects().get(j);
      double other = b.fixedEffects().get(j).estimate();
      assertThat(other).as(row.name()).isCloseTo(row.estimate(), within(1e-6 * row.se()));
    }
    for (int j = 0; j < variances(a).size(); j++) {
      ParameterEstimate row = variances(a).get(j);
      double other = variances(b).get(j).estimate();
      assertThat(other).as(row.name()).isCloseTo(row.estimate(), within(1e-6 * row.se()));
    }
  }

  /** Every number of a fit, to be compared bit by bit. */
  private static double[] numbers(Fit fit) {
    return DoubleStream.concat(
            DoubleStream.concat(
                DoubleStream.of(fit.logLikelihood(), fit.certificate().distance()),
                fit.fixedEffects().stream()
                    .flatMapToDouble(c -> DoubleStream.of(c.estimate(), c.se()))),
            variances(fit).stream()
                .flatMapToDouble(p -> DoubleStream.of(p.estimate(), p.se(), p.upper())))
        .toArray();
  }

  @Test
  void orderOfRowsAndGroupsChangesNothing() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, DATA.rows()).boxed().toList());
    Collections.shuffle(order, new Random(5));
    int[] shuffled = order.stream().mapToInt(i -> i).toArray();
    Fit fit = Menlo.fit(MODEL, DATA, OPTIONS);
    Fit other = Menlo.fit(MODEL, rows(shuffled, 0, 1), OPTIONS);
    assertSame(fit, other);
    assertThat(other.logLikelihood()).isCloseTo(fit.logLikelihood(), within(1e-8));
  }

  @Test
  void duplicatedDataDoubleTheLogLikelihood() {
    int n = DATA.rows();
    double[] id = new double[2 * n];
    double[] x = new double[2 * n];
    double[] y = new double[2 * n];
    for (int i = 0; i < 2 * n; i++) {
      id[i] = DATA.numbers("id")[i % n] + (i < n ? 0 : 1000);
      x[i] = DATA.numbers("x")[i % n];
      y[i] = DATA.numbers("y")[i % n];
    }
    Dataset twice = Dataset.builder().column("id", id).column("x", x).column("y", y).build();
    Fit fit = Menlo.fit(MODEL, DATA, OPTIONS);
    Fit other = Menlo.fit(MODEL, twice, OPTIONS);
    assertSame(fit, other);
    assertThat(other.logLikelihood()).isCloseTo(2 * fit.logLikelihood(), within(1e-7));
  }

  @Test
  void scaledResponseScalesSigma() {
    Fit fit = Menlo.fit(MODEL, DATA, OPTIONS);
    Fit other =
        Menlo.fit(
            MODEL,
            rows(inOrder(), 0, 10),
            OPTIONS.withInitial(Map.of("b1", 2000.0, "b2", 700.0, "b3", 300.0)));
    assertThat(other.fixedEffect("b1").estimate())
        .isCloseTo(
            10 * fit.fixedEffect("b1").estimate(), within(1e-5 * fit.fixedEffect("b1").se()));
    assertThat(other.fixedEffect("b2").estimate())
        .isCloseTo(fit.fixedEffect("b2").estimate(), within(1e-6 * fit.fixedEffect("b2").se()));
    ParameterEstimate residual = fit.parameter("var(Residual)");
    assertThat(other.parameter("var(Residual)").estimate())
        .isCloseTo(100 * residual.estimate(), within(1e-4 * residual.se()));
    assertThat(other.logLikelihood())
        .isCloseTo(fit.logLikelihood() - DATA.rows() * Math.log(10), within(1e-7));
  }

  @Test
  void shiftedTimeShiftsTheMidpoint() {
    Fit fit = Menlo.fit(MODEL, DATA, OPTIONS);
    Fit other =
        Menlo.fit(
            MODEL,
            rows(inOrder(), 1000, 1),
            OPTIONS.withInitial(Map.of("b1", 200.0, "b2", 1700.0, "b3", 300.0)));
    assertThat(other.fixedEffect("b2").estimate() - 1000)
        .isCloseTo(fit.fixedEffect("b2").estimate(), within(1e-6 * fit.fixedEffect("b2").se()));
    assertThat(other.logLikelihood()).isCloseTo(fit.logLikelihood(), within(1e-7));
  }

  @Test
  void fitAloneHasTheBitsOfTheSameFitInABatchOf500() {
    List<Dataset> data = LogisticStudy.datasets(11, 500);
    List<Fit> batch = Menlo.fitAll(MODEL, data, OPTIONS);
    for (int f : new int[] {0, 1, 250, 499}) {
      assertThat(numbers(Menlo.fit(MODEL, data.get(f), OPTIONS)))
          .as("fit " + f)
          .containsExactly(numbers(batch.get(f)));
    }
  }

  @Test
  void threadsDoNotChangeABit() {
    List<Dataset> data = LogisticStudy.datasets(12, 300, 15, 15);
    List<Fit> one = Menlo.fitAll(MODEL, data, OPTIONS);
    List<Fit> three = Menlo.fitAll(MODEL, data, OPTIONS.withThreads(3));
    for (int f = 0; f < data.size(); f++) {
      assertThat(numbers(three.get(f))).as("fit " + f).containsExactly(numbers(one.get(f)));
    }
  }

  @Test
  void threadsDoNotChangeABitOfReferenceFits() {
    for (String id : List.of("ces", "soy-3u", "theoph-power-reml", "ovary-arma")) {
      ReferenceFit reference = ReferenceFit.named(id);
      FitOptions options = FitOptions.defaults().withInitial(reference.start());
      Fit one = reference.fit(options.withThreads(1));
      assertThat(numbers(reference.fit(options.withThreads(4))))
          .as(id)
          .containsExactly(numbers(one));
    }
  }
}
