package dev.menlo.kernels;

import static dev.menlo.kernels.CaseArrays.DEPTH;
import static dev.menlo.kernels.CaseArrays.DISTANCE;
import static dev.menlo.kernels.CaseArrays.ITEMS;
import static dev.menlo.kernels.CaseArrays.LANES;

import java.util.ArrayList;
import java.util.List;

/** A launch or more of every kernel that works on rows. */
final class RowKernelCases {
  /** First derivatives and second in one residual parameter: 3 outputs. */
  private static final int OUTPUTS = 3;

  private static final int RESULTS = 3 + OUTPUTS;
  private static final int SCALED = 0;
  private static final int MARKOV = 1;
  private static final int BANDED = 2;

  private final CaseArrays a = new CaseArrays(1);
  private final List<KernelCase> cases = new ArrayList<>();

  private RowKernelCases() {}

  static List<KernelCase> all() {
    RowKernelCases rows = new RowKernelCases();
    rows.evaluation();
    rows.whitening();
    rows.tangents();
    rows.sums();
    return rows.cases;
  }

  private void add(KernelCase launch) {
    cases.add(launch);
  }

  private void evaluation() {
    double[] x = a.covariates(2);
    double[] means = a.random(2 * ITEMS * DEPTH * LANES);
    long meansDistance = ITEMS * DEPTH;
    add(
        KernelCase.of("mean_evaluation", "mean_evaluation", 1)
            .with(
                ITEMS,
                a.items,
                a.rows,
                a.rank,
                x,
                2,
                a.random(4),
                2,
                a.sets(1),
                1,
                a.point,
                DISTANCE)
            .with(
                a.block(1),
                means.clone(),
                meansDistance,
                a.point,
                new int[] {-1, 1},
                a.block(3),
                3,
                0));
    add(
        KernelCase.of("residual_scale", "residual_scale", 2)
            .with(ITEMS, a.items, a.count, x, 2, means, meansDistance, a.current, a.random(2), 1)
            .with(a.block(OUTPUTS), OUTPUTS));
    add(
        KernelCase.of("residual_pairs", "residual_pairs", 2)
            .with(ITEMS, a.items, a.count, x, 2, a.random(2), 1, a.pairs(OUTPUTS), OUTPUTS));
    double[] positions = new double[DEPTH * 2 * LANES];
    for (int row = 0; row < DEPTH; row++) {
      for (int lane = 0; lane < LANES; lane++) {
        positions[row * 2 * LANES + lane] = row * (1 + lane % 3);
        positions[(row * 2 + 1) * LANES + lane] = lane % 3;
      }
    }
    add(
        KernelCase.of("lag_table_entries", "lag_table", 2)
            .with(ITEMS, a.items, a.count, positions, 2, a.random(2 * OUTPUTS * 6), 6, 3, 0, 1)
            .with(a.pairs(OUTPUTS), OUTPUTS));
    double[] y = a.block(1);
    y[LANES + 1] = Double.NaN;
    add(
        KernelCase.of("fused_pass", "fused_pass", 1)
            .with(
                ITEMS,
                a.items,
                a.rows,
                a.count,
                a.rank,
                x,
                2,
                a.random(4),
                2,
                a.sets(1),
                1,
                new int[] {0})
            .with(
                a.point,
                DISTANCE,
                y,
                2,
                a.sets(3),
                a.sets(1),
                1,
                a.point,
                DISTANCE,
                a.groups(RESULTS))
            .with(RESULTS));
  }

  private void whitening() {
    double[] block = a.block(3);
    block[(3 + 0) * LANES + 1] = Double.POSITIVE_INFINITY;
    add(
        KernelCase.of("finite_residuals", "whitening", 1)
            .with(ITEMS, a.items, a.count, block, 3, 0, 3, a.trouble(false), a.trouble(false))
            .with(a.groups(RESULTS), RESULTS));
    double[] scale = a.block(OUTPUTS);
    scale[2] = -800;
    add(
        KernelCase.of("scale_factor", "whitening", 1)
            .with(ITEMS, a.items, a.count, scale, OUTPUTS, a.trouble(true), a.trouble(false))
            .with(a.groups(RESULTS), RESULTS));
    double[] rho = a.pairs(OUTPUTS);
    rho[OUTPUTS * LANES + 2] = 1.5;
    add(
        KernelCase.of("markov_factor", "whitening", 1)
            .with(ITEMS, a.items, a.count, rho, OUTPUTS, 1, a.block(2 * OUTPUTS), a.trouble(true))
            .with(a.trouble(false), a.groups(RESULTS), RESULTS));
    double[] indefinite = a.pairs(OUTPUTS);
    indefinite[CaseArrays.LAGS * OUTPUTS * LANES] = -3;
    add(
        KernelCase.of("banded_factor", "whitening", 1)
            .with(ITEMS, a.items, a.count, indefinite, OUTPUTS, a.lower(), a.trouble(true))
            .with(a.trouble(false), a.groups(RESULTS), RESULTS));
    whiten("whiten_columns, scaled", SCALED, 0, a.block(OUTPUTS), null);
    whiten("whiten_columns, Markov", MARKOV, 0, null, a.block(2 * OUTPUTS));
    whiten("whiten_columns, Markov transposed", MARKOV, 1, null, a.block(2 * OUTPUTS));
    whiten("whiten_columns, banded", BANDED, 0, a.block(OUTPUTS), a.lower());
    whiten("whiten_columns, banded transposed", BANDED, 1, a.block(OUTPUTS), a.lower());
    add(
        KernelCase.of("copy_column", "whiten_columns", 2)
            .with(ITEMS, a.items, a.count, a.block(3), 3, 0, 2));
  }

  private void whiten(String name, int kind, int transposed, double[] scale, double[] factor) {
    add(
        KernelCase.of(name, "whiten_columns", "whiten_columns", 1, 2)
            .with(
                ITEMS,
                a.items,
                a.count,
                a.block(4),
                4,
                1,
                3,
                transposed,
                scale,
                OUTPUTS,
                kind,
                factor)
            .with(OUTPUTS, a.trouble(true)));
  }

  private void tangents() {
    double[] pairs = a.pairs(OUTPUTS);
    for (int kind : new int[] {SCALED, MARKOV, BANDED}) {
      double[] factor = kind == MARKOV ? a.block(2 * OUTPUTS) : kind == BANDED ? a.lower() : null;
      add(
          KernelCase.of(
                  "whitening_tangents, kind " + kind,
                  "whitening_tangents",
                  "whitening_tangents",
                  1,
                  2)
              .with(
                  ITEMS,
                  a.items,
                  a.count,
                  a.block(3),
                  3,
                  3,
                  kind == MARKOV ? null : a.block(OUTPUTS),
                  kind)
              .with(
                  factor,
                  pairs,
                  OUTPUTS,
                  1,
                  a.block(3 * OUTPUTS),
                  a.block(2 * 3),
                  a.trouble(true)));
    }
    add(
        KernelCase.of("correlation_traces", "whitening_tangents", 1)
            .with(ITEMS, a.items, a.count, a.lower(), pairs, OUTPUTS, 1, a.block(1 + OUTPUTS))
            .with(a.trouble(true), a.groups(RESULTS), RESULTS));
  }

  private void sums() {
    add(
        KernelCase.of("cross_products, five columns", "cross_products", "cross_products", 1, 2)
            .with(
                ITEMS,
                a.items,
                a.count,
                a.block(6),
                6,
                0,
                0,
                5,
                0,
                a.sets(15),
                15,
                0,
                0,
                a.point,
                DISTANCE)
            .with(a.trouble(true)));
    add(
        KernelCase.of(
                "cross_products, symmetric and added", "cross_products", "cross_products", 1, 1)
            .with(
                ITEMS,
                a.items,
                a.count,
                a.block(6),
                6,
                0,
                3,
                3,
                1,
                a.sets(12),
                12,
                6,
                1,
                a.point,
                DISTANCE)
            .with(a.trouble(false)));
    add(
        KernelCase.of("curvature_products", "cross_products", 2)
            .with(ITEMS, a.items, a.count, a.block(6), 6, 0, 2, 3, a.sets(3), a.point, DISTANCE)
            .with(a.trouble(true)));
    double[] block = a.block(3);
    block[(3 + 1) * LANES + 2] = 1e200;
    add(
        KernelCase.of("sum_of_squares", "cross_products", 1)
            .with(ITEMS, a.items, a.count, block, 3, 1, 3, 1, a.trouble(true), a.trouble(false))
            .with(a.groups(RESULTS), RESULTS));
    double[] cross = a.sets(6);
    cross[(2 * 6 + 2) * LANES + 2] = Double.NaN;
    add(
        KernelCase.of("residual_sums", "cross_products", 1)
            .with(ITEMS, a.items, a.count, block, 3, 3, cross, 3, a.sets(2), 2, a.point, DISTANCE)
            .with(a.trouble(true), a.trouble(false), a.groups(RESULTS), RESULTS));
    add(
        KernelCase.of("working_response", "cross_products", 2)
            .with(
                ITEMS,
                a.items,
                a.sets(12),
                3,
                2,
                a.sets(1),
                1,
                new int[] {0},
                a.point,
                DISTANCE,
                a.current)
            .with(DISTANCE, a.trouble(true)));
  }
}
