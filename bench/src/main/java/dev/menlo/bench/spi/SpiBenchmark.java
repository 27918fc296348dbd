package dev.menlo.bench.spi;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.engine.Workspace.VariancePoint;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Every operation of {@link Workspace}, on one thread, at a point near the estimates: microseconds
 * an operation. A backend joins by being on the class path.
 *
 * <p>{@code solve} replaces its trial point, {@code linearise} without one works at the current
 * point, so each can be repeated; what cannot be stands in a sequence ({@code solveReject}, {@code
 * solveLineariseAccept}).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"
    })
public class SpiBenchmark {
  private static final int REPEATED = 8;
  private static final double[] UNDAMPED = {0};

  /** Name of a backend. */
  @Param({"cpu", "cpu-reference"})
  public String backend;

  /** Groups. */
  @Param({"20", "1000"})
  public int groups;

  /** Rows a group. */
  @Param("10")
  public int rows;

  /** Random effects. */
  @Param("3")
  public int q;

  /** Fixed effects. */
  @Param("3")
  public int p;

  /** Residual structure: iid, power or ar1. */
  @Param("iid")
  public String residual;

  private SpiProblem problem;
  private Backend named;
  private Engine engine;
  private OpenWorkspace workspace;
  private Linearization linearization;
  private Solution solution;
  private Profile profile;
  private double[] nearby;

  /** For JMH. */
  public SpiBenchmark() {}

  /** Prepares the engine and linearises. */
  @Setup
  public void open() {
    problem = SpiProblem.of(groups, rows, q, p, residual);
    named = Backends.named(backend);
    engine = named.prepare(problem.spec(), new EngineOptions(1));
    workspace = new OpenWorkspace(engine, problem.batch());
    linearization = new Linearization(1);
    solution = new Solution(problem.spec(), 1);
    profile = new Profile(problem.spec(), 1);
    nearby = problem.delta().clone();
    for (int i = 0; i < nearby.length; i++) {
      nearby[i] += 0.01;
    }
    workspace.call(
        w -> {
          w.start(problem.beta(), problem.factor(), problem.delta(), null);
          w.linearise(Curvature.NEWTON, VariancePoint.OWN, linearization);
        });
  }

  /** Ends the loop and closes the engine. */
  @TearDown
  public void close() {
    workspace.close();
    engine.close();
  }

  private void repeat(Consumer<Workspace> operation) {
    workspace.call(
        w -> {
          for (int i = 0; i < REPEATED; i++) {
            operation.accept(w);
          }
        });
  }

  /** Compiles the model. */
  @Benchmark
  public void prepare() {
    named.prepare(problem.spec(), new EngineOptions(1)).close();
  }

  /** Sets the current point and linearises, which a start requires. */
  @Benchmark
  @OperationsPerInvocation(REPEATED)
  public void startLinearise() {
    repeat(
        w -> {
          w.start(problem.beta(), problem.factor(), problem.delta(), null);
          w.linearise(Curvature.NEWTON, VariancePoint.OWN, linearization);
        });
  }

  /** The row pass with first derivatives. */
  @Benchmark
  @OperationsPerInvocation(REPEATED)
  public void linearise() {
    repeat(w -> w.linearise(Curvature.GAUSS_NEWTON, VariancePoint.OWN, linearization));
  }

  /** The row pass with first and second derivatives. */
  @Benchmark
  @OperationsPerInvocation(REPEATED)
  public void lineariseNewton() {
    repeat(w -> w.linearise(Curvature.NEWTON, VariancePoint.OWN, linearization));
  }

  /** The row pass without derivatives. */
  @Benchmark
  @OperationsPerInvocation(REPEATED)
  public void objective() {
    repeat(w -> w.objective(linearization));
  }

  /** The Gauss-Newton step. */
  @Benchmark
  @OperationsPerInvocation(REPEATED)
  public void solve() {
    repeat(w -> solve(w, Curvature.GAUSS_NEWTON));
  }

  /** The Newton step. */
  @Benchmark
  @OperationsPerInvocation(REPEATED)
  public void solveNewton() {
    repeat(w -> solve(w, Curvature.NEWTON));
  }

  /** The Newton step at residual parameters near those of the cross-products. */
  @Benchmark
  @OperationsPerInvocation(REPEATED)
  public void solveNearby() {
    repeat(w -> w.solveNearby(problem.factor(), nearby, Curvature.NEWTON, UNDAMPED, solution));
  }

  /** A proposed step that is dropped. */
  @Benchmark
  @OperationsPerInvocation(REPEATED)
  public void solveReject() {
    repeat(
        w -> {
          solve(w, Curvature.NEWTON);
          w.reject(0);
        });
  }

  /** A step that is taken: one round of PNLS. */
  @Benchmark
  @OperationsPerInvocation(REPEATED)
  public void solveLineariseAccept() {
    repeat(
        w -> {
          solve(w, Curvature.NEWTON);
          w.linearise(Curvature.NEWTON, VariancePoint.OWN, linearization);
          w.accept(0);
        });
  }

  private void solve(Workspace w, Curvature curvature) {
    w.solve(problem.factor(), problem.delta(), curvature, UNDAMPED, solution);
  }

  /** The profile, values only. */
  @Benchmark
  @OperationsPerInvocation(REPEATED)
  public void profileValue() {
    repeat(w -> profile(w, Criterion.ML, 0));
  }

  /** The profile with gradients. */
  @Benchmark
  @OperationsPerInvocation(REPEATED)
  public void profileGradient() {
    repeat(w -> profile(w, Criterion.ML, 1));
  }

  /** The profile with gradients and Hessians. */
  @Benchmark
  @OperationsPerInvocation(REPEATED)
  public void profileHessian() {
    repeat(w -> profile(w, Criterion.ML, 2));
  }

  /** The same by REML. */
  @Benchmark
  @OperationsPerInvocation(REPEATED)
  public void profileHessianReml() {
    repeat(w -> profile(w, Criterion.REML, 2));
  }

  private void profile(Workspace w, Criterion criterion, int derivatives) {
    w.profile(
        problem.factor(), problem.delta(), criterion, FixedEffects.PROFILED, derivatives, profile);
  }

  /** Every quantity that can be read, once. */
  @Benchmark
  @OperationsPerInvocation(REPEATED)
  public void readAll() {
    repeat(
        w -> {
          for (Quantity quantity : Quantity.values()) {
            w.read(quantity, 0);
          }
        });
  }
}
