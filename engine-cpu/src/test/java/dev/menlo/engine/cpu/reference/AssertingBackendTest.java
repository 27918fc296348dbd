package dev.menlo.engine.cpu.reference;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.engine.Availability;
import dev.menlo.engine.Backend;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Capability;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Design;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.VariancePoint;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.engine.tck.AssertingBackend;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The checking decorator notices a backend that breaks the contract, and only then. */
class AssertingBackendTest {
  /** mu = b0 on two fits of two rows. */
  private static final ModelSpec MODEL = mean();

  private static ModelSpec mean() {
    ProgramBuilder b = new ProgramBuilder();
    return new ModelSpec(b.build(b.fixedEffect(0)), 0, 1, new int[0], ResidualSpec.IDENTITY);
  }

  private static Batch batch() {
    Design design = new Design(new int[][] {{0, 2}}, new double[0][], null);
    return new Batch(List.of(design, design), List.of(new double[] {1, 2}, new double[] {3, 4}));
  }

  @Test
  void aCorrectBackendPasses() {
    assertThatCode(() -> walk((call, args) -> {})).doesNotThrowAnyException();
  }

  @Test
  void aModifiedInputIsNoticed() {
    assertThatThrownBy(() -> walk((call, args) -> ifStart(call, () -> ((double[]) args[0])[0] = 7)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("modified beta");
  }

  @Test
  void aWriteForAnInactiveFitIsNoticed() {
    assertThatThrownBy(
            () ->
                walk(
                    (call, args) -> {
                      if (call.equals("linearise")) {
                        ((Linearization) args[2]).penalizedRss[0] = 5;
                      }
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("inactive fit 0");
  }

  @Test
  void aMissingStatusIsNoticed() {
    assertThatThrownBy(
            () ->
                walk(
                    (call, args) -> {
                      if (call.equals("linearise")) {
                        ((Linearization) args[2]).status[1] = null;
                      }
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no status");
  }

  @Test
  void aNonFiniteResultWithStatusOkIsNoticed() {
    assertThatThrownBy(
            () ->
                walk(
                    (call, args) -> {
                      if (call.equals("linearise")) {
                        ((Linearization) args[2]).penalizedRss[1] = Double.NaN;
                      }
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("OK with penalizedRss");
  }

  private static void ifStart(String call, Runnable action) {
    if (call.equals("start")) {
      action.run();
    }
  }

  /** Starts both fits and linearises the second, with something done after every call. */
  private static void walk(BiConsumer<String, Object[]> after) {
    try (Engine engine =
        new AssertingBackend(new Sabotaged(after)).prepare(MODEL, new EngineOptions(1))) {
      engine.run(
          batch(),
          workspace -> {
            workspace.start(new double[2], new double[0], new double[0], null);
            workspace.active().set(0, false);
            workspace.linearise(Curvature.GAUSS_NEWTON, VariancePoint.OWN, new Linearization(2));
            return 0;
          });
    }
  }

  /** The reference backend with something done after every call to a workspace. */
  private record Sabotaged(BiConsumer<String, Object[]> after) implements Backend {
    @Override
    public String name() {
      return "sabotaged";
    }

    @Override
    public int priority() {
      return -1;
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public Availability availability() {
      return Availability.on("1 core");
    }

    @Override
    public Engine prepare(ModelSpec model, EngineOptions options) {
      Engine reference = new ReferenceBackend().prepare(model, options);
      return new Engine() {
        @Override
        public ModelSpec model() {
          return reference.model();
        }

        @Override
        public <T> List<T> run(Batch batch, Function<Workspace, T> loop) {
          return reference.run(batch, workspace -> loop.apply(proxy(workspace)));
        }

        @Override
        public void close() {
          reference.close();
        }
      };
    }

    private Workspace proxy(Workspace workspace) {
      return (Workspace)
          Proxy.newProxyInstance(
              Workspace.class.getClassLoader(),
              new Class<?>[] {Workspace.class},
              (self, method, args) -> {
                try {
                  Object result = method.invoke(workspace, args);
                  after.accept(method.getName(), args);
                  return result;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }
}
