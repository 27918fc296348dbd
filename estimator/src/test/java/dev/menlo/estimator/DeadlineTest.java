package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.store.FitFile;
import dev.menlo.model.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall-clock limit of a run: what has ended is kept bit for bit, what has not says so. */
class DeadlineTest {
  private static final Model MODEL = Examples.model("orange.yaml");
  private static final Dataset ORANGE = Examples.data("orange.yaml");

  /** The same trees with circumferences of another order: more rounds than the others need. */
  private static Dataset slow() {
    double[] y = ORANGE.numbers("circumf").clone();
    for (int i = 0; i < y.length; i++) {
      y[i] *= 1 + 0.4 * Math.sin(37.0 * i);
    }
    return ORANGE.with("circumf", y);
  }

  private static FitOptions options() {
    return FitOptions.defaults()
        .withThreads(1)
        .withInitial(Map.of("b1", 150.0, "b2", 700.0, "b3", 300.0));
  }

  /** All that is stored of a fit, its numbers in full, but for the seconds that it took. */
  private static String stored(Fit fit) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FitFile.write(fit, bytes);
    return bytes.toString(StandardCharsets.UTF_8).replaceAll("\"seconds\" : [^,]*", "");
  }

  @Test
  void fitsThatEndedAreKeptAndTheOthersSayThatTimeWasUp() throws IOException {
    List<Dataset> data = List.of(ORANGE, slow());
    List<Fit> untimed = Menlo.fitAll(MODEL, data, options());
    int first = untimed.get(0).certificate().rounds();
    assertThat(untimed.get(1).certificate().rounds()).isGreaterThan(first + 1);
    AtomicBoolean up = new AtomicBoolean();
    Deadline deadline = Deadline.when(up::get, "time limit of the test");

    List<Fit> timed =
        Menlo.fitAll(
            MODEL,
            data,
            options().withDeadline(deadline),
            (fit, round) -> up.set(fit == 1 && round.round() > first));

    assertThat(stored(timed.get(0))).isEqualTo(stored(untimed.get(0)));
    Fit cut = timed.get(1);
    assertThat(cut.outcome()).isEqualTo(Outcome.TIME_LIMIT);
    assertThat(cut.converged()).isFalse();
    assertThat(cut.message()).contains("time limit of the test", "after " + (first + 1));
    assertThat(cut.logLikelihood()).isFinite();
    assertThat(cut.trace()).isEqualTo(untimed.get(1).trace().subList(0, first + 1));
  }

  @Test
  void nothingBeginsAfterTheDeadline() {
    FitOptions late = FitOptions.defaults().withThreads(1);
    Deadline passed = Deadline.when(() -> true, "time limit of the test");

    Fit fit = Menlo.fit(MODEL, ORANGE, late.withDeadline(passed));

    assertThat(fit.outcome()).isEqualTo(Outcome.TIME_LIMIT);
    assertThat(fit.certificate().rowPasses()).isLessThanOrEqualTo(1);
    assertThat(fit.logLikelihood()).isNaN();
  }

  /** Some starts end and some do not: the best that ended is completed, the others are counted. */
  @Test
  void startsThatEndedAreKept() throws IOException {
    Fit usual = Menlo.fit(MODEL, ORANGE, options());
    int[] asked = new int[1];
    Deadline deadline = Deadline.when(() -> asked[0]++ > 20, "time limit of the test");

    Multistart some = Multistart.run(MODEL, ORANGE, options().withDeadline(deadline), 6);

    assertThat(some.cutOff()).isBetween(1, 6);
    assertThat(stored(some.fit())).isEqualTo(stored(usual));
  }

  @ParameterizedTest
  @CsvSource({"30s, 30", "5m, 300", "2h, 7200", "1h30m, 5400", "1.5, 1.5", " 0.001s , 0.001"})
  void readsTimes(String text, String seconds) {
    assertThat(Deadline.after(text)).hasToString("time limit of " + seconds + " s");
  }

  @Test
  void takesAnyDuration() {
    assertThat(Deadline.after(Duration.ofDays(1_000_000)).passed()).isFalse();
    assertThatThrownBy(() -> Deadline.after(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-3", "0s", "5x", "m", "1e9", "3 0", "99999999999999999"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> Deadline.after(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("1h30m", "\"" + text + "\"");
  }
}
