package dev.menlo.estimator.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.estimator.data.Binding;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.data.DatasetSchema;
import dev.menlo.estimator.data.Sample;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final int GROUPS = 4000;
  private static final int ROWS = 4;
  private static final ReplicateKey KEY = new ReplicateKey(1, 2, 3);

  /** GROUPS groups in GROUPS / 10 regions, ROWS rows each at t = 1, 2, 4, 5. */
  private static Dataset table() {
    int n = GROUPS * ROWS;
    double[] times = {1, 2, 4, 5};
    return Dataset.builder()
        .column("region", column(n, i -> i / (10 * ROWS)))
        .column("id", column(n, i -> i / ROWS))
        .column("t", column(n, i -> times[i % ROWS]))
        .column("y", column(n, i -> i % 7))
        .build();
  }

  private static double[] column(int n, java.util.function.IntToDoubleFunction value) {
    return IntStream.range(0, n).mapToDouble(value).toArray();
  }

  private record Problem(LoweredModel model, BoundData bound, Dataset data) {
    static Problem of(String text) {
      return of(text, table());
    }

    static Problem of(String text, Dataset data) {
      Sample sample = Sample.all(data);
      DatasetSchema schema = new DatasetSchema(data, sample.rows());
      LoweredModel lowered = Model.parse(text).lower(schema);
      return new Problem(lowered, Binding.bind(lowered, sample, schema), data);
    }

    Simulation simulation(TrueParameters truth) {
      return new Simulation(model.spec(), bound.design(), truth);
    }

    Draw draw(TrueParameters truth) {
      return simulation(truth).draw(KEY);
    }
  }

  /** y less its conditional mean, of row j of every group. */
  private static double[] errors(Draw draw, int j) {
    return column(GROUPS, g -> draw.response()[g * ROWS + j] - draw.mean()[g * ROWS + j]);
  }

  private static double product(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).average().orElseThrow();
  }

  private static double[] every(double[] values, int size, int j) {
    return column(values.length / size, g -> values[g * size + j]);
  }

  /** Four standard errors of the average of products of normals with these variances. */
  private static org.assertj.core.data.Offset<Double> fourErrors(double varA, double varB, int n) {
    return within(4 * Math.sqrt(2 * varA * varB / n));
  }

  @Test
  void drawsEffectsWithTheirCovarianceAndErrorsWithTheirVariance() {
    Problem problem = Problem.of("y = {a}+{U[id]}+({b}+{W[id]})*t, covariance(U W, unstructured)");
    double[] psi = {4, -1.5, -1.5, 1};
    Draw draw = problem.draw(new TrueParameters(new double[] {10, 2}, List.of(psi), 0.5));
    double[] u = every(draw.randomEffects(), 2, 0);
    double[] w = every(draw.randomEffects(), 2, 1);
    assertThat(product(u, u)).isCloseTo(4, fourErrors(4, 4, GROUPS));
    assertThat(product(u, w)).isCloseTo(-1.5, fourErrors(4, 1, GROUPS));
    assertThat(product(w, w)).isCloseTo(1, fourErrors(1, 1, GROUPS));
    assertThat(draw.mean()[5]).isCloseTo(10 + u[1] + (2 + w[1]) * 2, within(1e-12));
    double[] e = errors(draw, 2);
    assertThat(product(e, e)).isCloseTo(0.25, fourErrors(0.25, 0.25, GROUPS));
    assertThat(product(e, errors(draw, 1))).isCloseTo(0, fourErrors(0.25, 0.25, GROUPS));
  }

  @Test
  void drawsNestedLevels() {
    Problem problem = Problem.of("y = {a}+{R[region]}+{U[region>id]}");
    TrueParameters truth =
        new TrueParameters(new double[] {1}, List.of(new double[] {9}, new double[] {1}), 0);
    Draw draw = problem.draw(truth);
    int regions = GROUPS / 10;
    assertThat(draw.randomEffects()).hasSize(regions + GROUPS);
    double[] region = Arrays.copyOf(draw.randomEffects(), regions);
    double[] id = Arrays.copyOfRange(draw.randomEffects(), regions, regions + GROUPS);
    assertThat(product(region, region)).isCloseTo(9, fourErrors(9, 9, regions));
    assertThat(product(id, id)).isCloseTo(1, fourErrors(1, 1, GROUPS));
    int row = 123 * ROWS + 1;
    assertThat(draw.response()[row]).isCloseTo(1 + region[12] + id[123], within(1e-12));
  }

  @Test
  void drawsErrorsThatGrowWithTheConditionalMean() {
    Problem problem = Problem.of("y = {a}*t+{U[id]}, resvariance(power _yhat, noconstant)");
    double[] delta = {0.7};
    Draw draw =
        problem.draw(new TrueParameters(new double[] {10}, List.of(new double[] {1}), 0.3, delta));
    double[] standardised =
        column(
            GROUPS * ROWS,
            i ->
                (draw.response()[i] - draw.mean()[i])
                    / (0.3 * Math.pow(Math.abs(draw.mean()[i]), 0.7)));
    assertThat(product(standardised, standardised)).isCloseTo(1, fourErrors(1, 1, GROUPS * ROWS));
    assertThat(product(errors(draw, 3), errors(draw, 3)))
        .isGreaterThan(3 * product(errors(draw, 0), errors(draw, 0)));
  }

  /** corr(t, s) = rho^|t - s|: .6 between times 1 and 2, .36 between 2 and 4. */
  @Test
  void drawsAMarkovChainOverUnequalTimes() {
    Problem problem = Problem.of("y = {a}+{U[id]}, rescorrelation(ctar1, t(t))");
    double[] delta = delta(problem, 0.6);
    Draw draw = problem.draw(truth(delta));
    assertThat(product(errors(draw, 0), errors(draw, 1))).isCloseTo(0.6, fourErrors(1, 1, GROUPS));
    assertThat(product(errors(draw, 1), errors(draw, 2))).isCloseTo(0.36, fourErrors(1, 1, GROUPS));
    assertThat(product(errors(draw, 0), errors(draw, 3)))
        .isCloseTo(Math.pow(0.6, 4), fourErrors(1, 1, GROUPS));
    assertThat(product(errors(draw, 3), errors(draw, 3))).isCloseTo(1, fourErrors(1, 1, GROUPS));
  }

  @Test
  void drawsADenseCorrelation() {
    Problem problem = Problem.of("y = {a}+{U[id]}, rescorrelation(exchangeable)");
    double[] delta = delta(problem, 0.4);
    Draw draw = problem.draw(truth(delta));
    assertThat(product(errors(draw, 0), errors(draw, 3))).isCloseTo(0.4, fourErrors(1, 1, GROUPS));
    assertThat(product(errors(draw, 1), errors(draw, 2))).isCloseTo(0.4, fourErrors(1, 1, GROUPS));
    assertThat(product(errors(draw, 2), errors(draw, 2))).isCloseTo(1, fourErrors(1, 1, GROUPS));
  }

  @Test
  void drawsABandedCorrelation() {
    Problem problem = Problem.of("y = {a}+{U[id]}, rescorrelation(ma 1, t(t))");
    double[] delta = delta(problem, 0.4);
    Draw draw = problem.draw(truth(delta));
    double neighbours = 0.4 / (1 + 0.4 * 0.4);
    assertThat(product(errors(draw, 0), errors(draw, 1)))
        .isCloseTo(neighbours, fourErrors(1, 1, GROUPS));
    assertThat(product(errors(draw, 1), errors(draw, 2))).isCloseTo(0, fourErrors(1, 1, GROUPS));
  }

  private static TrueParameters truth(double[] delta) {
    return new TrueParameters(new double[] {3}, List.of(new double[] {1}), 1, delta);
  }

  /** The unconstrained value at which the last natural parameter is the given one, by bisection. */
  private static double[] delta(Problem problem, double natural) {
    double low = -10;
    double high = 10;
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if ((natural(problem, middle) < natural) == (natural(problem, 10) > natural(problem, -10))) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new double[] {low};
  }

  private static double natural(Problem problem, double delta) {
    double[] inputs = {delta, 0};
    double[] out =
        new dev.menlo.engine.program.Interpreter(problem.model().residual().natural())
            .evaluate(
                dev.menlo.engine.program.Interpreter.Row.ofResidual(
                    new double[0], new double[0], Double.NaN, inputs));
    int parameter =
        IntStream.range(0, out.length)
            .filter(i -> !problem.model().residual().parameters().get(i).name().startsWith("var"))
            .findFirst()
            .orElseThrow();
    return out[parameter];
  }

  @Test
  void isAFunctionOfTheKeyAlone() {
    Problem problem = Problem.of("y = {a}+{U[id]}+{b}*t");
    Simulation simulation =
        problem.simulation(
            new TrueParameters(new double[] {10, 2}, List.of(new double[] {4}), 0.5));
    List<double[]> forward =
        IntStream.range(0, 6)
            .mapToObj(r -> simulation.draw(new ReplicateKey(9, 0, r)).response())
            .toList();
    List<double[]> together =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(r -> simulation.draw(new ReplicateKey(9, 0, 5 - r)).response())
            .toList();
    for (int r = 0; r < 6; r++) {
      assertThat(together.get(5 - r)).containsExactly(forward.get(r));
    }
    assertThat(forward.get(1)).isNotEqualTo(forward.get(0));
  }

  @Test
  void recursionsBeginAnewInEveryGroup() {
    Problem problem = Problem.of("y = {c}+{U[id]}+{r}*L._yhat, tsorder(t) tsinit({y:} = {s})");
    double[] beta = new double[3];
    List<String> names = problem.model().fixedEffects().stream().map(f -> f.name()).toList();
    beta[names.indexOf("c")] = 1;
    beta[names.indexOf("r")] = 0.5;
    beta[names.indexOf("s")] = 8;
    Draw draw = problem.draw(new TrueParameters(beta, List.of(new double[] {0}), 0));
    assertThat(Arrays.copyOf(draw.mean(), 8)).containsExactly(8, 5, 3.5, 2.75, 8, 5, 3.5, 2.75);
  }

  @Test
  void drawsWithoutRandomEffectsAndPutsResponsesBackInFileOrder() {
    Dataset shuffled =
        Dataset.builder()
            .column("id", 2, 1, 2, 1)
            .column("x", 20, 10, 21, Double.NaN)
            .column("y", 1, 2, 3, 4)
            .build();
    Problem none = Problem.of("y = {b}*x", shuffled);
    TrueParameters exact = new TrueParameters(new double[] {2}, List.of(), 0);
    assertThat(none.draw(exact).response()).containsExactly(40, 20, 42);
    Problem grouped = Problem.of("y = {b}*x+{U[id]}", shuffled);
    Dataset drawn =
        grouped
            .simulation(new TrueParameters(new double[] {2}, List.of(new double[] {0}), 0))
            .dataset(shuffled, grouped.bound(), "y", KEY);
    assertThat(drawn.numbers("y")).containsExactly(40, 20, 42, Double.NaN);
  }

  @Test
  void leavesRowsOutsideTheLikelihoodWithoutResponse() {
    ModelSpec spec = Problem.of("y = {b}*t").model().spec();
    Design design =
        new Design(
            new int[][] {{0, 3}}, new double[][] {{1, 2, 3}}, new boolean[] {true, false, true});
    Draw draw =
        new Simulation(spec, design, new TrueParameters(new double[] {2}, List.of(), 0)).draw(KEY);
    assertThat(draw.response()).containsExactly(2, Double.NaN, 6);
    assertThat(draw.mean()).containsExactly(2, 4, 6);
  }

  @Test
  void refusesWhatIsNoCovariance() {
    Problem problem = Problem.of("y = {a}+{U[id]}+({b}+{W[id]})*t");
    double[] beta = {1, 2};
    for (double[] psi : new double[][] {{1, 2, 2, 1}, {1, .5, .4, 1}, {-1, 0, 0, 1}}) {
      TrueParameters wrong = new TrueParameters(beta, List.of(psi), 1);
      assertThatThrownBy(() -> problem.simulation(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("psi of level 1");
    }
    TrueParameters singular = new TrueParameters(beta, List.of(new double[] {1, 2, 2, 4}), 1);
    Draw draw = problem.draw(singular);
    assertThat(draw.randomEffects()[1]).isCloseTo(2 * draw.randomEffects()[0], within(1e-12));
  }

  @Test
  void refusesWrongSizes() {
    Problem problem = Problem.of("y = {a}+{U[id]}");
    TrueParameters wrong = new TrueParameters(new double[] {1, 2}, List.of(new double[] {1}), 1);
    assertThatThrownBy(() -> problem.simulation(wrong))
        .hasMessage("beta has 2 entries; the model needs 1");
  }
}
