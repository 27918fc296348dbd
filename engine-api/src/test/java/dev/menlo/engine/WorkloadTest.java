package dev.menlo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

  /** M = 3 has 6 products a row. */
  @Test
  void timeGrowsWithRowsAndProductsAndShrinksWithThreads() {
    double each = Workload.NANOSECONDS_A_ROW + 6 * Workload.NANOSECONDS_A_PRODUCT;

    assertThat(new Workload(1, 10, 1000, 3, 1).cpuSeconds()).isCloseTo(1e-6 * each, within(1e-15));
    assertThat(new Workload(1, 10, 1000, 3, 1).times(5).cpuSeconds())
        .isCloseTo(5e-6 * each, within(1e-15));
    assertThat(new Workload(1, 10, 1000, 3, 4).cpuSeconds())
        .isCloseTo(.25e-6 * each, within(1e-15));
    assertThat(Workload.UNKNOWN.cpuSeconds()).isZero();
  }
}
