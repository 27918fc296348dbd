package dev.menlo.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Against R 4.2: {@code qnorm(ppoints(n))}, {@code qnorm(qbeta(p, 1:n, n:1))}, {@code quantile}.
 */
class NormalPlotTest {
  private static final double[] SAMPLE = {
    -1.3, 0.2, 0.7, -0.4, 1.9, -0.9, 0.1, 0.5, -0.2, 2.8, 0.05, -2.1
  };

  private final NormalPlot plot = NormalPlot.of(SAMPLE);

  @Test
  void expectedQuantilesAreThoseOfR() {
    assertThat(plot.expected()[0]).isCloseTo(-1.7316643961222451, within(1e-12));
    assertThat(plot.expected()[5]).isCloseTo(-0.10463345561407539, within(1e-12));
    assertThat(plot.values()).isSorted().hasSize(12);
  }

  @Test
  void theLineGoesThroughTheQuartiles() {
    assertThat(plot.scale()).isCloseTo(0.79689869244676115, within(1e-12));
    assertThat(plot.centre()).isCloseTo(0.0125, within(1e-12));
  }

  @Test
  void theEnvelopeHoldsOrderStatisticsWithProbability95() {
    assertThat(plot.lower()[0]).isCloseTo(-2.2678992228315251, within(1e-9));
    assertThat(plot.lower()[11]).isCloseTo(0.51381271842637322, within(1e-9));
    assertThat(plot.upper()[0]).isCloseTo(-0.48881271842637358, within(1e-9));
    assertThat(plot.upper()[6]).isCloseTo(0.65252748128676408, within(1e-9));
    assertThat(plot.outside()).as("1.9 and 2.8").isEqualTo(2);
  }

  @Test
  void ofManyValuesTheTailsAreKeptInFull() {
    Random random = new Random(5);
    double[] many = random.doubles(50_000).map(u -> 2 * u).toArray();
    many[7] = -1;
    many[9] = Double.NaN;
    NormalPlot large = NormalPlot.of(many);

    assertThat(large.values().length).isLessThanOrEqualTo(400);
    assertThat(large.values()[0]).isEqualTo(-1);
    assertThat(large.expected()).isSorted();
    assertThat(large.size()).isEqualTo(49_999);
    assertThat(large.outside()).as("a uniform sample is not normal").isGreaterThan(200);
  }

  @Test
  void quantilesAreThoseOfR() {
    double[] sorted = Sorting.finite(SAMPLE);

    assertThat(Sorting.quantile(sorted, 0.1)).isCloseTo(-1.26, within(1e-12));
    assertThat(Sorting.quantile(sorted, 0.25)).isCloseTo(-0.525, within(1e-12));
    assertThat(Sorting.quantile(sorted, 0.9)).isCloseTo(1.78, within(1e-12));
    assertThat(Sorting.quantile(new double[0], 0.5)).isNaN();
  }
}
