package dev.menlo.engine.cpu;

import dev.menlo.engine.Availability;
import dev.menlo.engine.Backend;
import dev.menlo.engine.Capability;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.ModelSpec;
import java.util.EnumSet;
import java.util.Set;

/**
 * The multicore CPU backend {@code cpu}: formulas lowered to JVM bytecode, small cross-products a
 * group in flat arrays, fits and groups spread over threads. Needs nothing but the JVM.
 */
public final class CpuBackend implements Backend {
  /** Creates the backend; holds no resources. */
  public CpuBackend() {}

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Availability availability() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Availability.on(cores == 1 ? "1 core" : cores + " cores");
  }

  @Override
  public Engine prepare(ModelSpec model, EngineOptions options) {
    return new CpuEngine(model, options.threads());
  }
}
