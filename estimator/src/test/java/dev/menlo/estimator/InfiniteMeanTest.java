package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a mean is not finite, the message names row and group and says what to do. */
class InfiniteMeanTest {
  /** Rows of a file without its third, so that row and line differ; x is negative in Iowa. */
  private static final Dataset DATA =
      Dataset.builder()
          .source("fields.csv")
          .column("region", "west", "west", "west", "east", "east", "east", "east", "east")
          .column("state", "Utah", "Utah", "Utah", "Ohio", "Ohio", "Iowa", "Iowa", "Iowa")
          .column("x", 1, 2, 3, 1, 2, 1, 2, -3)
          .column("y", 2.1, 3.2, 3.9, 2.9, 4.1, 1.2, 2.4, 5.2)
          .rowNumbers(0, 1, 3, 4, 5, 6, 7, 8)
          .build();

  private static final String CURE = "give other starting values with --initial, or check that row";

  private static Fit fit(String mean, Map<String, Double> initial) {
    Model model = Model.parse("y = " + mean + "+{V[region]}+{U[region>state]}");
    FitOptions options = FitOptions.defaults().withThreads(1).withInitial(initial);
    return Menlo.fit(model, DATA, options);
  }

  @Test
  void atTheStart() {
    Fit fit = fit("{a}+{b}*ln(x)", Map.of("a", 1.0, "b", 1.0));

    assertThat(fit.outcome()).isEqualTo(Outcome.INFINITE_AT_START);
    assertThat(fit.message())
        .contains("not finite at the starting values", CURE)
        .contains("first at line 10 of fields.csv, region east, state Iowa");
  }

  @Test
  void whereNoStartIsFound() {
    assertThatThrownBy(() -> fit("{a}+{b}*ln(x)", Map.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("no starting values", "--initial")
        .hasMessageContaining("line 10 of fields.csv, region east, state Iowa");
  }

  /** The logarithm of a truth value: 0, or minus infinity as soon as a moves up to the data. */
  @Test
  void whereAStepCannotBeShortened() {
    Fit fit = fit("{a}+ln({a}*x<=3)+{b}*x", Map.of("a", 1.0, "b", 0.5));

    assertThat(fit.outcome()).isEqualTo(Outcome.INFINITE_MEAN);
    assertThat(fit.message())
        .contains("not finite at every step", CURE)
        .contains("first at line 5 of fields.csv, region west, state Utah");
  }
}
