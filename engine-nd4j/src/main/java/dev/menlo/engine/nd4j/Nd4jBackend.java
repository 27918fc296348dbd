package dev.menlo.engine.nd4j;

import dev.menlo.engine.Availability;
import dev.menlo.engine.Backend;
import dev.menlo.engine.BackendUnavailableException;
import dev.menlo.engine.Capability;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.ModelSpec;
import java.util.EnumSet;
import java.util.Set;

/** The ND4J backend, {@code nd4j}: arrays over groups, one thread, only when named. */
public final class Nd4jBackend implements Backend {
  private static Availability probed;

  /** For {@link java.util.ServiceLoader}; loads nothing. */
  public Nd4jBackend() {}

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public int priority() {
    return -2;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Availability availability() {
    synchronized (Nd4jBackend.class) {
      if (probed == null) {
        probed = probe();
      }
      return probed;
    }
  }

  private static Availability probe() {
    try {
      return Availability.on(Nd4jLibrary.start(), "arrays over groups, for checking");
    } catch (LinkageError | RuntimeException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return Availability.unavailable("ND4J's native library does not load: " + cause.getMessage());
    }
  }

  @Override
  public Engine prepare(ModelSpec model, EngineOptions options) {
    Availability availability = availability();
    if (!availability.available()) {
      throw new BackendUnavailableException(String.join("; ", availability.reasons()));
    }
    return new Nd4jEngine(model);
  }
}
