package dev.menlo.cuda.emulator.driver;

import dev.menlo.cuda.emulator.ptx.DeviceMemory;
import dev.menlo.cuda.emulator.ptx.PtxFault;
import dev.menlo.cuda.emulator.ptx.PtxModule;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Modules loaded from PTX text, their kernels and variables. */
final class Modules {
  private static final Pattern VERSION = Pattern.compile("\\.version\\s+(\\d+)\\.(\\d+)");
  private static final Pattern TARGET = Pattern.compile("\\.target\\s+sm_(\\d+)");

  private final DeviceModel model;
  private final DeviceMemory memory;
  private final Handles<PtxModule> modules = new Handles<>("module", 5);
  private final Handles<Kernel> kernels = new Handles<>("kernel", 6);
  private final Map<PtxModule, Map<String, Long>> found = new HashMap<>();
  private String log = "";

  Modules(DeviceModel model, DeviceMemory memory) {
    this.model = model;
    this.memory = memory;
  }

  /** Decodes a module; the text of a failure is kept as the log. */
  long load(String ptx) {
    log = "";
    int version = number(VERSION.matcher(ptx));
    if (version < 0) {
      throw failure(CudaError.INVALID_PTX, "no .version");
    }
    if (version > model.ptxVersion()) {
      throw failure(
          CudaError.UNSUPPORTED_PTX_VERSION, "PTX " + version + " is newer than the driver");
    }
    Matcher target = TARGET.matcher(ptx);
    if (!target.find() || Integer.parseInt(target.group(1)) > 10 * model.major() + model.minor()) {
      throw failure(CudaError.NO_BINARY_FOR_GPU, "the target is newer than the device");
    }
    try {
      PtxModule module = PtxModule.load(ptx, memory);
      found.put(module, new LinkedHashMap<>());
      return modules.add(module);
    } catch (PtxFault fault) {
      throw failure(CudaError.INVALID_PTX, fault.getMessage());
    }
  }

  private static int number(Matcher m) {
    return m.find() ? 10 * Integer.parseInt(m.group(1)) + Integer.parseInt(m.group(2)) : -1;
  }

  private CudaFailure failure(CudaError error, String why) {
    log = why;
    return new CudaFailure(error, why);
  }

  String log() {
    return log;
  }

  void unload(long handle) {
    PtxModule module = modules.remove(handle);
    found.remove(module).values().forEach(kernels::remove);
    module.unload();
  }

  long function(long handle, String name) {
    PtxModule module = modules.get(handle);
    if (!module.kernels().contains(name)) {
      throw new CudaFailure(CudaError.NOT_FOUND, "the module has no kernel " + name);
    }
    return found
        .get(module)
        .computeIfAbsent(name, n -> kernels.add(new Kernel(module.function(n))));
  }

  /** Address and size of a variable. */
  long[] global(long handle, String name) {
    long[] variable = modules.get(handle).variable(name, false);
    if (variable.length == 0) {
      throw new CudaFailure(CudaError.NOT_FOUND, "the module has no variable " + name);
    }
    return variable;
  }

  Kernel kernel(long handle) {
    return kernels.get(handle);
  }

  int count() {
    return modules.size();
  }
}
