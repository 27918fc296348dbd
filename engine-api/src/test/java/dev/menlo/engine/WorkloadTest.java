package dev.menlo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  /** Two fits on one design of 3 groups with 2, 1 and 4 rows; p = 1, q = 1. */
  @Test
  void countsABatch() {
    ProgramBuilder b = new ProgramBuilder();
    ModelSpec model =
        new ModelSpec(
            b.build(b.add(b.fixedEffect(0), b.randomEffect(0))),
            0,
            1,
            new int[] {1},
            ResidualSpec.IDENTITY);
    Design design = new Design(new int[][] {{0, 3}, {0, 2, 3, 7}}, new double[0][], null);
    Batch batch = new Batch(Collections.nCopies(2, design), Collections.nCopies(2, new double[7]));

    assertThat(Workload.of(model, batch, 4)).isEqualTo(new Workload(2, 6, 14, 3, 4));
  }

  /** 30 + 1000 x .17 + 10 x .015 x 3^3 = 204.05 microseconds. */
  @Test
  void timeGrowsWithFitsRowsAndGroupsAndShrinksWithThreads() {
    Workload one = new Workload(1, 10, 1000, 3, 1);

    assertThat(one.cpuSeconds()).isCloseTo(204.05e-6, within(1e-15));
    assertThat(one.times(5).cpuSeconds()).isCloseTo(5 * 204.05e-6, within(1e-15));
    assertThat(new Workload(1, 10, 1000, 3, 4).cpuSeconds())
        .isCloseTo(204.05e-6 / 4, within(1e-15));
    assertThat(new Workload(1, 10, 1000, 3, 10, 1).times(5).cpuSeconds())
        .isCloseTo(50 * 204.05e-6, within(1e-15));
    assertThat(Workload.UNKNOWN.cpuSeconds()).isZero();
  }

  @Test
  void structuredErrorsAndSeveralLevelsWeighMore() {
    ProgramBuilder b = new ProgramBuilder();
    Program mean = b.build(b.fixedEffect(0));
    ProgramBuilder r = new ProgramBuilder();
    Program of = r.build(r.residualParameter(0));
    ResidualSpec.Entries pairs = new ResidualSpec.Entries.Pairwise(of);
    ResidualSpec power = new ResidualSpec(1, of, new Correlation.Independent());
    ResidualSpec ar1 = new ResidualSpec(1, null, new Correlation.Markov(of));

    assertThat(weight(mean, ResidualSpec.IDENTITY, 1)).isEqualTo(1);
    assertThat(weight(mean, ResidualSpec.IDENTITY, 1, 1)).isEqualTo(Workload.SEVERAL);
    assertThat(weight(mean, power, 1)).isEqualTo(Workload.SEVERAL);
    assertThat(weight(mean, ar1, 1, 1)).isEqualTo(Workload.SEVERAL);
    assertThat(weight(mean, new ResidualSpec(1, of, new Correlation.Banded(1, pairs)), 1))
        .isEqualTo(Workload.BANDED);
    assertThat(weight(mean, new ResidualSpec(1, null, new Correlation.Dense(pairs)), 1, 1))
        .isEqualTo(Workload.DENSE);
  }

  private static double weight(Program mean, ResidualSpec residual, int... effects) {
    Design design = new Design(new int[][] {{0, 1}, {0, 2}}, new double[0][], null);
    ModelSpec model = new ModelSpec(mean, 0, 1, effects, residual);
    return Workload.of(model, Batch.of(design, new double[2]), 1).weight();
  }

  @Test
  void refusesWhatNoJobHas() {
    assertThatThrownBy(() -> new Workload(1, 1, 1, 3, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 columns, weight 0.0, 1 threads");
  }
}
