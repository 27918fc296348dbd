package dev.menlo.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.menlo.cuda.emulator.driver.DeviceModel;
import dev.menlo.cuda.emulator.driver.FakeDriver;
import dev.menlo.engine.Availability;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the probe says about machines on which the backend cannot run, and on one where it can. */
class ProbeTest {
  @BeforeEach
  void requireTheEmulator() {
    String reason = FakeDriver.unavailableReason();
    assumeTrue(reason == null, reason);
  }

  private static Availability on(DeviceModel machine) {
    return EmulatedCuda.on(machine, null).availability();
  }

  @Test
  void namesTheDevice() {
    String folder = System.getProperty("java.io.tmpdir");

    assertThat(on(DeviceModel.STANDARD)).isEqualTo(Availability.on("menlo emulated device"));
    assertThat(System.getProperty("java.io.tmpdir")).isEqualTo(folder);
  }

  @Test
  void namesAnOldDriver() {
    assertThat(on(DeviceModel.STANDARD.withDriver(11040)).reasons())
        .containsExactly(
            "the NVIDIA driver supports CUDA 11.4; update it to one for CUDA 12.0 or later");
  }

  @Test
  void saysThatThereIsNoDevice() {
    assertThat(on(DeviceModel.STANDARD.withDevices(0)).reasons())
        .containsExactly("the NVIDIA driver finds no device");
  }

  @Test
  void namesAnOldDevice() {
    assertThat(on(DeviceModel.STANDARD.withCapability(7, 0)).reasons())
        .containsExactly(
            "no device of compute capability 7.5 or above: menlo emulated device has 7.0");
  }
}
