package dev.menlo.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.engine.BackendUnavailableException;
import dev.menlo.engine.Workload;
import org.junit.jupiter.api.Test;

class AutomaticChoiceTest {
  /** 20 groups of 10 rows, M = 5, on two threads. */
  private static final Workload SMALL = new Workload(1, 20, 200, 5, 2);

  private static final AutomaticChoice USUAL = AutomaticChoice.of(null);

  @Test
  void smallJobsStayOnTheCpu() {
    assertThat(USUAL.suits(SMALL)).isFalse();
    assertThat(USUAL.suits(Workload.UNKNOWN)).isFalse();
  }

  @Test
  void largeFitsAndLargeBatchesGoToTheDevice() {
    assertThat(USUAL.suits(new Workload(1, 2_000_000, 20_000_000, 7, 2))).isTrue();
    assertThat(USUAL.suits(new Workload(1_000_000, 20_000_000, 200_000_000, 7, 16))).isTrue();
  }

  /** 10^7 x .17 + 10^6 x .015 x 7^3 = 6.8 s of one core, .43 s of sixteen. */
  @Test
  void aMillionGroupsStayOnSixteenCores() {
    assertThat(USUAL.suits(new Workload(1, 1_000_000, 10_000_000, 7, 16))).isFalse();
    assertThat(USUAL.suits(new Workload(1, 1_000_000, 10_000_000, 7, 1))).isTrue();
  }

  @Test
  void theThresholdIsInSecondsOfTheCpu() {
    long enough = (long) Math.ceil(4 / SMALL.cpuSeconds());

    assertThat(USUAL.suits(SMALL.times(enough))).isTrue();
    assertThat(USUAL.suits(SMALL.times(enough - 1))).isFalse();
  }

  @Test
  void canBeOverridden() {
    assertThat(AutomaticChoice.of("0").suits(Workload.UNKNOWN)).isTrue();
    assertThat(AutomaticChoice.of(" never ").suits(SMALL.times(1L << 40))).isFalse();
    assertThat(AutomaticChoice.of(".25").seconds()).isEqualTo(.25);
  }

  @Test
  void refusesOtherValuesWithTheCure() {
    for (String wrong : new String[] {"soon", "-1", "NaN", ""}) {
      assertThatThrownBy(() -> AutomaticChoice.of(wrong))
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessage(
              "menlo.cuda.auto.seconds must be a number of seconds, at least 0, or never; not '"
                  + wrong
                  + "'");
    }
  }

  @Test
  void saysWhatItGoesBy() {
    assertThat(USUAL.rule())
        .isEqualTo(
            "auto takes it for jobs that are expected to keep the CPU busy for 4 s or longer"
                + " (-Dmenlo.cuda.auto.seconds=SECONDS; the default is derived, not measured)");
    assertThat(AutomaticChoice.of("1.5").rule()).contains("for 1.5 s").doesNotContain("derived");
    assertThat(AutomaticChoice.of("never").rule())
        .isEqualTo("auto never takes it (menlo.cuda.auto.seconds=never)");
  }
}
