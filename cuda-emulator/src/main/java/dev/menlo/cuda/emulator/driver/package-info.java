/**
 * An emulated NVIDIA driver under the real bindings of JCuda.
 *
 * <pre>
 * assumeTrue(FakeDriver.unavailableReason() == null, FakeDriver.unavailableReason());
 * FakeDriver driver = FakeDriver.start(DeviceModel.STANDARD.withMemory(1 &lt;&lt; 20));
 * driver.failLaunch(3, CudaError.LAUNCH_OUT_OF_RESOURCES);
 * ... // JCudaDriver.cuInit(0) and all that follows
 * assertThat(driver.live()).isEqualTo(Live.NOTHING);
 * </pre>
 */
package dev.menlo.cuda.emulator.driver;
