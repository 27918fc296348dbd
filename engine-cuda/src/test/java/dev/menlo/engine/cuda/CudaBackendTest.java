package dev.menlo.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.engine.Availability;
import dev.menlo.engine.Backend;
import dev.menlo.engine.BackendUnavailableException;
import dev.menlo.engine.Backends;
import dev.menlo.engine.EngineOptions;
import dev.menlo.kernels.KernelManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CudaBackendTest {
  private static final KernelManifest NO_KERNELS = new KernelManifest(List.of());
  private static final Path LIBRARY = Path.of("/usr/lib64/libcuda.so.1");

  private final CudaBackend noDriver = new CudaBackend(Optional::empty, NO_KERNELS);
  private final CudaBackend noKernels = new CudaBackend(() -> Optional.of(LIBRARY), NO_KERNELS);

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
  void saysThatThisBuildCarriesNoKernelsWhereThereIsADriver() {
    Availability availability = noKernels.availability();

    assertThat(availability.available()).isFalse();
    assertThat(availability.reasons())
        .singleElement()
        .asString()
        .contains(LIBRARY.toString(), "carries 0 CUDA kernels", "use the backend cpu");
  }

  @Test
  void probesOnce() {
    AtomicInteger probes = new AtomicInteger();
    CudaBackend backend =
        new CudaBackend(
            () -> {
              probes.incrementAndGet();
              return Optional.empty();
            },
            NO_KERNELS);

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

  @Test
  void thisMachineIsProbedWithoutAnException() {
    assertThat(new CudaBackend().availability().reasons()).isNotEmpty();
  }
}
