package dev.menlo.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Design;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.ResidualSpec.Entries;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.engine.Workspace.VariancePoint;
import dev.menlo.engine.cpu.reference.ReferenceBackend;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every whitening kind against the reference backend: all operations, all derivatives. */
class ResidualStructureTest {
  private static final double[] DELTA = {.3, .6};
  private static final double[] MOVED = {.4, .5};

  private static ResidualSpec spec(String kind) {
    return switch (kind) {
      case "power of the mean" -> new ResidualSpec(2, powerOfMean(), new Correlation.Independent());
      case "scale by covariate" ->
          new ResidualSpec(2, scaleByCovariate(), new Correlation.Independent());
      case "Markov" -> new ResidualSpec(2, powerOfMean(), new Correlation.Markov(decay(true)));
      case "Markov of covariates" ->
          new ResidualSpec(2, scaleByCovariate(), new Correlation.Markov(decay(true)));
      case "banded" ->
          new ResidualSpec(
              2, scaleByCovariate(), new Correlation.Banded(2, new Entries.Pairwise(small())));
      case "dense" ->
          new ResidualSpec(
              2, powerOfMean(), new Correlation.Dense(new Entries.Pairwise(decay(false))));
      case "lag table" ->
          new ResidualSpec(2, null, new Correlation.Dense(new Entries.LagTable(table(), 3, 1, -1)));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /** log g = log(delta_0 + |mean|^delta_1). */
  private static Program powerOfMean() {
    ProgramBuilder b = new ProgramBuilder();
    int power = b.powlog(b.mean(), b.residualParameter(1), 0);
    return b.build(b.apply(Op.LOG, b.add(b.residualParameter(0), power)));
  }

  /** log g = delta_0 t / 100. */
  private static Program scaleByCovariate() {
    ProgramBuilder b = new ProgramBuilder();
    return b.build(b.mul(b.residualParameter(0), b.mul(b.covariate(0), b.constant(.01))));
  }

  /** delta_1^(|t - t'| / 10), or with both parameters. */
  private static Program decay(boolean both) {
    ProgramBuilder b = new ProgramBuilder();
    int distance = b.apply(Op.ABS, b.sub(b.covariate(0), b.pairedCovariate(0)));
    int power = b.powlog(b.residualParameter(1), b.mul(distance, b.constant(.1)), 0);
    return b.build(both ? b.mul(power, b.apply(Op.COS, b.residualParameter(0))) : power);
  }

  /** delta_0 delta_1, whatever the distance. */
  private static Program small() {
    ProgramBuilder b = new ProgramBuilder();
    return b.build(b.mul(b.residualParameter(0), b.residualParameter(1)));
  }

  /** 1, delta_0, delta_0 delta_1. */
  private static Program table() {
    ProgramBuilder b = new ProgramBuilder();
    int first = b.residualParameter(0);
    return b.build(b.constant(1), first, b.mul(first, b.residualParameter(1)));
  }

  /** All that the two backends must agree on, by name. */
  private static Map<String, double[]> results(Backend backend, String kind, Batch batch) {
    ModelSpec plain = Examples.logistic(new int[] {0}, new int[] {0, 1});
    ModelSpec model = new ModelSpec(plain.mean(), 2, 3, new int[] {1, 2}, spec(kind));
    Map<String, double[]> all = new LinkedHashMap<>();
    double[] lambda = {.8, .9, .2, -.1, 1.1};
    try (Engine engine = backend.prepare(model, new EngineOptions(1))) {
      engine.run(
          batch,
          w -> {
            double[] effects = new double[w.design(0).groups(1) + 2 * w.design(0).groups(2)];
            for (int i = 0; i < effects.length; i++) {
              effects[i] = Math.sin(i);
            }
            w.start(new double[] {19, 51, 8.5}, lambda, DELTA, effects);
            Linearization out = new Linearization(1);
            w.linearise(Curvature.NEWTON, VariancePoint.OWN, out);
            put(all, "start", out);
            for (Criterion criterion : Criterion.values()) {
              put(all, criterion + " profile", profile(w, lambda, DELTA, criterion));
            }
            put(all, "moved profile", profile(w, lambda, MOVED, Criterion.ML));
            for (Curvature curvature : Curvature.values()) {
              for (double damping : new double[] {0, .5}) {
                Solution step = new Solution(model, 1);
                w.solve(lambda, DELTA, curvature, new double[] {damping}, step);
                assertThat(step.status[0]).isEqualTo(FitStatus.OK);
                String name = curvature + " " + damping;
                all.put(name + " step", step.fixedEffectsStep);
                all.put(name + " predicted", step.predictedRss);
              }
            }
            w.objective(out);
            put(all, "objective", out);
            w.linearise(Curvature.GAUSS_NEWTON, VariancePoint.OWN, out);
            put(all, "trial", out);
            w.accept(0);
            put(all, "accepted", profile(w, lambda, DELTA, Criterion.ML));
            for (Quantity quantity : Quantity.values()) {
              all.put(quantity.name(), w.read(quantity, 0));
            }
            return null;
          });
    }
    return all;
  }

  private static Batch data() {
    Batch grown = Examples.growth(5, 4, 2);
    Design design = grown.designs().get(0);
    double[] position = new double[design.rows()];
    boolean[] in = new boolean[design.rows()];
    int[] start = design.start(2);
    for (int g = 0; g + 1 < start.length; g++) {
      for (int i = start[g]; i < start[g + 1]; i++) {
        position[i] = i - start[g];
        in[i] = i % 7 != 3;
      }
    }
    double[][] covariates = {design.covariate(0), position};
    int[][] starts = {design.start(0), design.start(1), design.start(2)};
    return Batch.of(new Design(starts, covariates, in), grown.responses().get(0));
  }

  /**
   * Twenty groups of six rows, the last of which have other times: the second tile repeats the
   * first.
   */
  private static Batch balanced() {
    int rows = 6;
    int[] inner = new int[21];
    Arrays.setAll(inner, g -> g * rows);
    double[] time = new double[20 * rows];
    double[] position = new double[time.length];
    double[] y = new double[time.length];
    for (int i = 0; i < time.length; i++) {
      int j = i % rows;
      position[i] = j;
      time[i] = 15 + 12 * j + (i / rows < 2 * LaneProgram.LANES ? 0 : 0.3 * j * j);
      y[i] = 20 / (1 + Math.exp(-(time[i] - 50) / 8)) + Math.sin(i);
    }
    int[][] starts = {{0, 5}, {0, 4, 8, 12, 16, 20}, inner};
    return Batch.of(new Design(starts, new double[][] {time, position}, null), y);
  }

  private static Profile profile(
      Workspace w, double[] lambda, double[] delta, Criterion criterion) {
    Profile out = new Profile(w.model(), 1);
    w.profile(lambda, delta, criterion, FixedEffects.PROFILED, 2, out);
    assertThat(out.status[0]).isEqualTo(FitStatus.OK);
    return out;
  }

  private static void put(Map<String, double[]> all, String name, Linearization out) {
    assertThat(out.status[0]).isEqualTo(FitStatus.OK);
    all.put(name + " rss", out.penalizedRss.clone());
    all.put(name + " own rss", out.ownPenalizedRss.clone());
    all.put(name + " log det R", out.logDetR.clone());
  }

  private static void put(Map<String, double[]> all, String name, Profile out) {
    all.put(name + " log det", out.logDeterminant);
    all.put(name + " rss", out.penalizedRss);
    all.put(name + " log det gradient", out.logDeterminantGradient);
    all.put(name + " rss gradient", out.penalizedRssGradient);
    all.put(name + " log det Hessian", out.logDeterminantHessian);
    all.put(name + " rss Hessian", out.penalizedRssHessian);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "power of the mean",
        "scale by covariate",
        "Markov",
        "Markov of covariates",
        "banded",
        "dense",
        "lag table"
      })
  void agreesWithTheReference(String kind) {
    agrees(kind, data());
  }

  @ParameterizedTest
  @ValueSource(strings = {"scale by covariate", "Markov", "Markov of covariates"})
  void agreesOnBalancedGroups(String kind) {
    agrees(kind, balanced());
  }

  private static void agrees(String kind, Batch batch) {
    Map<String, double[]> expected = results(new ReferenceBackend(), kind, batch);
    Map<String, double[]> actual = results(new CpuBackend(), kind, batch);
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, values) -> {
          double scale = 1e-3;
          for (double value : values) {
            scale = Math.max(scale, Math.abs(value));
          }
          for (int i = 0; i < values.length; i++) {
            assertThat(actual.get(name)[i])
                .as(name + "[" + i + "]")
                .isCloseTo(values[i], within(1e-9 * scale));
          }
        });
  }
}
