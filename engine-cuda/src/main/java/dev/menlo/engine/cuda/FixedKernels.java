package dev.menlo.engine.cuda;

import dev.menlo.engine.cuda.device.Device;
import java.util.HashMap;
import java.util.Map;

/**
 * What a device's context has compiled: kernels that all models share, each module once and at its
 * first use, and the lock under which those of a model are compiled too.
 */
final class FixedKernels implements AutoCloseable {
  private final Device home;
  private final Templates templates;
  private final Map<String, Device.Module> modules = new HashMap<>();
  private final Map<String, Device.Entry> entries = new HashMap<>();

  /**
   * Compiles nothing yet.
   *
   * @param home device that owns the modules; closed with this
   * @param templates the PTX of a stem
   */
  FixedKernels(Device home, Templates templates) {
    this.home = home;
    this.templates = templates;
  }

  /** A kernel of a stem. */
  synchronized Device.Entry entry(String stem, String entry) {
    String name = stem + "/" + entry;
    Device.Entry known = entries.get(name);
    if (known == null) {
      Device.Module module = modules.get(stem);
      if (module == null) {
        module = home.load(templates.ptx(stem), stem);
        modules.put(stem, module);
      }
      known = home.find(module, entry);
      entries.put(name, known);
    }
    return known;
  }

  /** Compiles a module that the caller unloads. */
  synchronized Device.Module load(String ptx, String name) {
    return home.load(ptx, name);
  }

  /** A kernel of such a module. */
  synchronized Device.Entry find(Device.Module module, String entry) {
    return home.find(module, entry);
  }

  /** Unloads such a module. */
  synchronized void unload(Device.Module module) {
    home.unload(module);
  }

  @Override
  public synchronized void close() {
    modules.values().forEach(home::unload);
    modules.clear();
    entries.clear();
    home.close();
  }
}
