package dev.menlo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogisticDataTest {
  @Test
  void theSameSeedGivesTheSameData() {
    LogisticData one = LogisticData.simulate(4, 10, 25, 1);

    assertThat(LogisticData.simulate(4, 10, 25, 1).response()).containsExactly(one.response());
    assertThat(LogisticData.simulate(4, 10, 25, 2).response()).isNotEqualTo(one.response());
    assertThat(one.time()).startsWith(100).endsWith(1600).hasSize(40);
    assertThat(one.group()).startsWith(1).endsWith(4);
  }

  @Test
  void theMeanAtTheMidpointIsHalfTheAsymptote() {
    // At t = 720 the curve of the mean parameters is 190 / 2; t = 700 and 750 are among 31 times.
    LogisticData data = LogisticData.simulate(2000, 31, 0, 1);
    double mean =
        Arrays.stream(new int[] {12, 13}).mapToDouble(j -> meanAt(data, j)).average().orElseThrow();

    // Between 190 / (1 + exp(20 / 345)) and 190 / (1 + exp(-30 / 345)), give or take sampling.
    assertThat(mean).isCloseTo(95.7, within(2.0));
  }

  @Test
  void writesOneLineARow(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("data.csv");

    LogisticData.main(new String[] {file.toString(), "2", "3", "25", "1"});

    assertThat(Files.readAllLines(file)).hasSize(7).first().isEqualTo("g,t,y");
  }

  private static double meanAt(LogisticData data, int j) {
    double sum = 0;
    for (int i = 0; i < 2000; i++) {
      sum += data.response()[i * 31 + j];
    }
    return sum / 2000;
  }
}
