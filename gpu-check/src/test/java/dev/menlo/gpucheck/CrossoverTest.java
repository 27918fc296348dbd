package dev.menlo.gpucheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.gpucheck.Crossover.Job;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossoverTest {
  private static final Job SMALL = new Job(.01, .5, .02);
  private static final Job MIDDLE = new Job(1, .5, 2);
  private static final Job LARGE = new Job(100, 5, 200);

  @Test
  void liesBetweenTheLastThatWasSlowerAndTheNext() {
    assertThat(Crossover.seconds(0, List.of(LARGE, SMALL, MIDDLE))).isCloseTo(.1, within(1e-15));
  }

  /** With 2 s before anything, MIDDLE takes 2.5 s where the CPU takes 2. */
  @Test
  void countsTheStart() {
    assertThat(Crossover.seconds(2, List.of(SMALL, MIDDLE, LARGE))).isCloseTo(10, within(1e-12));
  }

  @Test
  void isNoneWhereTheLargestWasSlower() {
    assertThat(Crossover.seconds(1000, List.of(SMALL, MIDDLE, LARGE))).isInfinite();
    assertThat(Crossover.seconds(0, List.of(MIDDLE, LARGE))).isZero();
  }

  @Test
  void printsTheValueToSet() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Report report = new Report(new PrintStream(printed, true, StandardCharsets.UTF_8));

    Crossover.report(report, 2, List.of(SMALL, MIDDLE, LARGE));
    Crossover.report(report, 2, List.of(SMALL));

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("set -Dmenlo.cuda.auto.seconds=10\n")
        .contains("set -Dmenlo.cuda.auto.seconds=never\n");
  }
}
