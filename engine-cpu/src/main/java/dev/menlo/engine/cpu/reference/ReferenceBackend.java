package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Availability;
import dev.menlo.engine.Backend;
import dev.menlo.engine.Capability;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.ModelSpec;
import java.util.EnumSet;
import java.util.Set;

/** The reference backend, {@code cpu-reference}: plain formulas, one thread, only when named. */
public final class ReferenceBackend implements Backend {
  /** For {@link java.util.ServiceLoader}. */
  public ReferenceBackend() {}

  @Override
  public String name() {
    return "cpu-reference";
  }

  @Override
  public int priority() {
    return -1;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Availability availability() {
    return Availability.on("1 core", "plain formulas for checking, slow on large data");
  }

  @Override
  public Engine prepare(ModelSpec model, EngineOptions options) {
    return new ReferenceEngine(model);
  }
}
