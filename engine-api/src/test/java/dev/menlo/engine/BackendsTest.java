package dev.menlo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which backend a name and a size lead to. */
class BackendsTest {
  private static final Workload SMALL = new Workload(1, 20, 200, 5, 2);
  private static final Workload LARGE = SMALL.times(1_000_000);

  /** A backend that is there or not, and takes jobs from so many rows on. */
  private record Fixed(String name, int priority, boolean here, long mostDeclined)
      implements Backend {
    @Override
    public boolean suits(Workload work) {
      return work.rows() > mostDeclined;
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public Availability availability() {
      return here ? Availability.on("test") : Availability.unavailable("not here");
    }

    @Override
    public Engine prepare(ModelSpec model, EngineOptions options) {
      throw new UnsupportedOperationException("nothing is prepared here");
    }
  }

  private static final Backend HOST = new Fixed("host", 0, true, -1);
  private static final Backend PLAIN = new Fixed("plain", -1, true, -1);

  private static Backend device(boolean here) {
    return new Fixed("device", 10, here, 1_000_000);
  }

  private static String choose(String name, Workload work, Backend... all) {
    return Backends.choose(List.of(all), name, work).name();
  }

  @Test
  void automaticGoesByAvailabilityAndSize() {
    assertThat(choose("auto", LARGE, device(true), HOST, PLAIN)).isEqualTo("device");
    assertThat(choose("auto", SMALL, device(true), HOST, PLAIN)).isEqualTo("host");
    assertThat(choose("auto", LARGE, device(false), HOST, PLAIN)).isEqualTo("host");
  }

  @Test
  void unknownSizeIsSmall() {
    assertThat(choose("auto", Workload.UNKNOWN, device(true), HOST)).isEqualTo("host");
  }

  @Test
  void whatDeclinesIsStillBetterThanNothing() {
    assertThat(choose("auto", SMALL, device(true), PLAIN)).isEqualTo("device");
  }

  @Test
  void aNameIsTakenAtAnySize() {
    assertThat(choose("device", SMALL, device(true), HOST)).isEqualTo("device");
    assertThat(choose("host", LARGE, device(true), HOST)).isEqualTo("host");
    assertThat(choose("plain", LARGE, device(true), HOST, PLAIN)).isEqualTo("plain");
    assertThatThrownBy(() -> choose("device", LARGE, device(false), HOST))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessage("backend device is unavailable: not here");
  }

  @Test
  void automaticNeverTakesWhatWantsToBeNamed() {
    assertThatThrownBy(() -> choose("auto", LARGE, PLAIN))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("there are: auto, plain");
  }
}
