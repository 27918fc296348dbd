package dev.menlo.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.menlo.cuda.emulator.driver.CudaError;
import dev.menlo.cuda.emulator.driver.DeviceModel;
import dev.menlo.cuda.emulator.driver.FakeDriver;
import dev.menlo.cuda.emulator.driver.Live;
import dev.menlo.engine.Backend;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Design;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.VariancePoint;
import dev.menlo.engine.cpu.reference.ReferenceBackend;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Devices that run out of memory, refuse a launch or go away: fits get a status, or run elsewhere,
 * and nothing stays allocated. Three fits of y = b + u, one group of two rows each.
 */
class DeviceFailureTest {
  private static final double[] RESPONSE = {1, 3};

  @BeforeEach
  void requireTheEmulator() {
    String reason = FakeDriver.unavailableReason();
    assumeTrue(reason == null, reason);
  }

  private static ModelSpec model() {
    ProgramBuilder b = new ProgramBuilder();
    return new ModelSpec(
        b.build(b.add(b.fixedEffect(0), b.randomEffect(0))),
        0,
        1,
        new int[] {1},
        ResidualSpec.IDENTITY);
  }

  private static Batch batch(int fits) {
    Design design = new Design(new int[][] {{0, 1}, {0, 2}}, new double[0][], null);
    return new Batch(Collections.nCopies(fits, design), Collections.nCopies(fits, RESPONSE));
  }

  /** What one partition reports. */
  private record Outcome(List<Integer> fits, List<FitStatus> status, List<Double> rss) {}

  private static Outcome linearise(Workspace workspace) {
    int n = workspace.fits();
    double[] one = new double[n];
    java.util.Arrays.fill(one, 1);
    workspace.start(one, one, new double[0], null);
    Linearization out = new Linearization(n);
    workspace.linearise(Curvature.GAUSS_NEWTON, VariancePoint.OWN, out);
    assertThat(workspace.read(Quantity.FIXED_EFFECTS, 0)).containsExactly(1);
    Outcome outcome = new Outcome(new ArrayList<>(), List.of(out.status), new ArrayList<>());
    for (int f = 0; f < n; f++) {
      outcome.fits().add(workspace.batchIndex(f));
      outcome.rss().add(out.penalizedRss[f]);
    }
    return outcome;
  }

  private interface Fault {
    void inject(FakeDriver driver);
  }

  /** Runs three fits with a fault to come, and requires that everything is given back. */
  private static List<Outcome> run(Supplier<Backend> fallback, Fault fault) {
    CudaBackend backend = EmulatedCuda.on(DeviceModel.STANDARD, fallback);
    List<Outcome> outcomes;
    try (Engine engine = backend.prepare(model(), new EngineOptions(1))) {
      fault.inject(EmulatedCuda.driver);
      outcomes = engine.run(batch(3), DeviceFailureTest::linearise);
    }
    return outcomes;
  }

  private static List<FitStatus> statuses(List<Outcome> outcomes) {
    return outcomes.stream().flatMap(o -> o.status().stream()).toList();
  }

  private static void assertAllFitted(List<Outcome> outcomes) {
    assertThat(statuses(outcomes)).hasSize(3).containsOnly(FitStatus.OK);
    assertThat(outcomes.stream().flatMap(o -> o.fits().stream())).containsExactly(0, 1, 2);
    assertThat(outcomes.stream().flatMap(o -> o.rss().stream())).containsOnly(4.0);
  }

  @Test
  void givesEverythingBack() {
    CudaBackend backend = EmulatedCuda.on(DeviceModel.STANDARD, null);
    try (Engine engine = backend.prepare(model(), new EngineOptions(1))) {
      assertAllFitted(engine.run(batch(3), DeviceFailureTest::linearise));
    }
    backend.release();

    assertThat(EmulatedCuda.driver.live()).isEqualTo(Live.NOTHING);
  }

  @Test
  void aBatchThatDoesNotFitIsHalved() {
    List<Outcome> outcomes = run(null, driver -> driver.failAllocation(3));

    assertAllFitted(outcomes);
    assertThat(outcomes).hasSizeGreaterThan(1);
  }

  @Test
  void fitsThatAreTooLargeGetAStatus() {
    List<Outcome> outcomes = run(null, driver -> driver.limitMemory(64));

    assertThat(statuses(outcomes)).hasSize(3).containsOnly(FitStatus.OUT_OF_MEMORY);
  }

  @Test
  void fitsThatAreTooLargeRunOnTheFallback() {
    assertAllFitted(run(ReferenceBackend::new, driver -> driver.limitMemory(64)));
  }

  @Test
  void aLostDeviceIsAStatusOfItsFits() {
    List<Outcome> outcomes =
        run(null, driver -> driver.loseDeviceAtLaunch(2, CudaError.ECC_UNCORRECTABLE));

    assertThat(statuses(outcomes)).hasSize(3).containsOnly(FitStatus.DEVICE_LOST);
  }

  @Test
  void aLostDeviceIsReplacedByTheFallback() {
    assertAllFitted(
        run(
            ReferenceBackend::new,
            driver -> driver.loseDeviceAtLaunch(2, CudaError.ECC_UNCORRECTABLE)));
  }

  @Test
  void aRefusedLaunchRunsOnTheFallback() {
    assertAllFitted(
        run(
            ReferenceBackend::new,
            driver -> driver.failLaunch(1, CudaError.LAUNCH_OUT_OF_RESOURCES)));
  }
}
