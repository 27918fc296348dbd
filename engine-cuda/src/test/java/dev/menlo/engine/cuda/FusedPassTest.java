package dev.menlo.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.menlo.engine.Availability;
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
import dev.menlo.engine.cuda.ConditionedProblem.Errors;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row pass in one kernel gives the bits, and finds the rows, of a pass in several. */
class FusedPassTest {
  private static final double[] LAMBDA = {.7};
  private static final double[] BETA = {2, .5};

  @BeforeEach
  void requireAvailable() {
    Availability here = EmulatedCuda.backend().availability();
    assumeTrue(here.available(), () -> "skipped: " + here.reasons());
  }

  @AfterEach
  void restore() {
    System.clearProperty(Selection.SHORT_GROUP);
  }

  /** Launches of a walk with the pass in one kernel, then in several; both give the same. */
  private static long[] launches(ModelSpec model, Batch batch, double[] beta, double[] factor) {
    long[] launches = new long[2];
    Map<?, ?>[] numbers = new Map<?, ?>[2];
    for (int k = 0; k < 2; k++) {
      System.setProperty(Selection.SHORT_GROUP, k == 0 ? "64" : "-1");
      long before = EmulatedCuda.driver.launches();
      try (Engine engine = EmulatedCuda.backend().prepare(model, new EngineOptions(1))) {
        numbers[k] = engine.run(batch, w -> Walk.of(w, beta, factor, new double[0], null)).get(0);
      }
      launches[k] = EmulatedCuda.driver.launches() - before;
    }
    assertThat(numbers[0].keySet()).isEqualTo(numbers[1].keySet());
    numbers[0].forEach(
        (name, values) ->
            assertThat((double[]) values)
                .as("%s", name)
                .containsExactly((double[]) numbers[1].get(name)));
    return launches;
  }

  @Test
  void sameBitsInFewerLaunches() {
    ConditionedProblem p = new ConditionedProblem(4, new int[] {1, 2}, 4, 3, .1, Errors.IDENTITY);

    long[] launches = launches(p.model, p.batch(), p.beta, p.factor);

    assertThat(launches[0]).isLessThan(launches[1]);
  }

  /** mu_j = (b1 + u) mu_{j-1} + b0 x_j, and rows out of the likelihood move the recursion on. */
  @Test
  void recursionsPassThroughRowsThatDoNotCount() {
    launches(recursion(), batch(2), BETA, LAMBDA);
  }

  @Test
  void findsTheRowThatIsNotFinite() {
    Batch bad = batch(Double.NaN);
    for (String rows : new String[] {"64", "-1"}) {
      System.setProperty(Selection.SHORT_GROUP, rows);
      try (Engine engine = EmulatedCuda.backend().prepare(recursion(), new EngineOptions(1))) {
        double[] found =
            engine
                .run(
                    bad,
                    w -> {
                      w.start(BETA, LAMBDA, new double[0], null);
                      Linearization out = new Linearization(1);
                      w.objective(out);
                      double[] result = {out.status[0].ordinal(), out.badRow[0], 0, 0};
                      w.linearise(Curvature.NEWTON, Workspace.VariancePoint.OWN, out);
                      result[2] = out.status[0].ordinal();
                      result[3] = out.badRow[0];
                      return result;
                    })
                .get(0);
        double status = FitStatus.NON_FINITE_MEAN.ordinal();
        assertThat(found).as(rows).containsExactly(status, 4, status, 4);
      }
    }
  }

  private static ModelSpec recursion() {
    ProgramBuilder b = new ProgramBuilder();
    int previous = b.previous(b.constant(0));
    int retained = b.mul(b.add(b.fixedEffect(1), b.randomEffect(0)), previous);
    int mean = b.add(retained, b.mul(b.fixedEffect(0), b.covariate(0)));
    b.setPreviousSource(previous, mean);
    return new ModelSpec(b.build(mean), 1, 2, new int[] {1}, ResidualSpec.IDENTITY);
  }

  /** Groups of 3 and 4 rows, rows 1 and 5 out of the likelihood; x of row 4 is given. */
  private static Batch batch(double x) {
    double[] covariate = {1, 2, .5, 1.5, x, 3, 1};
    boolean[] in = {true, false, true, true, true, false, true};
    Design design = new Design(new int[][] {{0, 2}, {0, 3, 7}}, new double[][] {covariate}, in);
    return Batch.of(design, new double[] {2, 0, 3, 3, 5, 0, 4});
  }
}
