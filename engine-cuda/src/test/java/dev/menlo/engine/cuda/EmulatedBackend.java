package dev.menlo.engine.cuda;

import dev.menlo.engine.Availability;
import dev.menlo.engine.Backend;
import dev.menlo.engine.Capability;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Workload;
import java.util.Set;

/** {@link EmulatedCuda} as a service, so that whole fits can name it. */
public final class EmulatedBackend implements Backend {
  static final String NAME = "cuda-emulated";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int priority() {
    return EmulatedCuda.backend().priority();
  }

  @Override
  public boolean suits(Workload work) {
    return EmulatedCuda.backend().suits(work);
  }

  @Override
  public Set<Capability> capabilities() {
    return EmulatedCuda.backend().capabilities();
  }

  @Override
  public Availability availability() {
    return EmulatedCuda.backend().availability();
  }

  @Override
  public Engine prepare(ModelSpec model, EngineOptions options) {
    return EmulatedCuda.backend().prepare(model, options);
  }
}
