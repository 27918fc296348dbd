package dev.menlo.engine.cuda;

import dev.menlo.engine.cuda.device.Device;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The kernels of one model on one device, compiled at their first use. */
final class Kernels {
  private static final int THREADS = 128;
  private static final int ITEMS_A_BLOCK = THREADS / DesignLayout.LANES;
  private static final int MOST_Y = 65535;

  private final Device device;
  private final Loaded loaded;

  /** Kernels that are launched on a device, from what its context has loaded. */
  Kernels(Device device, Loaded loaded) {
    this.device = device;
    this.loaded = loaded;
  }

  Device device() {
    return device;
  }

  /** Launches the entry that has the name of its stem. */
  void run(String stem, Items items, int y, Object... arguments) {
    run(stem, stem, items, y, arguments);
  }

  /**
   * Launches a kernel over items.
   *
   * @param stem source of the kernel
   * @param entry the kernel; its first parameters are the number of items and their list
   * @param y blocks side by side
   * @param arguments the other parameters
   */
  void run(String stem, String entry, Items items, int y, Object... arguments) {
    if (items.count() > 0 && y > 0) {
      launch(loaded.entry(stem, entry), items, y, arguments);
    }
  }

  /** Launches a kernel, of the name of its stem, in which a warp works on a group of an item. */
  void runByWarps(String stem, Items items, Object... arguments) {
    if (items.count() > 0) {
      int blocks = DesignLayout.LANES / ITEMS_A_BLOCK;
      launch(loaded.entry(stem, stem), items, items.count(), blocks, arguments);
    }
  }

  /** Launches a kernel whose hole was filled. */
  void run(Spliced kernel, Items items, int y, Object... arguments) {
    if (items.count() > 0 && y > 0) {
      launch(loaded.entry(kernel), items, y, arguments);
    }
  }

  private void launch(Device.Entry entry, Items items, int y, Object... arguments) {
    int x = (items.count() + ITEMS_A_BLOCK - 1) / ITEMS_A_BLOCK;
    launch(entry, items, x, Math.min(y, MOST_Y), arguments);
  }

  private void launch(Device.Entry entry, Items items, int x, int y, Object[] arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = items.count();
    all[1] = items.list();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    device.launch(entry, x, y, THREADS, all);
  }

  /** What the device's context has loaded: fixed kernels of all models, and those of one model. */
  static final class Loaded {
    private final FixedKernels fixed;
    private final Map<String, Device.Module> modules = new HashMap<>();
    private final Map<String, Device.Entry> spliced = new HashMap<>();

    /** Creates the store of one model. */
    Loaded(FixedKernels fixed) {
      this.fixed = fixed;
    }

    Device.Entry entry(String stem, String entry) {
      return fixed.entry(stem, entry);
    }

    synchronized Device.Entry entry(Spliced kernel) {
      Device.Entry known = spliced.get(kernel.name());
      if (known == null) {
        Device.Module module = fixed.load(kernel.source().get(), kernel.entry());
        modules.put(kernel.name(), module);
        known = fixed.find(module, kernel.entry());
        spliced.put(kernel.name(), known);
      }
      return known;
    }

    /** Unloads the kernels of the model. */
    synchronized void unload() {
      modules.values().forEach(fixed::unload);
      modules.clear();
      spliced.clear();
    }
  }

  /**
   * A list of items on the device.
   *
   * @param count how many
   * @param list their address
   */
  record Items(int count, long list) {}

  /**
   * A template with the formula in its hole.
   *
   * @param name unique in the model
   * @param entry the kernel
   * @param source makes the text, at the kernel's first use
   */
  record Spliced(String name, String entry, Supplier<String> source) {}
}
