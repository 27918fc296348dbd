package dev.menlo.engine.cuda.driver;

import dev.menlo.engine.cuda.device.Device;
import dev.menlo.engine.cuda.device.DeviceException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;

/** One stream of one device, in the device's primary context. */
final class JCudaDevice implements Device {
  private static final int MOST_PARAMETERS = 64;

  /** Where no call that takes it holds up the garbage collector, as an array on the heap would. */
  private static final Pointer NO_OPTIONS = Pointer.to(ByteBuffer.allocateDirect(Long.BYTES));

  private final CUdevice device;
  private final String name;
  private final CUcontext context = new CUcontext();
  private final CUstream stream = new CUstream();
  private final Staging staging;
  private final Map<Long, Long> allocations = new HashMap<>();
  private long allocated;

  /** Values of a launch's parameters, and where they are. */
  private final ByteBuffer values =
      ByteBuffer.allocateDirect(8 * MOST_PARAMETERS).order(ByteOrder.nativeOrder());

  private final Pointer[] parameters = new Pointer[MOST_PARAMETERS];

  private record Compiled(CUmodule module) implements Module {}

  private record Loaded(CUfunction function) implements Entry {}

  JCudaDevice(CUdevice device, String name) {
    this.device = device;
    this.name = name;
    Arrays.setAll(parameters, i -> Pointer.to(values).withByteOffset(8L * i));
    Calls.check(JCudaDriver.cuDevicePrimaryCtxRetain(context, device), "opening " + name);
    enter();
    Calls.check(
        JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING),
        "cuStreamCreate");
    staging = new Staging(stream);
  }

  /** Makes the context that of the calling thread. */
  private void enter() {
    Calls.check(JCudaDriver.cuCtxSetCurrent(context), "cuCtxSetCurrent");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long freeMemory() {
    enter();
    long[] free = {0};
    long[] total = {0};
    Calls.check(JCudaDriver.cuMemGetInfo(free, total), "cuMemGetInfo");
    return free[0];
  }

  @Override
  public long allocated() {
    return allocated;
  }

  @Override
  public long allocate(long bytes) {
    enter();
    Address address = new Address();
    Calls.check(JCudaDriver.cuMemAlloc(address, bytes), "allocation of " + bytes + " bytes");
    allocations.put(address.value(), bytes);
    allocated += bytes;
    return address.value();
  }

  @Override
  public void free(long address) {
    Long bytes = allocations.remove(address);
    if (bytes == null) {
      throw new IllegalArgumentException("address " + address + " was not allocated here");
    }
    allocated -= bytes;
    enter();
    Calls.check(JCudaDriver.cuMemFree(Address.of(address)), "cuMemFree");
  }

  @Override
  public void upload(long to, double[] from, int at, int length) {
    enter();
    staging.upload(
        to, length, 8, (b, first, count) -> b.asDoubleBuffer().put(from, at + first, count));
  }

  @Override
  public void upload(long to, int[] from, int at, int length) {
    enter();
    staging.upload(
        to, length, 4, (b, first, count) -> b.asIntBuffer().put(from, at + first, count));
  }

  @Override
  public void upload(long to, long[] from, int at, int length) {
    enter();
    staging.upload(
        to, length, 8, (b, first, count) -> b.asLongBuffer().put(from, at + first, count));
  }

  @Override
  public void download(long from, double[] to, int length) {
    enter();
    staging.download(
        from, length, 8, (b, first, count) -> b.asDoubleBuffer().get(to, first, count));
  }

  @Override
  public void download(long from, int[] to, int length) {
    enter();
    staging.download(from, length, 4, (b, first, count) -> b.asIntBuffer().get(to, first, count));
  }

  @Override
  public void clear(long at, long bytes) {
    enter();
    Calls.check(
        JCudaDriver.cuMemsetD8Async(Address.of(at), (byte) 0, bytes, stream), "cuMemsetD8Async");
  }

  @Override
  public Module load(String ptx, String name) {
    enter();
    CUmodule module = new CUmodule();
    Calls.check(
        JCudaDriver.cuModuleLoadDataEx(module, outsideTheHeap(ptx), 0, new int[0], NO_OPTIONS),
        "compiling the kernel " + name);
    return new Compiled(module);
  }

  @Override
  public Entry find(Module module, String entry) {
    enter();
    CUfunction function = new CUfunction();
    Calls.check(
        JCudaDriver.cuModuleGetFunction(function, ((Compiled) module).module(), entry),
        "finding the kernel " + entry);
    return new Loaded(function);
  }

  /** The text where the garbage collector does not wait for the compiler to be done with it. */
  private static Pointer outsideTheHeap(String ptx) {
    byte[] text = (ptx + "\0").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer buffer = ByteBuffer.allocateDirect(text.length);
    buffer.put(text).flip();
    return Pointer.to(buffer);
  }

  @Override
  public void unload(Module module) {
    enter();
    Calls.check(JCudaDriver.cuModuleUnload(((Compiled) module).module()), "cuModuleUnload");
  }

  @Override
  public void launch(Entry entry, int x, int y, int threads, Object... arguments) {
    enter();
    Pointer[] used = Arrays.copyOf(parameters, arguments.length);
    for (int i = 0; i < arguments.length; i++) {
      set(i, arguments[i]);
    }
    Calls.check(
        JCudaDriver.cuLaunchKernel(
            ((Loaded) entry).function(), x, y, 1, threads, 1, 1, 0, stream, Pointer.to(used), null),
        "a launch");
  }

  private void set(int i, Object argument) {
    if (argument instanceof Integer number) {
      values.putInt(8 * i, number);
    } else if (argument instanceof Long number) {
      values.putLong(8 * i, number);
    } else {
      values.putDouble(8 * i, (Double) argument);
    }
  }

  @Override
  public void synchronize() {
    enter();
    staging.await();
  }

  /** Gives back all that is left, also after the device is lost; the first failure is thrown. */
  @Override
  public void close() {
    enter();
    DeviceException failure = null;
    for (Runnable step :
        new Runnable[] {
          staging::await,
          this::freeAll,
          staging::close,
          () -> Calls.check(JCudaDriver.cuStreamDestroy(stream), "cuStreamDestroy"),
          () ->
              Calls.check(
                  JCudaDriver.cuDevicePrimaryCtxRelease(device), "cuDevicePrimaryCtxRelease")
        }) {
      try {
        step.run();
      } catch (DeviceException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void freeAll() {
    for (long address : allocations.keySet().toArray(Long[]::new)) {
      free(address);
    }
  }
}
