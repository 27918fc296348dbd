package dev.menlo.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Capability;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.program.Program;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** What the suites share: a backend under {@link AssertingBackend}, and skips that say why. */
abstract class BackendContract {
  BackendContract() {}

  /** The backend under test. */
  protected abstract Backend backend();

  /** Skips everything, with the reasons, where the backend cannot run. */
  @BeforeEach
  void requireAvailable() {
    require(backend().availability().available(), backend().availability().reasons().toString());
  }

  /** Skips a test that needs an undeclared capability. */
  final void require(Capability capability) {
    require(backend().capabilities().contains(capability), "undeclared capability " + capability);
  }

  private void require(boolean met, String reason) {
    Assumptions.assumeTrue(met, () -> "skipped on " + backend().name() + ": " + reason);
  }

  /** Runs on every partition of a problem, skipping if the model needs what is not declared. */
  final void run(Problem problem, Consumer<Workspace> loop) {
    run(problem, 1, loop);
  }

  /** As above with a number of threads; the loop may be called concurrently. */
  final void run(Problem problem, int threads, Consumer<Workspace> loop) {
    needs(problem.model()).forEach(this::require);
    try (Engine engine =
        new AssertingBackend(backend()).prepare(problem.model(), new EngineOptions(threads))) {
      engine.run(
          problem.batch(),
          workspace -> {
            loop.accept(workspace);
            return null;
          });
    }
  }

  private static Set<Capability> needs(ModelSpec model) {
    Set<Capability> needs = EnumSet.noneOf(Capability.class);
    String kind = model.residual().correlation().getClass().getSimpleName();
    for (Capability capability : Capability.values()) {
      if (capability.name().equalsIgnoreCase(kind)) {
        needs.add(capability);
      }
    }
    Program mean = model.mean();
    if (mean.isRecursive()) {
      needs.add(Capability.RECURSION);
    }
    return needs;
  }

  /** Starts a workspace that holds the whole batch of a problem at its point. */
  static void start(Workspace workspace, Problem problem) {
    workspace.start(
        problem.beta(), problem.relativeFactor(), problem.delta(), problem.sphericalEffects());
  }

  /** Requires each entry to agree to a relative error against the largest entry, or 1. */
  static void assertClose(String what, double[] actual, double[] expected, double tolerance) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    double largest = 1;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i])
          .as("%s[%d]", what, i)
          .isCloseTo(expected[i], within(tolerance * largest));
    }
  }

  /** Requires a number to agree to a relative error, or an absolute one below 1. */
  static void assertClose(String what, double actual, double expected, double tolerance) {
    assertClose(what, new double[] {actual}, new double[] {expected}, tolerance);
  }
}
