package dev.menlo.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.menlo.cuda.emulator.driver.CudaError;
import dev.menlo.cuda.emulator.driver.DeviceModel;
import dev.menlo.cuda.emulator.driver.FakeDriver;
import dev.menlo.cuda.emulator.driver.Live;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Design;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.VariancePoint;
import dev.menlo.engine.cpu.reference.ReferenceBackend;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Partitions that run at a time, and fits that take no part. Fits of y = b + u, one group each. */
class StreamsTest {
  private static final double[] RESPONSE = {1, 3};

  @BeforeEach
  void requireTheEmulator() {
    String reason = FakeDriver.unavailableReason();
    assumeTrue(reason == null, reason);
    System.setProperty(Schedule.TILES, "2");
  }

  @AfterEach
  void restore() {
    System.clearProperty(Schedule.TILES);
    System.clearProperty(Schedule.STREAMS);
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

  /** Fits of one tile each. */
  private static Batch batch(int fits) {
    Design design = new Design(new int[][] {{0, 1}, {0, 2}}, new double[0][], null);
    return new Batch(Collections.nCopies(fits, design), Collections.nCopies(fits, RESPONSE));
  }

  private static Linearization linearise(Workspace workspace) {
    double[] one = new double[workspace.fits()];
    Arrays.fill(one, 1);
    workspace.start(one, one, new double[0], null);
    Linearization out = new Linearization(workspace.fits());
    workspace.linearise(Curvature.GAUSS_NEWTON, VariancePoint.OWN, out);
    return out;
  }

  private static List<Integer> indices(Workspace workspace) {
    List<Integer> indices = new ArrayList<>();
    for (int f = 0; f < workspace.fits(); f++) {
      indices.add(workspace.batchIndex(f));
    }
    return indices;
  }

  /** Two partitions that wait for each other inside their loops: neither could go on alone. */
  @Test
  void partitionsRunAtATimeAndKeepTheirOrder() {
    CudaBackend backend = EmulatedCuda.on(DeviceModel.STANDARD, null);
    CyclicBarrier both = new CyclicBarrier(2);
    List<List<Integer>> parts;
    try (Engine engine = backend.prepare(model(), new EngineOptions(2))) {
      parts =
          engine.run(
              batch(4),
              workspace -> {
                Linearization before = linearise(workspace);
                meet(both);
                Linearization after = linearise(workspace);
                assertThat(after.status).containsOnly(FitStatus.OK);
                assertThat(after.penalizedRss).containsExactly(before.penalizedRss);
                return indices(workspace);
              });
    }
    backend.release();

    assertThat(parts).containsExactly(List.of(0, 1), List.of(2, 3));
    assertThat(EmulatedCuda.driver.live()).isEqualTo(Live.NOTHING);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("the other partition did not come", e);
    }
  }

  @Test
  void oneStreamTakesOnePartitionAfterTheOther() {
    System.setProperty(Schedule.STREAMS, "1");
    CudaBackend backend = EmulatedCuda.on(DeviceModel.STANDARD, null);
    try (Engine engine = backend.prepare(model(), new EngineOptions(2))) {
      Thread caller = Thread.currentThread();
      List<Boolean> here =
          engine.run(
              batch(4),
              w -> linearise(w).status[0] == FitStatus.OK && Thread.currentThread() == caller);

      assertThat(here).containsExactly(true);
    }
  }

  @Test
  void aFailureOfTheLoopIsTheCallersAndNothingStays() {
    CudaBackend backend = EmulatedCuda.on(DeviceModel.STANDARD, null);
    try (Engine engine = backend.prepare(model(), new EngineOptions(2))) {
      assertThatThrownBy(
              () ->
                  engine.run(
                      batch(4),
                      workspace -> {
                        linearise(workspace);
                        throw new IllegalStateException("loop of " + indices(workspace));
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("loop of ");
    }
    backend.release();

    assertThat(EmulatedCuda.driver.live()).isEqualTo(Live.NOTHING);
  }

  @Test
  void aDeviceThatIsLostIsLostForAllStreams() {
    CudaBackend backend = EmulatedCuda.on(DeviceModel.STANDARD, ReferenceBackend::new);
    try (Engine engine = backend.prepare(model(), new EngineOptions(2))) {
      EmulatedCuda.driver.loseDeviceAtLaunch(3, CudaError.ECC_UNCORRECTABLE);
      List<FitStatus> all = new ArrayList<>();
      engine.run(batch(6), workspace -> List.of(linearise(workspace).status)).forEach(all::addAll);

      assertThat(all).hasSize(6).containsOnly(FitStatus.OK);
    }
  }

  /** A loop that is run for what it does returns null. */
  @Test
  void loopsMayReturnNothing() {
    CudaBackend backend = EmulatedCuda.on(DeviceModel.STANDARD, null);
    try (Engine engine = backend.prepare(model(), new EngineOptions(2))) {
      assertThat(engine.<Object>run(batch(4), workspace -> null)).containsExactly(null, null);
    }
  }

  @Test
  void refusesNoStreams() {
    System.setProperty(Schedule.STREAMS, "0");

    assertThatThrownBy(Schedule::ofThisProcess)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Schedule.STREAMS)
        .hasMessageContaining("at least 1, not 0");
  }

  /** Instructions of a pass go with the fits that are active; launches do not grow with any. */
  @Test
  void inactiveFitsCostNothing() {
    System.setProperty(Schedule.STREAMS, "1");
    CudaBackend backend = EmulatedCuda.on(DeviceModel.STANDARD, null);
    try (Engine engine = backend.prepare(model(), new EngineOptions(1))) {
      long[][] cost =
          engine
              .run(
                  batch(16),
                  workspace -> {
                    linearise(workspace);
                    long[] all = objective(workspace);
                    for (int f = 1; f < 16; f++) {
                      workspace.active().set(f, false);
                    }
                    return new long[][] {all, objective(workspace)};
                  })
              .get(0);

      assertThat(cost[0][1]).as("launches").isEqualTo(cost[1][1]);
      assertThat(cost[1][0]).as("instructions of one fit").isLessThan(cost[0][0] / 8);
    }
  }

  /** Instructions and launches of a pass over the active fits. */
  private static long[] objective(Workspace workspace) {
    FakeDriver driver = EmulatedCuda.driver;
    long instructions = driver.instructions();
    long launches = driver.launches();
    workspace.objective(new Linearization(workspace.fits()));
    return new long[] {driver.instructions() - instructions, driver.launches() - launches};
  }
}
