package dev.menlo.estimator.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
  private static final ReplicateKey KEY = new ReplicateKey(20260101, 7, 11);

  /** Against an independent implementation with integers of any size (Python). */
  @Test
  void usesTheKeyAsDocumented() {
    RandomStream bits = KEY.stream(3);
    assertThat(bits.nextLong()).isEqualTo(0x9b8f7c4d405ee623L);
    assertThat(bits.nextLong()).isEqualTo(0xf8f365d1fbce7110L);
    RandomStream normals = KEY.stream(3);
    assertThat(normals.nextNormal()).isCloseTo(0.9832391704828103, within(1e-15));
    assertThat(normals.nextNormal()).isCloseTo(-0.17183218117929389, within(1e-15));
    assertThat(normals.nextNormal()).isCloseTo(-0.2216504101378203, within(1e-15));
  }

  @Test
  void separatesSeedsConditionsReplicatesAndStreams() {
    Set<Long> first = new HashSet<>();
    for (int number = 0; number < 100; number++) {
      first.add(new ReplicateKey(number, 0, 0).stream(0).nextLong());
      first.add(new ReplicateKey(-1, number, 0).stream(0).nextLong());
      first.add(new ReplicateKey(-1, -1, number).stream(0).nextLong());
      first.add(new ReplicateKey(-1, -1, -1).stream(number).nextLong());
    }
    assertThat(first).hasSize(400);
  }

  @Test
  void streamsDoNotDisturbOneAnother() {
    RandomStream alone = KEY.stream(1);
    double[] expected = {alone.nextNormal(), alone.nextNormal(), alone.nextNormal()};
    RandomStream one = KEY.stream(1);
    RandomStream two = KEY.stream(2);
    double[] actual = new double[3];
    for (int i = 0; i < 3; i++) {
      actual[i] = one.nextNormal();
      two.nextUniform();
    }
    assertThat(actual).containsExactly(expected);
  }

  @Test
  void uniformsHaveTheirMoments() {
    RandomStream stream = KEY.stream(0);
    double[] u = new double[100_000];
    Arrays.setAll(u, i -> stream.nextUniform());
    assertThat(Arrays.stream(u).min().orElseThrow()).isPositive();
    assertThat(Arrays.stream(u).max().orElseThrow()).isLessThan(1);
    assertThat(moment(u, 0, 1)).isCloseTo(0.5, within(4 * Math.sqrt(1 / 12.0 / u.length)));
    assertThat(moment(u, 0.5, 2)).isCloseTo(1 / 12.0, within(0.001));
  }

  /** Mean 0, variance 1, skewness 0, kurtosis 3, each within four standard errors; no lag. */
  @Test
  void normalsHaveTheirMoments() {
    RandomStream stream = KEY.stream(0);
    double[] z = new double[200_000];
    Arrays.setAll(z, i -> stream.nextNormal());
    double se = 4 / Math.sqrt(z.length);
    assertThat(moment(z, 0, 1)).isCloseTo(0, within(se));
    assertThat(moment(z, 0, 2)).isCloseTo(1, within(se * Math.sqrt(2)));
    assertThat(moment(z, 0, 3)).isCloseTo(0, within(se * Math.sqrt(15)));
    assertThat(moment(z, 0, 4)).isCloseTo(3, within(se * Math.sqrt(96)));
    double product = 0;
    for (int i = 1; i < z.length; i++) {
      product += z[i] * z[i - 1];
    }
    assertThat(product / z.length).isCloseTo(0, within(se));
    double beyond = Arrays.stream(z).filter(v -> v > 1.959963984540054).count();
    assertThat(beyond / z.length).isCloseTo(0.025, within(4 * Math.sqrt(0.025 / z.length)));
  }

  private static double moment(double[] values, double about, int power) {
    return Arrays.stream(values).map(v -> Math.pow(v - about, power)).average().orElseThrow();
  }
}
