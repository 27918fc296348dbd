package dev.menlo.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.engine.Capability;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.ResidualSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same bits for a fit whatever else is in the batch, for any thread count, cold or warm. */
public abstract class ReproducibilityContract extends BackendContract {
  /** For subclasses. */
  protected ReproducibilityContract() {}

  /**
   * How often {@link #warmingUpDoesNotMatter} walks; fewer where nothing is compiled on the way.
   */
  protected int repetitions() {
    return 100;
  }

  @BeforeEach
  void requireReproducible() {
    require(Capability.REPRODUCIBLE);
  }

  private static List<Problem> problems() {
    return List.of(
        BatchContract.ragged(),
        BatchContract.shared(50),
        Problems.near(
            Problems.of(
                "597 groups", Models.decay(ResidualSpec.IDENTITY, 2), Shapes.manyGroups(597, 6))),
        Problems.near(
            Problems.of(
                "two levels",
                Models.decay(Residuals.autoregressive(), 1, 2),
                Shapes.nested(new int[] {4, 3}, new int[] {1, 6, 2}, new int[] {5}),
                0.4)));
  }

  private Curvature curvature() {
    return backend().capabilities().contains(Capability.NEWTON)
        ? Curvature.NEWTON
        : Curvature.GAUSS_NEWTON;
  }

  /** The numbers of every fit by its index in the batch. */
  private Map<Integer, List<Double>> walk(Problem problem, int threads) {
    Map<Integer, List<Double>> all = Collections.synchronizedMap(new TreeMap<>());
    run(
        problem,
        threads,
        workspace -> {
          List<List<Double>> numbers =
              new Trace(workspace, problem.of(workspace), curvature()).walk();
          for (int f = 0; f < workspace.fits(); f++) {
            all.put(workspace.batchIndex(f), numbers.get(f));
          }
        });
    return all;
  }

  /** Numbers of threads that are compared with one. */
  protected int[] threads() {
    return new int[] {2, 3, 8};
  }

  @Test
  void threadsDoNotMatter() {
    for (Problem problem : problems()) {
      Map<Integer, List<Double>> one = walk(problem, 1);
      for (int threads : threads()) {
        assertThat(walk(problem, threads)).as("%s, %d threads", problem, threads).isEqualTo(one);
      }
    }
  }

  @Test
  void companyDoesNotMatter() {
    for (Problem problem : problems()) {
      Map<Integer, List<Double>> together = walk(problem, 2);
      for (int f = 0; f < problem.batch().fits(); f++) {
        List<Double> alone = walk(problem.fit(f), 1).get(0);
        assertThat(together.get(f)).as(problem.fit(f).name()).isEqualTo(alone);
      }
    }
  }

  /** A batch in reverse order gives every fit the same numbers. */
  @Test
  void orderDoesNotMatter() {
    Problem forwards = BatchContract.shared(50);
    List<Problem> reversed = new ArrayList<>();
    for (int f = 49; f >= 0; f--) {
      reversed.add(forwards.fit(f));
    }
    Map<Integer, List<Double>> expected = walk(forwards, 1);
    Map<Integer, List<Double>> backwards = walk(Problem.join(reversed), 1);
    for (int f = 0; f < 50; f++) {
      assertThat(backwards.get(49 - f)).isEqualTo(expected.get(f));
    }
  }

  /** Enough repetitions for code to be compiled on the way. */
  @Test
  void warmingUpDoesNotMatter() {
    Problem problem = BatchContract.ragged();
    Map<Integer, List<Double>> cold = walk(problem, 1);
    for (int repetition = 0; repetition < repetitions(); repetition++) {
      assertThat(walk(problem, 1)).isEqualTo(cold);
    }
  }
}
