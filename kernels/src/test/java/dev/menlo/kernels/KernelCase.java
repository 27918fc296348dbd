package dev.menlo.kernels;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * One launch, to be run by a host build and in the interpreter alike.
 *
 * @param name of the case
 * @param stem of the PTX
 * @param entry in it
 * @param x blocks in x
 * @param y blocks in y
 * @param arguments Integer, Long, Double, or an array of int, long or double in device memory; the
 *     same array twice is the same memory, null a null pointer
 */
record KernelCase(String name, String stem, String entry, int x, int y, List<Object> arguments) {
  /** Threads of a block, as in every launch of the backend. */
  static final int THREADS = 128;

  /** A launch of one block in x, named after its entry; arguments follow. */
  static KernelCase of(String entry, String stem, int y) {
    return of(entry, stem, entry, 1, y);
  }

  /** A launch; arguments follow. */
  static KernelCase of(String name, String stem, String entry, int x, int y) {
    return new KernelCase(name, stem, entry, x, y, List.of());
  }

  /** The same with arguments appended. */
  KernelCase with(Object... more) {
    List<Object> all = new ArrayList<>(arguments);
    for (Object argument : more) {
      all.add(argument);
    }
    return new KernelCase(name, stem, entry, x, y, all);
  }

  /** The arrays among the arguments, in order, each once. */
  List<Object> arrays() {
    Map<Object, Boolean> seen = new IdentityHashMap<>();
    List<Object> found = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument != null && argument.getClass().isArray() && seen.put(argument, true) == null) {
        found.add(argument);
      }
    }
    return found;
  }

  /** Runs the PTX; what it leaves in the arrays, in their order. */
  List<Object> emulate(EmulatedDevice device) {
    Map<Object, Long> addresses = new IdentityHashMap<>();
    for (Object array : arrays()) {
      addresses.put(array, device.put(array));
    }
    Object[] values = new Object[arguments.size()];
    for (int k = 0; k < values.length; k++) {
      Object argument = arguments.get(k);
      if (argument == null) {
        values[k] = 0L;
      } else {
        Long address = addresses.get(argument);
        values[k] = address == null ? argument : address;
      }
    }
    device.launch(stem, entry, x, y, values);
    List<Object> left = new ArrayList<>();
    for (Object array : arrays()) {
      left.add(device.like(array, addresses.get(array)));
    }
    return left;
  }

  @Override
  public String toString() {
    return name;
  }
}
