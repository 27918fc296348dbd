package dev.menlo.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.engine.Availability;
import dev.menlo.engine.Backend;
import dev.menlo.engine.BackendUnavailableException;
import dev.menlo.engine.Backends;
import dev.menlo.engine.EngineOptions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CudaBackendTest {
  private final CudaBackend noDriver = withoutDriver(new AtomicInteger());

  private static CudaBackend withoutDriver(AtomicInteger probes) {
    return new CudaBackend(
        () -> {
          probes.incrementAndGet();
          return Optional.empty();
        },
        () -> {
          throw new AssertionError("the binding was touched without a driver");
        },
        new ShippedTemplates(),
        null);
  }

  @Test
  void isFoundAsAServiceAndPreferredUnderAuto() {
    assertThat(Backends.all())
        .filteredOn(b -> b.name().equals("cuda"))
        .singleElement()
        .isInstanceOf(CudaBackend.class)
        .extracting(Backend::priority)
        .isEqualTo(10);
  }

  @Test
  void namesTheMissingDriverAndTheCure() {
    assertThat(noDriver.availability())
        .isEqualTo(
            Availability.unavailable(
                "NVIDIA driver library libcuda.so.1 not found;"
                    + " install the NVIDIA driver (CUDA 12.0 or later)"));
  }

  @Test
  void probesOnce() {
    AtomicInteger probes = new AtomicInteger();
    CudaBackend backend = withoutDriver(probes);

    backend.availability();
    backend.availability();

    assertThat(probes).hasValue(1);
  }

  @Test
  void refusesAModelWithTheReasonOfTheProbe() {
    assertThatThrownBy(() -> noDriver.prepare(null, EngineOptions.defaults()))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessage("backend cuda is unavailable: " + noDriver.availability().reasons().get(0));
  }
}
