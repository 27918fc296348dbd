package dev.menlo.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AutocorrelationTest {
  /** Groups of (2, 1, -1): sums of products 2 - 1 at lag 1 and -2 at lag 2, of squares 6. */
  @Test
  void dividesByThePairsOfEachLag() {
    int groups = 10;
    double[] residuals = new double[3 * groups];
    int[] starts = new int[groups + 1];
    for (int g = 0; g < groups; g++) {
      residuals[3 * g] = 2;
      residuals[3 * g + 1] = 1;
      residuals[3 * g + 2] = -1;
      starts[g + 1] = 3 * (g + 1);
    }
    Autocorrelation a = Autocorrelation.of(residuals, starts);

    assertThat(a.lags()).containsExactly(1, 2);
    assertThat(a.pairs()).containsExactly(20, 10);
    assertThat(a.values()[0]).isCloseTo((2 - 1) / 2.0 / (6 / 3.0), within(1e-15));
    assertThat(a.values()[1]).isCloseTo(-2 / 1.0 / (6 / 3.0), within(1e-15));
    assertThat(a.bound(0)).isCloseTo(1.959963984540054 / Math.sqrt(20), within(1e-15));
    assertThat(a.beyond()).isEqualTo(1);
  }

  @Test
  void neverPairsRowsOfDifferentGroups() {
    double[] residuals = new double[40];
    int[] starts = new int[41];
    for (int i = 0; i < 40; i++) {
      residuals[i] = 1;
      starts[i + 1] = i + 1;
    }

    assertThat(Autocorrelation.of(residuals, starts).lags()).isEmpty();
  }
}
