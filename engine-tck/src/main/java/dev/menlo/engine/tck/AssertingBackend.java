package dev.menlo.engine.tck;

import dev.menlo.engine.Availability;
import dev.menlo.engine.Backend;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Capability;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Workspace;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A backend that checks every call through it against the contract of {@link Workspace}, for tests
 * of backends and of code that drives them. Violations are {@link AssertionError}s.
 */
public final class AssertingBackend implements Backend {
  private final Backend checked;

  /** Checks calls to a backend. */
  public AssertingBackend(Backend checked) {
    this.checked = checked;
  }

  @Override
  public String name() {
    return checked.name();
  }

  @Override
  public int priority() {
    return checked.priority();
  }

  @Override
  public Set<Capability> capabilities() {
    return checked.capabilities();
  }

  @Override
  public Availability availability() {
    return checked.availability();
  }

  @Override
  public Engine prepare(ModelSpec model, EngineOptions options) {
    return new AssertingEngine(checked.prepare(model, options));
  }

  private record AssertingEngine(Engine checked) implements Engine {
    @Override
    public ModelSpec model() {
      return checked.model();
    }

    @Override
    public <T> List<T> run(Batch batch, Function<Workspace, T> loop) {
      boolean[] seen = new boolean[batch.fits()];
      List<T> results =
          checked.run(
              batch,
              workspace -> {
                claim(workspace, batch, seen);
                return loop.apply(new AssertingWorkspace(workspace));
              });
      for (int f = 0; f < seen.length; f++) {
        if (!seen[f]) {
          throw new AssertionError("fit " + f + " was in no partition");
        }
      }
      return results;
    }

    private static void claim(Workspace workspace, Batch batch, boolean[] seen) {
      synchronized (seen) {
        for (int f = 0; f < workspace.fits(); f++) {
          int index = workspace.batchIndex(f);
          if (seen[index]) {
            throw new AssertionError("fit " + index + " is in two partitions");
          }
          if (workspace.design(f) != batch.designs().get(index)) {
            throw new AssertionError("fit " + index + " has another fit's design");
          }
          seen[index] = true;
        }
      }
    }

    @Override
    public void close() {
      checked.close();
    }
  }
}
