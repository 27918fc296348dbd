package dev.menlo.estimator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.engine.Design;
import dev.menlo.estimator.GroupSummary;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import org.junit.jupiter.api.Test;

class BindingTest {
  private static final double NA = Double.NaN;

  private static BoundData bind(String model, Dataset data) {
    return bind(model, data, Sample.all(data));
  }

  private static BoundData bind(String model, Dataset data, Sample sample) {
    LoweredModel rough = Model.parse(model).lower(new DatasetSchema(data, sample.rows()));
    DatasetSchema schema = new DatasetSchema(data, sample.complete(rough).rows());
    return Binding.bind(Model.parse(model).lower(schema), sample, schema);
  }

  private static void assertProblem(String model, Dataset data, String... parts) {
    assertThatThrownBy(() -> bind(model, data))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(parts);
  }

  /** Ids 10 and 2 in file order; y counts the rows of the file. */
  private static Dataset.Builder small() {
    return Dataset.builder()
        .column("id", 10, 2, 10, 2, 2)
        .column("x", 5, 4, 3, 2, 1)
        .column("y", 1, 2, 3, 4, 5);
  }

  @Test
  void sortsRowsByGroupAndKeepsFileOrderWithin() {
    BoundData bound = bind("y = {a}+{U[id]}+{b}*x", small().build());
    assertThat(bound.rows()).containsExactly(1, 3, 4, 0, 2);
    assertThat(bound.response()).containsExactly(2, 4, 5, 1, 3);
    assertThat(bound.design().covariate(0)).containsExactly(4, 2, 1, 5, 3);
    assertThat(bound.design().start(0)).containsExactly(0, 2);
    assertThat(bound.design().start(1)).containsExactly(0, 3, 5);
    assertThat(bound.labels().get(0)).containsExactly("2", "10");
    assertThat(bound.groups()).containsExactly(new GroupSummary("id", 2, 2, 2.5, 3));
    assertThat(bound.line(0)).isEqualTo(3);
  }

  @Test
  void ordersTextGroupsAlphabetically() {
    Dataset data = small().column("who", "b", "a", "b", "a", "a").build();
    BoundData bound = bind("y = {a}+{U[who]}", data);
    assertThat(bound.labels().get(0)).containsExactly("a", "b");
    assertThat(bound.rows()).containsExactly(1, 3, 4, 0, 2);
  }

  /** State 1 of region 1 is not state 1 of region 2. */
  @Test
  void identifiesNestedGroupsByTheirWholePath() {
    Dataset data =
        Dataset.builder()
            .column("region", 2, 1, 2, 1, 1, 2)
            .column("state", 1, 1, 1, 2, 1, 3)
            .column("y", 1, 2, 3, 4, 5, 6)
            .build();
    BoundData bound = bind("y = {a}+{R[region]}+{S[region>state]}", data);
    Design design = bound.design();
    assertThat(design.start(0)).containsExactly(0, 2);
    assertThat(design.start(1)).containsExactly(0, 2, 4);
    assertThat(design.start(2)).containsExactly(0, 2, 3, 5, 6);
    assertThat(bound.response()).containsExactly(2, 5, 4, 1, 3, 6);
    assertThat(bound.labels().get(1)).containsExactly("1>1", "1>2", "2>1", "2>3");
    assertThat(bound.groups().get(1)).isEqualTo(new GroupSummary("region>state", 4, 1, 1.5, 2));
  }

  @Test
  void dropsAndCountsRowsWithMissingValues() {
    Dataset data =
        Dataset.builder()
            .column("id", 1, 1, 1, 2, 2, NA, 2)
            .column("x", 1, NA, 3, 4, NA, 6, 7)
            .column("unused", NA, NA, NA, NA, NA, NA, NA)
            .column("y", 1, 2, 3, NA, NA, 6, 8)
            .build();
    BoundData bound = bind("y = {a}+{U[id]}+{b}*x", data);
    assertThat(bound.response()).containsExactly(1, 3, 8);
    assertThat(bound.dropped()).isEqualTo(4);
    assertThat(bound.excluded()).isZero();
    assertThat(bound.missing()).contains("y in 2", "id in 1", "x in 2").doesNotContain("unused");
  }

  @Test
  void keepsWhatTheConditionKeeps() {
    Dataset data = small().column("who", "b", "a", "b", "a", null).build();
    Sample sample = Sample.where(data, Condition.of("x > 1 & (who == \"a\" | who == \"b\")", data));
    BoundData bound = bind("y = {a}+{U[id]}", data, sample);
    assertThat(bound.response()).containsExactly(2, 4, 1, 3);
    assertThat(bound.excluded()).isEqualTo(1);
    assertThat(Sample.where(data, Condition.of("who == \"a\"", data)).rows()).containsExactly(1, 3);
    assertThat(Sample.where(data, Condition.of("y", data)).rows()).hasSize(5);
  }

  @Test
  void codesFactorsOverTheSample() {
    Dataset data =
        Dataset.builder()
            .column("f", "b", "a", "c", "a", "b", "c")
            .column("y", 1, 2, 3, 4, 6, 5)
            .build();
    Sample sample = Sample.where(data, Condition.of("y < 6 & f != \"c\"", data));
    BoundData bound = bind("y = {xb: i.f}", data, sample);
    assertThat(bound.design().covariates()).isEqualTo(1);
    assertThat(bound.design().covariate(0)).containsExactly(1, 0, 0);
  }

  @Test
  void lagsWithinGroupsInTheGivenOrder() {
    Dataset data =
        Dataset.builder()
            .column("id", 1, 1, 2, 1, 2)
            .column("t", 2, 1, 1, 3, 2)
            .column("x", 20, 10, 100, 30, 200)
            .column("y", 2, 1, 4, 3, 6)
            .build();
    BoundData bound = bind("y = {a}+{U[id]}+{b}*L.x, tsorder(t)", data);
    assertThat(bound.response()).containsExactly(2, 3, 6);
    assertThat(bound.design().covariate(0)).containsExactly(10, 20, 100);
    assertThat(bound.dropped()).isEqualTo(2);
  }

  @Test
  void hashesWhatIsBoundAndNothingElse() {
    String model = "y = {a}+{U[id]}+{b}*x";
    String hash = DataHash.of(bind(model, small().build()));
    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(
            DataHash.of(
                bind(model, small().source("elsewhere").column("z", 1, 2, 3, 4, 5).build())))
        .isEqualTo(hash);
    assertThat(DataHash.of(bind(model, small().column("y", 1, 2, 3, 4, 5.5).build())))
        .isNotEqualTo(hash);
    assertThat(DataHash.of(bind(model, small().column("x", 5, 4, 3, 2, 0).build())))
        .isNotEqualTo(hash);
    assertThat(DataHash.of(bind(model, small().column("id", 2, 2, 10, 2, 2).build())))
        .isNotEqualTo(hash);
  }

  @Test
  void columnsOfSortedDataAreThoseOfTheDataSet() {
    Dataset data =
        Dataset.builder().column("id", 2, 2, 10).column("x", 5, 4, 3).column("y", 1, 2, 3).build();
    BoundData bound = bind("y = {a}+{U[id]}+{b}*x", data);
    assertThat(bound.rows()).containsExactly(0, 1, 2);
    assertThat(bound.response()).isSameAs(data.numbers("y"));
    assertThat(bound.design().covariate(0)).isSameAs(data.numbers("x"));
    assertThat(bound.labels().get(0)).containsExactly("2", "10");
    assertThat(bind("y = {xb: c.x#c.x, noconstant}", data).design().covariate(0))
        .containsExactly(25, 16, 9);
    assertThat(data.numbers("x")).containsExactly(5, 4, 3);
  }

  @Test
  void refusesDataThatCannotCarryTheModel() {
    Dataset data = small().build();
    assertProblem("y = {a}+{b}*x+{c}*x^2+{d}*x^3+{e}*x^4", data, "5 observations", "5 fixed");
    assertProblem("y = {a}+{b}*x", data.with("y", new double[] {7, 7, 7, 7, 7}), "7", "every row");
    assertProblem(
        "y = {a}+{b}*x", data.with("y", new double[] {NA, NA, NA, NA, NA}), "no row is left");
  }

  @Test
  void refusesWhatTheErrorsCannotUse() {
    Dataset data = small().column("t", 1, 1, 2, 2, 2.5).build();
    String ar = "y = {a}+{U[id]}, rescorrelation(ar 1, t(t))";
    assertProblem(ar, data, "line 6", "t must be an integer", "2.5");
    Dataset repeated = data.with("t", new double[] {1, 1, 2, 2, 2});
    assertProblem(ar, repeated, "line 6", "t must not repeat", "2");
    Dataset by = data.with("t", new double[] {1, 1, 2, 2, 3});
    assertProblem(
        "y = {a}+{U[id]}, rescorrelation(ar 1, t(t) by(x))",
        by,
        "x must be constant within groups");
  }

  @Test
  void refusesColumnsOfUnequalLength() {
    assertThatThrownBy(() -> Dataset.builder().column("x", 1, 2).column("y", 1, 2, 3).build())
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("column y", "3 rows", "2");
  }
}
