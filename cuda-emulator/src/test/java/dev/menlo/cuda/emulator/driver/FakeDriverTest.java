package dev.menlo.cuda.emulator.driver;

import static jcuda.driver.JCudaDriver.cuCtxSynchronize;
import static jcuda.driver.JCudaDriver.cuDeviceGet;
import static jcuda.driver.JCudaDriver.cuDeviceGetAttribute;
import static jcuda.driver.JCudaDriver.cuDeviceGetName;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRelease;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRetain;
import static jcuda.driver.JCudaDriver.cuEventCreate;
import static jcuda.driver.JCudaDriver.cuEventDestroy;
import static jcuda.driver.JCudaDriver.cuEventRecord;
import static jcuda.driver.JCudaDriver.cuEventSynchronize;
import static jcuda.driver.JCudaDriver.cuGraphDestroy;
import static jcuda.driver.JCudaDriver.cuGraphExecDestroy;
import static jcuda.driver.JCudaDriver.cuGraphInstantiate;
import static jcuda.driver.JCudaDriver.cuGraphLaunch;
import static jcuda.driver.JCudaDriver.cuInit;
import static jcuda.driver.JCudaDriver.cuLaunchKernel;
import static jcuda.driver.JCudaDriver.cuMemAlloc;
import static jcuda.driver.JCudaDriver.cuMemAllocHost;
import static jcuda.driver.JCudaDriver.cuMemFree;
import static jcuda.driver.JCudaDriver.cuMemFreeHost;
import static jcuda.driver.JCudaDriver.cuMemcpyDtoH;
import static jcuda.driver.JCudaDriver.cuMemcpyDtoHAsync;
import static jcuda.driver.JCudaDriver.cuMemcpyHtoD;
import static jcuda.driver.JCudaDriver.cuMemcpyHtoDAsync;
import static jcuda.driver.JCudaDriver.cuMemsetD32Async;
import static jcuda.driver.JCudaDriver.cuModuleGetFunction;
import static jcuda.driver.JCudaDriver.cuModuleLoadData;
import static jcuda.driver.JCudaDriver.cuModuleUnload;
import static jcuda.driver.JCudaDriver.cuStreamBeginCapture;
import static jcuda.driver.JCudaDriver.cuStreamCreate;
import static jcuda.driver.JCudaDriver.cuStreamDestroy;
import static jcuda.driver.JCudaDriver.cuStreamEndCapture;
import static jcuda.driver.JCudaDriver.cuStreamSynchronize;
import static jcuda.driver.JCudaDriver.cuStreamWaitEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUevent;
import jcuda.driver.CUfunction;
import jcuda.driver.CUgraph;
import jcuda.driver.CUgraphExec;
import jcuda.driver.CUmodule;
import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstreamCaptureMode;
import jcuda.driver.CUstream_flags;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The unchanged bindings of JCuda on the emulated driver. */
class FakeDriverTest {
  /** y = 2 x + y over n threads. */
  private static final String TWICE =
      """
      .version 8.0
      .target sm_75
      .address_size 64
      .visible .entry twice(.param .u64 x, .param .u64 y, .param .u32 n)
      {
        .reg .pred %p<2>; .reg .b32 %r<6>; .reg .b64 %rd<6>; .reg .f64 %fd<4>;
        ld.param.u64 %rd1, [x]; ld.param.u64 %rd2, [y]; ld.param.u32 %r1, [n];
        mov.u32 %r2, %ctaid.x; mov.u32 %r3, %ntid.x; mov.u32 %r4, %tid.x;
        mad.lo.s32 %r5, %r2, %r3, %r4;
        setp.ge.s32 %p1, %r5, %r1;
        @%p1 ret;
        mul.wide.s32 %rd3, %r5, 8; add.s64 %rd4, %rd1, %rd3; add.s64 %rd5, %rd2, %rd3;
        ld.global.f64 %fd1, [%rd4]; ld.global.f64 %fd2, [%rd5];
        fma.rn.f64 %fd3, %fd1, 0d4000000000000000, %fd2;
        st.global.f64 [%rd5], %fd3;
        ret;
      }
      """;

  private FakeDriver driver;
  private final CUdevice device = new CUdevice();

  @BeforeEach
  void start() {
    String reason = FakeDriver.unavailableReason();
    assumeTrue(reason == null, reason);
    start(DeviceModel.STANDARD);
  }

  private void start(DeviceModel model) {
    driver = FakeDriver.start(model);
    jcuda.driver.JCudaDriver.setExceptionsEnabled(false);
  }

  private static void ok(int result) {
    assertThat(CUresult.stringFor(result)).isEqualTo("CUDA_SUCCESS");
  }

  private void enter() {
    ok(cuInit(0));
    ok(cuDeviceGet(device, 0));
    ok(cuDevicePrimaryCtxRetain(new CUcontext(), device));
  }

  private static CUmodule load() {
    CUmodule module = new CUmodule();
    ok(cuModuleLoadData(module, (TWICE + "\0").getBytes(StandardCharsets.US_ASCII)));
    return module;
  }

  private static CUfunction function(CUmodule module) {
    CUfunction function = new CUfunction();
    ok(cuModuleGetFunction(function, module, "twice"));
    return function;
  }

  private static CUdeviceptr of(double... values) {
    CUdeviceptr address = new CUdeviceptr();
    ok(cuMemAlloc(address, 8L * values.length));
    ok(cuMemcpyHtoD(address, Pointer.to(values), 8L * values.length));
    return address;
  }

  private static int launch(CUfunction f, CUdeviceptr x, CUdeviceptr y, int n, CUstream stream) {
    Pointer parameters = Pointer.to(Pointer.to(x), Pointer.to(y), Pointer.to(new int[] {n}));
    return cuLaunchKernel(f, (n + 31) / 32, 1, 1, 32, 1, 1, 0, stream, parameters, null);
  }

  private static double[] read(CUdeviceptr address, int n) {
    double[] values = new double[n];
    ok(cuMemcpyDtoH(Pointer.to(values), address, 8L * n));
    return values;
  }

  @Test
  void describesTheDevice() {
    start(DeviceModel.STANDARD.withCapability(9, 0));
    enter();
    byte[] name = new byte[64];
    int[] major = {0};

    ok(cuDeviceGetName(name, name.length, device));
    ok(
        cuDeviceGetAttribute(
            major, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, device));

    assertThat(new String(name, StandardCharsets.UTF_8).trim()).isEqualTo("menlo emulated device");
    assertThat(major).containsExactly(9);
  }

  @Test
  void saysWhatIsMissing() {
    start(DeviceModel.STANDARD.withDevices(0));
    assertThat(cuInit(0)).isEqualTo(CudaError.NO_DEVICE.code());

    start(DeviceModel.STANDARD.withDriver(11040));
    enter();
    assertThat(cuModuleLoadData(new CUmodule(), (TWICE + "\0").getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(CudaError.UNSUPPORTED_PTX_VERSION.code());

    start(DeviceModel.STANDARD.withCapability(7, 0));
    enter();
    assertThat(cuModuleLoadData(new CUmodule(), (TWICE + "\0").getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(CudaError.NO_BINARY_FOR_GPU.code());
  }

  @Test
  void runsAKernelAndCountsWhatIsGivenBack() {
    enter();
    CUmodule module = load();
    CUfunction f = function(module);
    CUdeviceptr x = of(1, 2, 3);
    CUdeviceptr y = of(10, 20, 30);

    ok(launch(f, x, y, 3, null));

    assertThat(read(y, 3)).containsExactly(12, 24, 36);
    assertThat(driver.live()).isEqualTo(new Live(2, 48, 0, 1, 0, 0, 0, 1));
    ok(cuMemFree(x));
    ok(cuMemFree(y));
    ok(cuModuleUnload(module));
    ok(cuDevicePrimaryCtxRelease(device));
    assertThat(driver.live()).isEqualTo(Live.NOTHING);
    assertThat(driver.launches()).isEqualTo(1);
  }

  @Test
  void pinnedCopiesHappenNoSoonerThanTheStreamIsAwaited() {
    enter();
    CUfunction f = function(load());
    CUdeviceptr x = of(1, 2);
    CUdeviceptr y = of(0, 0);
    CUstream stream = new CUstream();
    ok(cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING));
    Pointer host = new Pointer();
    ok(cuMemAllocHost(host, 16));
    DoubleBuffer values = host.getByteBuffer(0, 16).order(ByteOrder.nativeOrder()).asDoubleBuffer();
    values.put(0, 5).put(1, 7);

    ok(cuMemcpyHtoDAsync(x, host, 16, stream));
    ok(launch(f, x, y, 2, stream));
    ok(cuMemcpyDtoHAsync(host, y, 16, stream));

    assertThat(values.get(0)).isEqualTo(5);
    ok(cuStreamSynchronize(stream));
    assertThat(values.get(0)).isEqualTo(10);
    assertThat(values.get(1)).isEqualTo(14);
    ok(cuMemFreeHost(host));
    ok(cuStreamDestroy(stream));
    assertThat(driver.live().pinned() + driver.live().streams()).isZero();
  }

  @Test
  void eventsOrderStreams() {
    enter();
    CUfunction f = function(load());
    CUdeviceptr x = of(1);
    CUdeviceptr y = of(1);
    CUstream first = new CUstream();
    CUstream second = new CUstream();
    ok(cuStreamCreate(first, CUstream_flags.CU_STREAM_NON_BLOCKING));
    ok(cuStreamCreate(second, CUstream_flags.CU_STREAM_NON_BLOCKING));
    CUevent event = new CUevent();
    ok(cuEventCreate(event, 0));

    ok(launch(f, x, y, 1, first));
    ok(cuEventRecord(event, first));
    ok(cuStreamWaitEvent(second, event, 0));
    ok(launch(f, y, x, 1, second));
    ok(cuStreamSynchronize(second));

    assertThat(read(x, 1)).containsExactly(7);
    ok(cuEventSynchronize(event));
    ok(cuEventDestroy(event));
  }

  @Test
  void graphsRunAgain() {
    enter();
    CUfunction f = function(load());
    CUdeviceptr x = of(1);
    CUdeviceptr y = of(0);
    CUstream stream = new CUstream();
    ok(cuStreamCreate(stream, 0));
    CUgraph graph = new CUgraph();
    CUgraphExec executable = new CUgraphExec();

    ok(cuStreamBeginCapture(stream, CUstreamCaptureMode.CU_STREAM_CAPTURE_MODE_THREAD_LOCAL));
    ok(launch(f, x, y, 1, stream));
    ok(cuStreamEndCapture(stream, graph));
    ok(cuGraphInstantiate(executable, graph, 0));
    ok(cuGraphLaunch(executable, stream));
    ok(cuGraphLaunch(executable, stream));
    ok(cuStreamSynchronize(stream));

    assertThat(read(y, 1)).containsExactly(4);
    ok(cuGraphExecDestroy(executable));
    ok(cuGraphDestroy(graph));
    assertThat(driver.live().graphs()).isZero();
  }

  @Test
  void fillsMemory() {
    enter();
    CUdeviceptr y = of(1, 2);

    ok(cuMemsetD32Async(y, 0, 4, null));

    assertThat(read(y, 2)).containsExactly(0, 0);
  }

  @Test
  void memoryEnds() {
    start(DeviceModel.STANDARD.withMemory(100));
    enter();
    CUdeviceptr address = new CUdeviceptr();

    assertThat(cuMemAlloc(address, 101)).isEqualTo(CudaError.OUT_OF_MEMORY.code());
    ok(cuMemAlloc(address, 100));
    driver.limitMemory(1000);
    driver.failAllocation(2);
    ok(cuMemAlloc(address, 8));
    assertThat(cuMemAlloc(address, 8)).isEqualTo(CudaError.OUT_OF_MEMORY.code());
  }

  @Test
  void launchesFailWhenToldTo() {
    enter();
    CUfunction f = function(load());
    CUdeviceptr x = of(1);
    driver.failLaunch(2, CudaError.LAUNCH_OUT_OF_RESOURCES);

    ok(launch(f, x, x, 1, null));
    assertThat(launch(f, x, x, 1, null)).isEqualTo(CudaError.LAUNCH_OUT_OF_RESOURCES.code());
    ok(launch(f, x, x, 1, null));
    assertThat(read(x, 1)).containsExactly(9);

    driver.loseDeviceAtLaunch(1, CudaError.ECC_UNCORRECTABLE);
    assertThat(launch(f, x, x, 1, null)).isEqualTo(CudaError.ECC_UNCORRECTABLE.code());
    assertThat(cuCtxSynchronize()).isEqualTo(CudaError.ECC_UNCORRECTABLE.code());
    assertThat(cuMemFree(x)).isEqualTo(CudaError.ECC_UNCORRECTABLE.code());
    assertThat(driver.live().allocations()).isZero();
  }

  @Test
  void aKernelThatLeavesItsMemoryLosesTheDevice() {
    enter();
    CUfunction f = function(load());
    CUdeviceptr x = of(1, 2);

    ok(launch(f, x, x, 3, null));

    assertThat(cuCtxSynchronize()).isEqualTo(CudaError.ILLEGAL_ADDRESS.code());
    assertThat(driver.lastFault()).contains("twice line 13").contains("thread 2");
    assertThat(Arrays.asList(cuCtxSynchronize(), cuMemAlloc(x, 8)))
        .containsOnly(CudaError.ILLEGAL_ADDRESS.code());
  }

  @Test
  void refusesWhatADeviceWould() {
    enter();
    CUmodule module = load();
    CUfunction f = function(module);

    assertThat(cuModuleGetFunction(new CUfunction(), module, "thrice"))
        .isEqualTo(CudaError.NOT_FOUND.code());
    assertThat(
            cuModuleLoadData(
                new CUmodule(),
                ".version 8.0\n.target sm_75\nnonsense;\0".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(CudaError.INVALID_PTX.code());
    assertThat(cuLaunchKernel(f, 1, 1, 1, 2048, 1, 1, 0, null, null, null))
        .isNotEqualTo(CUresult.CUDA_SUCCESS);
    assertThat(jcuda.driver.JCudaDriver.cuProfilerStart()).isEqualTo(801);
  }
}
