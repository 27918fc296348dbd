package dev.menlo.cuda.emulator.driver;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Objects that a program knows by a number. Numbers are never used again.
 *
 * @param <T> kind of object
 */
final class Handles<T> {
  private static final long FIRST = 0x1000;

  private final String kind;
  private final long tag;
  private final Map<Long, T> live = new LinkedHashMap<>();
  private long next = FIRST;

  /**
   * No objects.
   *
   * @param tag makes the numbers of different kinds different
   */
  Handles(String kind, int tag) {
    this.kind = kind;
    this.tag = (long) tag << 40;
  }

  long add(T object) {
    long handle = tag + next++;
    live.put(handle, object);
    return handle;
  }

  T get(long handle) {
    return known(handle, live.get(handle));
  }

  T remove(long handle) {
    return known(handle, live.remove(handle));
  }

  private T known(long handle, T object) {
    if (object == null) {
      throw new CudaFailure(
          CudaError.INVALID_HANDLE, "0x" + Long.toHexString(handle) + " is no live " + kind);
    }
    return object;
  }

  Collection<T> all() {
    return live.values();
  }

  int size() {
    return live.size();
  }
}
