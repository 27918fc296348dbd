package dev.menlo.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.report.statistics.Fifths.Slice;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FifthsTest {
  @Test
  void slicesHoldEqualNumbersOfPoints() {
    double[] x = IntStream.range(0, 100).mapToDouble(i -> 99 - i).toArray();
    double[] y = IntStream.range(0, 100).mapToDouble(i -> i % 2 == 0 ? x[i] : -x[i]).toArray();
    List<Slice> fifths = Fifths.of(x, y);

    assertThat(fifths).extracting(Slice::count).containsExactly(20, 20, 20, 20, 20);
    assertThat(fifths.get(0).from()).isEqualTo(0);
    assertThat(fifths.get(4).to()).isEqualTo(99);
    assertThat(Fifths.ratio(fifths)).as("a fan").isGreaterThan(5);
  }

  @Test
  void fewPointsMakeFewerSlices() {
    assertThat(Fifths.of(new double[] {1}, new double[] {2})).hasSize(1);
    assertThat(Fifths.of(new double[] {1, 2, 3, 4, 5}, new double[] {2, 3, 4, 5, 6})).hasSize(2);
    assertThat(Fifths.of(new double[] {}, new double[] {})).isEmpty();
  }

  /** Quartiles of 0..8 are 2 and 6. */
  @Test
  void theDeviationIsThatOfTheQuartiles() {
    double[] values = IntStream.rangeClosed(0, 8).mapToDouble(i -> i).toArray();

    assertThat(Sorting.robustDeviation(values)).isCloseTo(4 / 1.3489795003921634, within(1e-15));
  }
}
