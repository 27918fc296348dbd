package dev.menlo.kernels;

import dev.menlo.cuda.emulator.ptx.DeviceMemory;
import dev.menlo.cuda.emulator.ptx.Launch;
import dev.menlo.cuda.emulator.ptx.PtxFunction;
import dev.menlo.cuda.emulator.ptx.PtxModule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A device whose kernels run in the interpreter: the checked-in PTX, by stem. */
final class EmulatedDevice {
  private final DeviceMemory memory = new DeviceMemory();
  private final Map<String, PtxModule> modules = new HashMap<>();

  long of(double... values) {
    ByteBuffer bytes = buffer(8 * Math.max(1, values.length));
    Arrays.stream(values).forEach(bytes::putDouble);
    return of(bytes);
  }

  long of(long... values) {
    ByteBuffer bytes = buffer(8 * values.length);
    Arrays.stream(values).forEach(bytes::putLong);
    return of(bytes);
  }

  long of(int... values) {
    ByteBuffer bytes = buffer(4 * Math.max(1, values.length));
    Arrays.stream(values).forEach(bytes::putInt);
    return of(bytes);
  }

  private long of(ByteBuffer bytes) {
    long address = memory.allocate(bytes.capacity());
    memory.at(address).put(0, bytes.array());
    return address;
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Copies an array of int, long or double to the device. */
  long put(Object array) {
    if (array instanceof double[] values) {
      return of(values);
    }
    return array instanceof long[] values ? of(values) : of((int[]) array);
  }

  /** What lies at an address, in an array like the one that was put there. */
  Object like(Object array, long address) {
    if (array instanceof double[] values) {
      return doubles(address, values.length);
    }
    if (array instanceof long[] values) {
      long[] left = new long[values.length];
      bytes(address, 8 * left.length).asLongBuffer().get(left);
      return left;
    }
    int[] left = new int[((int[]) array).length];
    bytes(address, 4 * left.length).asIntBuffer().get(left);
    return left;
  }

  private ByteBuffer bytes(long address, int length) {
    return ByteBuffer.wrap(memory.at(address).get(0, length)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Takes a text for a stem, in place of the PTX that is checked in. */
  void load(String stem, String ptx) {
    modules.put(stem, PtxModule.load(ptx, memory));
  }

  double[] doubles(long address, int count) {
    double[] values = new double[count];
    ByteBuffer.wrap(memory.at(address).get(0, 8 * count))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(values);
    return values;
  }

  /** Launches blocks of 128 threads, arguments Integer, Long or Double; instructions executed. */
  long launch(String stem, String entry, int x, int y, Object... arguments) {
    PtxFunction function =
        modules
            .computeIfAbsent(stem, s -> PtxModule.load(KernelManifest.ptx(s), memory))
            .function(entry);
    ByteBuffer bytes = buffer(function.parameterBytes());
    for (int k = 0; k < arguments.length; k++) {
      bytes.position(function.parameters()[k].offset());
      if (arguments[k] instanceof Integer number) {
        bytes.putInt(number);
      } else if (arguments[k] instanceof Long number) {
        bytes.putLong(number);
      } else {
        bytes.putDouble((Double) arguments[k]);
      }
    }
    int[] grid = {x, y, 1};
    return new Launch(function, memory, grid, new int[] {128, 1, 1}, 0, bytes.array()).run();
  }
}
