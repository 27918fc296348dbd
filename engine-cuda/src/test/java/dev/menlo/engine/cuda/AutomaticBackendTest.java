package dev.menlo.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.menlo.engine.Availability;
import dev.menlo.engine.Backends;
import dev.menlo.engine.Workload;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code auto} on a machine with a device, an emulated one: by size, and forced either way. */
class AutomaticBackendTest {
  private static final Workload SMALL = new Workload(1, 20, 200, 6, 2);
  private static final Workload LARGE = new Workload(1, 20_000_000, 200_000_000, 6, 16);

  @BeforeEach
  void requireAvailable() {
    Availability here = EmulatedCuda.backend().availability();
    assumeTrue(here.available(), () -> "skipped: " + here.reasons());
  }

  @AfterEach
  void restore() {
    System.clearProperty(AutomaticChoice.PROPERTY);
  }

  private static String choose(String name, Workload work) {
    return Backends.choose(name, work).name();
  }

  private static String fit(String backend) {
    double[] group = {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4};
    double[] y = {1.1, .8, 1.3, 3.2, 2.9, 3.1, 1.9, 2.2, 2.1, 2.6, 2.4, 2.7};
    Dataset data = Dataset.builder().column("g", group).column("y", y).build();
    Fit fit =
        Menlo.fit(
            Model.of("y = {b}+{U[g]}").build(), data, FitOptions.defaults().withBackend(backend));
    assertThat(fit.converged()).isTrue();
    return fit.backend();
  }

  @Test
  void smallJobsStayOnTheCpu() {
    assertThat(choose("auto", SMALL)).isEqualTo("cpu");
    assertThat(fit("auto")).isEqualTo("cpu");
  }

  @Test
  void largeJobsGoToTheDevice() {
    assertThat(choose("auto", LARGE)).isEqualTo(EmulatedBackend.NAME);
    assertThat(choose("auto", SMALL.times(100_000))).isEqualTo(EmulatedBackend.NAME);
  }

  @Test
  void theRuleCanBeForcedEitherWay() {
    System.setProperty(AutomaticChoice.PROPERTY, "0");
    assertThat(fit("auto")).isEqualTo(EmulatedBackend.NAME);

    System.setProperty(AutomaticChoice.PROPERTY, "never");
    assertThat(choose("auto", LARGE)).isEqualTo("cpu");
  }

  @Test
  void aNameIsStrongerThanTheRule() {
    System.setProperty(AutomaticChoice.PROPERTY, "0");
    assertThat(choose("cpu", LARGE)).isEqualTo("cpu");

    System.setProperty(AutomaticChoice.PROPERTY, "never");
    assertThat(choose(EmulatedBackend.NAME, SMALL)).isEqualTo(EmulatedBackend.NAME);
  }
}
