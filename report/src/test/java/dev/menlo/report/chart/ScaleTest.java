package dev.menlo.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
  private static List<String> labels(Scale scale, int about) {
    return scale.ticks(about).stream().map(Tick::label).toList();
  }

  @Test
  void ticksAreRound() {
    assertThat(labels(new Scale(0, 10, false), 5)).containsExactly("0", "2", "4", "6", "8", "10");
    assertThat(labels(new Scale(-1.3, 1.2, false), 5))
        .containsExactly("−1.0", "−0.5", "0.0", "0.5", "1.0");
    assertThat(labels(new Scale(1.2e-7, 4.4e-7, false), 3))
        .containsExactly("2×10⁻⁷", "3×10⁻⁷", "4×10⁻⁷");
  }

  @Test
  void logarithmicTicksArePowersOfTen() {
    assertThat(labels(new Scale(1e-8, 2, true), 3)).containsExactly("1", "0.001", "10⁻⁶");
    assertThat(new Scale(0.01, 100, true).fraction(1)).isEqualTo(0.5);
  }

  @Test
  void everyScaleShowsAtLeastTwoTicks() {
    for (double length = 1e-9; length < 1e9; length *= 1.7) {
      assertThat(new Scale(0.123, 0.123 + length, false).ticks(4)).hasSizeBetween(2, 9);
    }
  }

  @Test
  void takesInValuesWithAMarginAndSurvivesNone() {
    assertThat(Scale.linear(Extent.of(0, Double.NaN, 100))).isEqualTo(new Scale(-4, 104, false));
    assertThat(Scale.linear(Extent.NONE).max()).isGreaterThan(1);
    assertThat(Scale.linear(Extent.of(5.0)).fraction(5)).isEqualTo(0.5);
    assertThat(Scale.logarithmic(Extent.of(-1, 3)).min()).isPositive();
  }

  @Test
  void refusesAnEmptyScale() {
    assertThatThrownBy(() -> new Scale(1, 1, false)).hasMessageContaining("cannot run");
    assertThatThrownBy(() -> new Scale(0, 1, true)).hasMessageContaining("cannot run");
  }
}
