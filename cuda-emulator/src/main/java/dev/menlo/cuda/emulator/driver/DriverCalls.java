package dev.menlo.cuda.emulator.driver;

import dev.menlo.cuda.emulator.ptx.Launch;
import dev.menlo.cuda.emulator.ptx.PtxFault;
import dev.menlo.cuda.emulator.ptx.PtxFunction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * The methods that {@code libcuda.c} calls. Each returns a value of at least 0, or minus the number
 * of a {@link CudaError}; none throws.
 */
final class DriverCalls {
  private static final int DEVICE_TO_HOST = 1;

  private DriverCalls() {}

  /** Runs a call on the current driver, one at a time, and turns failures into numbers. */
  private static long call(ToLongFunction<FakeDriver> body) {
    FakeDriver driver = FakeDriver.current();
    synchronized (driver) {
      try {
        return body.applyAsLong(driver);
      } catch (CudaFailure failure) {
        if (failure.error() != CudaError.NOT_READY) {
          driver.faults().note(failure.getMessage());
        }
        return -failure.error().code();
      } catch (PtxFault fault) {
        return -driver.faults().lose(CudaError.of(fault), fault.getMessage()).error().code();
      } catch (RuntimeException e) {
        driver.faults().lose(CudaError.UNKNOWN, e.toString());
        return -CudaError.UNKNOWN.code();
      }
    }
  }

  /** Runs a call that needs a context. */
  private static long inContext(ToLongFunction<FakeDriver> body) {
    return call(
        driver -> {
          driver.requireContext();
          return body.applyAsLong(driver);
        });
  }

  /**
   * Gives something back. On a lost device that fails, as on real ones, but it counts as given
   * back.
   *
   * @param waits whether all queued work is awaited first
   */
  private static long giveBack(boolean waits, Consumer<FakeDriver> body) {
    return call(
        driver -> {
          if (waits && !driver.faults().isLost()) {
            driver.streams().synchronizeAll();
          }
          body.accept(driver);
          driver.requireContext();
          return 0;
        });
  }

  private static long done(Runnable body) {
    body.run();
    return 0;
  }

  static long init(long flags) {
    return call(d -> done(d::initialise));
  }

  static long driverVersion() {
    return call(d -> d.model().driverVersion());
  }

  static long deviceCount() {
    return call(
        d -> {
          d.requireInitialised();
          return d.model().devices();
        });
  }

  static long device(long number) {
    return call(
        d -> {
          d.requireInitialised();
          d.requireDevice(number);
          return number;
        });
  }

  static byte[] deviceName() {
    return FakeDriver.current().model().name().getBytes(StandardCharsets.UTF_8);
  }

  static long deviceAttribute(long attribute, long device) {
    return call(
        d -> {
          d.requireDevice(device);
          return DeviceAttributes.of((int) attribute, d.model());
        });
  }

  static long totalMemory(long device) {
    return call(d -> d.model().memory());
  }

  static long freeMemory() {
    return inContext(d -> d.allocations().free());
  }

  static long retain(long device) {
    return call(
        d -> {
          d.requireInitialised();
          d.requireDevice(device);
          d.contexts(1);
          return 1;
        });
  }

  static long release(long device) {
    return call(d -> done(() -> d.contexts(-1)));
  }

  static long resetContext(long device) {
    return call(d -> done(() -> d.contexts(-d.contexts())));
  }

  static long setCurrent(long context) {
    return call(d -> done(d::requireInitialised));
  }

  static long current() {
    return call(d -> d.contexts() > 0 ? 1 : 0);
  }

  static long synchronize() {
    return inContext(d -> done(d.streams()::synchronizeAll));
  }

  static long allocate(long bytes) {
    return inContext(d -> d.allocations().allocate(bytes));
  }

  /** Freeing waits for the device, as it does on real ones. */
  static long free(long address) {
    return giveBack(true, d -> d.allocations().free(address));
  }

  static long freeAsync(long address, long stream) {
    return inContext(
        d -> done(() -> d.streams().enqueue(stream, () -> d.allocations().free(address))));
  }

  static long pin(long address, long bytes) {
    return inContext(d -> done(() -> d.allocations().pin(address, bytes)));
  }

  static long unpin(long address) {
    return giveBack(true, d -> d.allocations().unpin(address));
  }

  /**
   * Copies between host and device. Without page-locked host memory an asynchronous copy reads the
   * host before it returns, or waits for the stream before it writes there.
   */
  static long copy(
      long kind, long device, long address, ByteBuffer host, long stream, long asynchronous) {
    return inContext(
        d -> {
          boolean toHost = kind == DEVICE_TO_HOST;
          Allocations a = d.allocations();
          boolean later = asynchronous != 0 && a.isPinned(address, host.capacity());
          Runnable work = toHost ? () -> a.read(device, host) : () -> a.write(device, bytes(host));
          if (asynchronous == 0) {
            d.streams().waitForDefault();
            work.run();
          } else if (later) {
            d.streams().enqueue(stream, () -> copyLater(a, address, host, work));
          } else if (toHost) {
            d.streams().enqueue(stream, work);
            d.streams().synchronize(stream);
          } else {
            byte[] staged = bytes(host);
            d.streams().enqueue(stream, () -> a.write(device, staged));
          }
          return 0;
        });
  }

  private static void copyLater(Allocations a, long address, ByteBuffer host, Runnable work) {
    if (!a.isPinned(address, host.capacity())) {
      throw new CudaFailure(
          CudaError.ILLEGAL_ADDRESS, "a queued copy uses host memory that was freed");
    }
    work.run();
  }

  private static byte[] bytes(ByteBuffer host) {
    byte[] read = new byte[host.capacity()];
    host.get(0, read);
    return read;
  }

  static long copyWithin(long target, long source, long bytes, long stream) {
    return inContext(
        d -> {
          d.streams().enqueue(stream, () -> d.allocations().copy(target, source, bytes));
          return 0;
        });
  }

  static long fill(long target, long width, long value, long count, long stream) {
    return inContext(
        d -> {
          d.streams()
              .enqueue(stream, () -> d.allocations().fill(target, (int) width, (int) value, count));
          return 0;
        });
  }

  static long createStream(long flags) {
    return inContext(d -> d.streams().create(flags));
  }

  static long destroyStream(long stream) {
    return giveBack(true, d -> d.streams().destroy(stream));
  }

  static long synchronizeStream(long stream) {
    return inContext(d -> done(() -> d.streams().synchronize(stream)));
  }

  static long queryStream(long stream) {
    return inContext(d -> done(() -> d.streams().query(stream)));
  }

  static long createEvent(long flags) {
    return inContext(d -> d.streams().createEvent());
  }

  static long destroyEvent(long event) {
    return giveBack(false, d -> d.streams().destroyEvent(event));
  }

  static long recordEvent(long event, long stream) {
    return inContext(d -> done(() -> d.streams().record(event, stream)));
  }

  static long waitEvent(long stream, long event) {
    return inContext(d -> done(() -> d.streams().waitEvent(stream, event)));
  }

  static long synchronizeEvent(long event) {
    return inContext(d -> done(() -> d.streams().synchronizeEvent(event)));
  }

  static long queryEvent(long event) {
    return inContext(d -> done(() -> d.streams().queryEvent(event)));
  }

  static long elapsed(long from, long to) {
    return inContext(d -> d.streams().elapsed(from, to));
  }

  static long beginCapture(long stream) {
    return inContext(d -> done(() -> d.streams().beginCapture(stream)));
  }

  static long endCapture(long stream) {
    return inContext(d -> d.streams().endCapture(stream));
  }

  static long isCapturing(long stream) {
    return inContext(d -> d.streams().isCapturing(stream) ? 1 : 0);
  }

  static long instantiate(long graph) {
    return inContext(d -> d.streams().instantiate(graph));
  }

  static long launchGraph(long executable, long stream) {
    return inContext(d -> done(() -> d.streams().launchGraph(executable, stream)));
  }

  static long destroyGraph(long graph) {
    return giveBack(false, d -> d.streams().destroyGraph(graph));
  }

  static long destroyExecutable(long executable) {
    return giveBack(false, d -> d.streams().destroyExecutable(executable));
  }

  static byte[] log() {
    return FakeDriver.current().modules().log().getBytes(StandardCharsets.UTF_8);
  }

  static long loadModule(long unused, byte[] ptx) {
    return inContext(d -> d.modules().load(new String(ptx, StandardCharsets.UTF_8)));
  }

  static long unloadModule(long module) {
    return giveBack(true, d -> d.modules().unload(module));
  }

  static long function(long module, byte[] name) {
    return inContext(d -> d.modules().function(module, text(name)));
  }

  static long global(long module, byte[] name) {
    return inContext(d -> d.modules().global(module, text(name))[0]);
  }

  static long globalSize(long module, byte[] name) {
    return inContext(d -> d.modules().global(module, text(name))[1]);
  }

  private static String text(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }

  static long functionAttribute(long attribute, long function) {
    return inContext(
        d -> DeviceAttributes.ofKernel((int) attribute, d.modules().kernel(function), d.model()));
  }

  static long setFunctionAttribute(long function, long attribute, long value) {
    return inContext(
        d -> {
          Kernel kernel = d.modules().kernel(function);
          if (attribute == DeviceAttributes.KERNEL_DYNAMIC_SHARED) {
            kernel.allowDynamicShared((int) value);
          }
          return 0;
        });
  }

  /** Offset and size of each parameter in turn, or null for an unknown kernel. */
  static int[] parameterLayout(long function) {
    int[][] layout = {null};
    call(
        d -> {
          PtxFunction.Slot[] slots = d.modules().kernel(function).function().parameters();
          layout[0] = new int[2 * slots.length];
          for (int k = 0; k < slots.length; k++) {
            layout[0][2 * k] = slots[k].offset();
            layout[0][2 * k + 1] = slots[k].size();
          }
          return 0;
        });
    return layout[0];
  }

  /**
   * Queues a kernel.
   *
   * @param shape grid x, y, z; block x, y, z; bytes of dynamic shared memory
   */
  static long launch(long function, int[] shape, long stream, byte[] arguments) {
    return inContext(
        d -> {
          Kernel kernel = d.modules().kernel(function);
          kernel.check(shape);
          if (!d.streams().isCapturing(stream)) {
            d.faults().launch();
            d.streams().enqueue(stream, () -> run(d, kernel, shape, arguments));
          } else {
            d.streams()
                .enqueue(
                    stream,
                    () -> {
                      d.faults().launch();
                      run(d, kernel, shape, arguments);
                    });
          }
          return 0;
        });
  }

  private static void run(FakeDriver driver, Kernel kernel, int[] shape, byte[] arguments) {
    int[] grid = {shape[0], shape[1], shape[2]};
    int[] block = {shape[3], shape[4], shape[5]};
    driver.executed(
        new Launch(kernel.function(), driver.memory(), grid, block, shape[6], arguments).run());
  }
}
