package dev.menlo.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against R 4.2's {@code lowess(x, y)} with its defaults. */
class LowessTest {
  private static final double SPAN = 2.0 / 3;

  /** Ezekiel 1930: speed and stopping distance of cars, R's data set cars. */
  private static final double[] SPEED = {
    4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15,
    15, 16, 16, 17, 17, 17, 18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20, 22, 23, 24, 24, 24, 24,
    25
  };

  private static final double[] DISTANCE = {
    2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20,
    26, 54, 32, 40, 32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54, 70, 92, 93,
    120, 85
  };

  @Test
  void equalsRWherePointsAreTied() {
    double[] fitted = Lowess.fit(SPEED, DISTANCE, SPAN);

    assertThat(fitted[0]).isCloseTo(4.9654592771868815, within(1e-10));
    assertThat(fitted[5]).isCloseTo(18.579690514217727, within(1e-10));
    assertThat(fitted[22]).isCloseTo(32.962506136157629, within(1e-10));
    assertThat(fitted[43]).isCloseTo(67.585824231431332, within(1e-10));
    assertThat(fitted[48]).isCloseTo(78.643163554399862, within(1e-10));
    assertThat(fitted[49]).isCloseTo(84.328698096834188, within(1e-10));
  }

  @Test
  void equalsRWherePointsAreCloserThanOnePercentOfTheRange() {
    double[] x = IntStream.rangeClosed(1, 400).mapToDouble(i -> Math.pow(i, 1.5) / 100).toArray();
    double[] y =
        IntStream.rangeClosed(1, 400)
            .mapToDouble(i -> Math.sin(x[i - 1] / 10) + i * 7919 % 101 / 101.0)
            .toArray();
    int[] at = {1, 2, 50, 133, 200, 333, 399, 400};
    double[] expected = {
      0.91199521642836123, 0.91230151534865078, 0.96589989873256887, 1.0549238639541323,
      0.67660987223744484, 0.53764352646186064, 1.262223273808857, 1.2754052838996468
    };
    double[] fitted = Lowess.fit(x, y, SPAN);

    for (int i = 0; i < at.length; i++) {
      assertThat(fitted[at[i] - 1]).isCloseTo(expected[i], within(1e-9));
    }
  }

  @Test
  void aStraightLineIsItsOwnCurve() {
    double[] x = {0, 1, 2, 5, 7, 7, 9};
    double[] y = {1, 3, 5, 11, 15, 15, 19};

    assertThat(Lowess.fit(x, y, SPAN)).containsExactly(y, within(1e-12));
  }

  @Test
  void fewOrEqualPointsAreNoError() {
    assertThat(Lowess.fit(new double[] {}, new double[] {}, SPAN)).isEmpty();
    assertThat(Lowess.fit(new double[] {1}, new double[] {2}, SPAN)).containsExactly(2);
    assertThat(Lowess.fit(new double[] {1, 1, 1}, new double[] {1, 2, 3}, SPAN))
        .doesNotContain(Double.NaN);
  }
}
