package dev.menlo.engine.cuda;

import dev.menlo.engine.cuda.device.Device;
import java.util.HashMap;
import java.util.Map;

/** Named arrays on the device that grow when more is asked for; contents are lost then. */
final class Scratch implements AutoCloseable {
  private final Device device;
  private final Map<String, long[]> arrays = new HashMap<>();

  Scratch(Device device) {
    this.device = device;
  }

  /** Address of an array of at least so many numbers; 0 for none. */
  long doubles(String name, long count) {
    if (count == 0) {
      return 0;
    }
    long[] array = arrays.computeIfAbsent(name, n -> new long[2]);
    if (array[1] < count) {
      if (array[1] > 0) {
        long old = array[0];
        array[1] = 0;
        device.free(old);
      }
      array[0] = device.allocate(Math.multiplyExact(8L, count));
      array[1] = count;
    }
    return array[0];
  }

  /** Uploads into an array of that name. */
  long upload(String name, double[] values) {
    long at = doubles(name, values.length);
    device.upload(at, values, 0, values.length);
    return at;
  }

  /** Uploads into an array of that name. */
  long upload(String name, int[] values) {
    long at = doubles(name, (values.length + 1) / 2);
    device.upload(at, values, 0, values.length);
    return at;
  }

  @Override
  public void close() {
    for (long[] array : arrays.values()) {
      if (array[1] > 0) {
        device.free(array[0]);
      }
    }
    arrays.clear();
  }
}
