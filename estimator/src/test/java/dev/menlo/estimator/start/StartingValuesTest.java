package dev.menlo.estimator.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.menlo.engine.Backends;
import dev.menlo.engine.Design;
import dev.menlo.estimator.data.Binding;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.data.DatasetSchema;
import dev.menlo.estimator.data.Sample;
import dev.menlo.estimator.simulate.RandomStream;
import dev.menlo.estimator.simulate.ReplicateKey;
import dev.menlo.model.FixedEffect;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import dev.menlo.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartingValuesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final String LOGISTIC = "circumf = ({b1}+{U1[tree]})/(1+exp(-(age-{b2})/{b3}))";

  /** A model bound to data, and the starting values that are found for it. */
  private record Problem(LoweredModel model, BoundData bound) {
    static Problem of(Model model, Dataset data) {
      Sample sample = Sample.all(data);
      DatasetSchema schema = new DatasetSchema(data, sample.rows());
      LoweredModel lowered = model.lower(schema);
      return new Problem(lowered, Binding.bind(lowered, sample, schema));
    }

    static Problem example(String file) throws IOException {
      ModelFile model = ModelFile.read(EXAMPLES.resolve(file));
      String data = model.options().get("data").text();
      return of(model.model(), Dataset.readCsv(EXAMPLES.resolve(data)));
    }

    static Problem orange(String model) {
      return of(Model.parse(model), orange());
    }

    static Dataset orange() {
      return Dataset.readCsv(EXAMPLES.resolve("data/orange.csv"));
    }

    /** The optima, best first. */
    List<Map<String, Double>> optima(String backend, double... given) {
      double[] known = new double[model.fixedEffects().size()];
      Arrays.fill(known, Double.NaN);
      System.arraycopy(given, 0, known, 0, given.length);
      return new StartingValues(Backends.named(backend), model.spec())
          .find(bound.design(), bound.response(), known, slopes(), 4).stream()
              .map(this::named)
              .toList();
    }

    Map<String, Double> best() {
      return optima("cpu").get(0);
    }

    private boolean[] slopes() {
      boolean[] slope = new boolean[model.fixedEffects().size()];
      for (int k = 0; k < slope.length; k++) {
        FixedEffect effect = model.fixedEffects().get(k);
        slope[k] = !effect.equation().isEmpty() && !effect.term().equals("_cons");
      }
      return slope;
    }

    private Map<String, Double> named(double[] beta) {
      Map<String, Double> named = new LinkedHashMap<>();
      for (int k = 0; k < beta.length; k++) {
        named.put(model.fixedEffects().get(k).name(), beta[k]);
      }
      return named;
    }
  }

  /** As R's nls with SSlogis prints it for the orange trees: 192.7, 728.8, 353.5. */
  @ParameterizedTest
  @ValueSource(strings = {"cpu", "cpu-reference"})
  void findsTheNonlinearLeastSquaresFit(String backend) {
    Map<String, Double> start = Problem.orange(LOGISTIC).optima(backend).get(0);
    assertThat(start.get("b1")).isCloseTo(192.7, within(0.05));
    assertThat(start.get("b2")).isCloseTo(728.8, within(0.05));
    assertThat(start.get("b3")).isCloseTo(353.5, within(0.05));
  }

  /** One of the optima lies near the mixed-effects fit; mirror images may come before it. */
  @ParameterizedTest
  @CsvSource({
    "orange.yaml, b1 191.0 b2 722.6 b3 344.2",
    "orange-3i.yaml, b1 191.1 b2 722.7 b3 345.3",
    "soybean.yaml, b1 19.25 b2 55.02 b3 8.403",
    "soybean-factors.yaml, phi1:_cons 17.47 phi1:1989.year -8.67 phi2:_cons 52.01 phi3:_cons 7.59",
    "theoph.yaml, b0 -3.227 b1 .4656 b2 -2.455",
    "ces.yaml, b0 3.493 delta0 .302 rho 1.248",
    "ovary.yaml, a 12.16 b -3.166 w .9286 c -1.633"
  })
  void findsAStartNearTheFitOfEveryExample(String file, String estimates) throws IOException {
    List<Map<String, Double>> optima = Problem.example(file).optima("cpu");
    assertThat(optima).anySatisfy(start -> assertNear(start, estimates.split(" ")));
  }

  private static void assertNear(Map<String, Double> start, String[] words) {
    for (int i = 0; i < words.length; i += 2) {
      assertThat(start.get(words[i]))
          .as(words[i])
          .isCloseTo(Double.parseDouble(words[i + 1]), withinPercentage(20));
    }
  }

  @Test
  void holdsWhatIsGiven() {
    Map<String, Double> start =
        Problem.orange(LOGISTIC).optima("cpu", Double.NaN, 700, Double.NaN).get(0);
    assertThat(start.get("b2")).isEqualTo(700);
    assertThat(start.get("b1")).isBetween(150.0, 230.0);
    assertThat(start.get("b3")).isBetween(250.0, 450.0);
  }

  @Test
  void followsTheUnitsOfTheData() {
    Dataset orange = Problem.orange();
    Dataset scaled =
        orange
            .with("age", times(orange.numbers("age"), 1e-3))
            .with("circumf", times(orange.numbers("circumf"), 1e6));
    Map<String, Double> start = Problem.of(Model.parse(LOGISTIC), scaled).best();
    assertThat(start.get("b1")).isCloseTo(192.7e6, withinPercentage(0.1));
    assertThat(start.get("b2")).isCloseTo(0.7288, withinPercentage(0.1));
    assertThat(start.get("b3")).isCloseTo(0.3535, withinPercentage(0.1));
  }

  private static double[] times(double[] values, double factor) {
    return Arrays.stream(values).map(v -> v * factor).toArray();
  }

  @Test
  void findsACurveThatFalls() {
    Dataset orange = Problem.orange();
    double[] falling = Arrays.stream(orange.numbers("circumf")).map(y -> 230 - y).toArray();
    Map<String, Double> start =
        Problem.of(Model.parse(LOGISTIC), orange.with("circumf", falling)).best();
    assertThat(start.get("b3")).isNegative();
  }

  @Test
  void solvesALinearModelExactly() {
    Dataset line =
        Dataset.builder()
            .column("x", 0, 1, 2, 3, 4, 5)
            .column("y", 1, 3, 5, 7, 9, 12)
            .column("id", 1, 1, 2, 2, 3, 3)
            .build();
    Map<String, Double> start = Problem.of(Model.parse("y = {a}+{U[id]}+{b}*x"), line).best();
    assertThat(start.get("b")).isCloseTo(15 / 7.0, within(1e-6));
    assertThat(start.get("a")).isCloseTo(37 / 6.0 - 2.5 * 15 / 7.0, within(1e-6));
  }

  @Test
  void survivesAFactorOfRandomEffects() {
    Map<String, Double> start =
        Problem.orange("circumf = ({b1}+{s}*{U1[tree]})/(1+exp(-(age-{b2})/{b3}))").best();
    assertThat(start.get("s")).isNotZero();
    assertThat(start.get("b1")).isCloseTo(192.7, within(0.05));
  }

  @Test
  void survivesAliasedParameters() {
    Map<String, Double> start =
        Problem.orange("circumf = ({b1}+{b4}+{U1[tree]})/(1+exp(-(age-{b2})/{b3}))").best();
    assertThat(start.get("b1") + start.get("b4")).isCloseTo(192.7, within(0.05));
  }

  @Test
  void runsRecursionsGroupByGroup() {
    Map<String, Double> start =
        Problem.orange(
                "circumf = {c}+{U[tree]}+{r}*L._yhat, tsorder(age) tsinit({circumf:} = {start})")
            .best();
    assertThat(start.get("start")).isBetween(20.0, 45.0);
    assertThat(start.get("r")).isBetween(0.5, 1.2);
  }

  @Test
  void passesOverRowsWithoutAResponse() {
    Dataset orange = Problem.orange();
    double[] holes = orange.numbers("circumf").clone();
    holes[3] = Double.NaN;
    holes[20] = Double.NaN;
    String recursion =
        "circumf = {c}+{U[tree]}+{r}*L._yhat, tsorder(age) tsinit({circumf:} = {start}) tsmissing";
    Problem problem = Problem.of(Model.parse(recursion), orange.with("circumf", holes));
    assertThat(problem.bound().design().allInLikelihood()).isFalse();
    assertThat(problem.best().get("start")).isBetween(20.0, 45.0);
  }

  @Test
  void findsNothingWhereNoMeanIsFinite() {
    assertThat(Problem.orange("circumf = {b1}*ln(-1-age^2)+{U1[tree]}").optima("cpu")).isEmpty();
  }

  /** 6,000 groups measured at the same ten times: a sample must not meet one time only. */
  @Test
  void samplesManyRowsAcrossTheirPattern() {
    RandomStream normals = new ReplicateKey(20171991, 0, 0).stream(0);
    double[] time = new double[60_000];
    double[] y = new double[time.length];
    double[] id = new double[time.length];
    for (int i = 0; i < time.length; i++) {
      time[i] = 12 * (i % 10) / 9.0;
      id[i] = i / 10;
      y[i] = 5 / (1 + StrictMath.exp(-(time[i] - 6) / 1.5)) + 0.2 * normals.nextNormal();
    }
    Dataset data = Dataset.builder().column("id", id).column("t", time).column("y", y).build();
    Problem problem = Problem.of(Model.parse("y = ({b1}+{U[id]})/(1+exp(-(t-{b2})/{b3}))"), data);
    Map<String, Double> start = problem.best();
    assertThat(start.get("b1")).isCloseTo(5, within(0.1));
    assertThat(start.get("b2")).isCloseTo(6, within(0.1));
    assertThat(start.get("b3")).isCloseTo(1.5, within(0.1));
  }

  @Test
  void leavesTheDesignAlone() {
    Problem problem = Problem.orange(LOGISTIC);
    Design design = problem.bound().design();
    List<double[]> before = new ArrayList<>();
    for (int c = 0; c < design.covariates(); c++) {
      before.add(design.covariate(c).clone());
    }
    double[] response = problem.bound().response().clone();
    problem.best();
    assertThat(problem.bound().response()).containsExactly(response);
    for (int c = 0; c < design.covariates(); c++) {
      assertThat(design.covariate(c)).containsExactly(before.get(c));
    }
  }
}
