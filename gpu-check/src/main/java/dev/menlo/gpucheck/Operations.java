package dev.menlo.gpucheck;

import dev.menlo.engine.Backends;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Design;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Profile;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.SplittableRandom;

/** Groups a second of each operation on one fit, by number of groups and of columns. */
final class Operations {
  private static final int ROWS = 10;
  private static final int REPEATS = 5;

  /** Published rates of an H200, 10^9 groups/s, from its copy rate; q = 2, 3, 4, 8. */
  private static final double[] ROOFLINE = {8.3e9, 5.5e9, 4.0e9, 1.7e9};

  private static final int[] EFFECTS = {2, 3, 4, 8};

  private Operations() {}

  static void time(Report report, Options options) {
    for (int k = 0; k < EFFECTS.length; k++) {
      for (int groups : Options.sizes(10_000, options.mostGroups())) {
        try {
          time(report, options.backend(), EFFECTS[k], groups, ROOFLINE[k]);
        } catch (OutOfMemoryError e) {
          report.row(
              "operations", "q", EFFECTS[k], "groups", groups, "trouble", "host memory is full");
          break;
        }
      }
    }
  }

  private static void time(Report report, String backend, int q, int groups, double roofline) {
    ModelSpec model = model(q);
    long start = System.nanoTime();
    try (Engine engine = Backends.named(backend).prepare(model, EngineOptions.defaults())) {
      double prepared = (System.nanoTime() - start) * 1e-9;
      engine.run(
          batch(groups),
          workspace -> {
            new Timed(report, workspace, q, groups, roofline).run(prepared);
            return null;
          });
    }
  }

  /** Sum over k of beta_k e^(-t k/4) + b_k cos(t k): p = q, and 2 q distinct columns. */
  private static ModelSpec model(int q) {
    ProgramBuilder b = new ProgramBuilder();
    int sum = b.constant(0);
    for (int k = 0; k < q; k++) {
      int decay = b.apply(Op.EXP, b.mul(b.covariate(0), b.constant(-.25 * (k + 1))));
      int wave = b.apply(Op.COS, b.mul(b.covariate(0), b.constant(k + 1)));
      sum = b.add(sum, b.add(b.mul(b.fixedEffect(k), decay), b.mul(b.randomEffect(k), wave)));
    }
    return new ModelSpec(b.build(sum), 1, q, new int[] {q}, ResidualSpec.IDENTITY);
  }

  private static Batch batch(int groups) {
    int rows = groups * ROWS;
    int[] start = new int[groups + 1];
    double[] time = new double[rows];
    double[] response = new double[rows];
    SplittableRandom random = new SplittableRandom(groups);
    for (int row = 0; row < rows; row++) {
      start[row / ROWS + 1] = row + 1;
      time[row] = 5 * random.nextDouble();
      response[row] = random.nextDouble() - .5;
    }
    int[][] starts = {{0, groups}, start};
    return Batch.of(new Design(starts, new double[][] {time}, null), response);
  }

  /** The operations of one fit. */
  private static final class Timed {
    private final Report report;
    private final Workspace workspace;
    private final int q;
    private final int groups;
    private final double roofline;
    private final double[] factor;

    Timed(Report report, Workspace workspace, int q, int groups, double roofline) {
      this.report = report;
      this.workspace = workspace;
      this.q = q;
      this.groups = groups;
      this.roofline = roofline;
      factor = new double[q * q];
      for (int i = 0; i < q; i++) {
        factor[i * q + i] = .5;
      }
    }

    void run(double prepared) {
      double[] none = {};
      double[] beta = new double[q];
      Linearization linearization = new Linearization(1);
      Solution solution = new Solution(workspace.model(), 1);
      Profile profile = new Profile(workspace.model(), 1);
      workspace.start(beta, factor, none, null);
      long first = System.nanoTime();
      linearise(linearization);
      double compiled = (System.nanoTime() - first) * 1e-9;
      report.row(
          "compilation",
          "q",
          q,
          "groups",
          groups,
          "prepare, s",
          prepared,
          "first pass, s",
          compiled);
      measure("linearise", () -> linearise(linearization));
      measure(
          "solve",
          () -> workspace.solve(factor, none, Curvature.GAUSS_NEWTON, new double[] {0}, solution));
      workspace.reject(0);
      measure("profile", () -> profile(profile, 0));
      measure("profile with gradient", () -> profile(profile, 1));
      measure("profile with Hessian", () -> profile(profile, 2));
    }

    private void linearise(Linearization out) {
      workspace.linearise(Curvature.GAUSS_NEWTON, Workspace.VariancePoint.KEPT, out);
    }

    private void profile(Profile out, int derivatives) {
      workspace.profile(
          factor, new double[0], Criterion.ML, Workspace.FixedEffects.PROFILED, derivatives, out);
    }

    /** The best of several runs, after one that is not counted. */
    private void measure(String operation, Runnable run) {
      run.run();
      double best = Double.POSITIVE_INFINITY;
      for (int k = 0; k < REPEATS; k++) {
        long start = System.nanoTime();
        run.run();
        best = Math.min(best, (System.nanoTime() - start) * 1e-9);
      }
      report.row(
          "operations",
          "operation",
          operation,
          "q",
          q,
          "M",
          2 * q + 1,
          "groups",
          groups,
          "seconds",
          best,
          "groups/s",
          groups / best,
          "of an H200's memory roofline (estimate)",
          groups / best / roofline);
    }
  }
}
