package dev.menlo.estimator.structures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nonlinear least squares and generalised nonlinear least squares on the orange trees, against the
 * dense alternation of {@code gnls-orange.R}.
 */
class NoRandomEffectsTest {
  private static final String MEAN = "circumf = {b1}/(1+exp(-(age-{b2})/{b3}))";
  private static final FitOptions OPTIONS = FitOptions.defaults().withThreads(1);

  /** A line of the results: {@code b1 b2 b3 se1 se2 se3 LL sigma2 [name value]}. */
  record Known(String options, double[] numbers, String parameter, double value) {
    static Known of(String line) {
      String[] halves = line.split("\\|");
      String[] words = halves[1].strip().split("\\s+");
      double[] numbers = Arrays.stream(words).limit(8).mapToDouble(Double::parseDouble).toArray();
      return words.length == 8
          ? new Known(halves[0].strip(), numbers, "", Double.NaN)
          : new Known(halves[0].strip(), numbers, words[8], Double.parseDouble(words[9]));
    }

    String model() {
      return options.isEmpty() ? MEAN : MEAN + ", " + options;
    }

    @Override
    public String toString() {
      return options;
    }
  }

  static List<Known> fits() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                NoRandomEffectsTest.class.getResourceAsStream("gnls-orange.txt"),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(l -> l.contains("|") && !l.startsWith("#"))
          .map(Known::of)
          .toList();
    }
  }

  private static Dataset orange() {
    Dataset data = Examples.data("orange.yaml");
    double[] obs = new double[data.rows()];
    Arrays.setAll(
        obs,
        i ->
            Arrays.stream(data.numbers("age"))
                .distinct()
                .filter(a -> a <= data.numbers("age")[i])
                .count());
    return data.with("obs", obs);
  }

  @ParameterizedTest
  @MethodSource("fits")
  void estimatesAreThoseOfTheDenseAlternation(Known known) {
    Fit fit = Menlo.fit(Model.parse(known.model()), orange(), OPTIONS);
    assertThat(fit.converged()).as(fit.message()).isTrue();
    double[] numbers = known.numbers();
    for (int k = 0; k < 3; k++) {
      CoefficientEstimate b = fit.fixedEffects().get(k);
      assertThat(b.estimate()).as(b.name()).isCloseTo(numbers[k], within(1e-6 * b.se()));
      assertThat(b.se()).as(b.name()).isCloseTo(numbers[3 + k], within(1e-6 * b.se()));
    }
    assertThat(fit.logLikelihood()).isCloseTo(numbers[6], within(1e-7));
    assertThat(fit.residual().get(0).estimate()).isCloseTo(numbers[7], within(1e-6 * numbers[7]));
    if (!known.parameter().isEmpty()) {
      assertThat(fit.parameter(known.parameter()).estimate())
          .isCloseTo(known.value(), within(1e-6 * Math.abs(known.value())));
      assertThat(fit.parameter(known.parameter()).se()).isPositive();
    }
    assertThat(fit.randomEffects()).allSatisfy(r -> assertThat(r.parameters()).isEmpty());
  }

  /** group() makes no difference where errors do not correlate. */
  @Test
  void groupsAloneChangeNothing() {
    Fit alone = Menlo.fit(Model.parse(MEAN), orange(), OPTIONS);
    Fit grouped = Menlo.fit(Model.parse(MEAN + ", group(tree)"), orange(), OPTIONS);
    Comparison.assertEqual(grouped, alone);
    assertThat(alone.groups()).isEmpty();
    assertThat(grouped.groups()).hasSize(1);
    assertThat(grouped.groups().get(0).count()).isEqualTo(5);
  }
}
