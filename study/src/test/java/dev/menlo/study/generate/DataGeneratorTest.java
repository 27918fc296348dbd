package dev.menlo.study.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.data.Dataset;
import dev.menlo.study.Studies;
import dev.menlo.study.StudyException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataGeneratorTest {
  private static DataGenerator of(String design) {
    return new DataGenerator(
        Studies.of(
                """
                data:
                  model: "y = {b}+{U[id]}+{c}*x"
                  parameters: {b: 10, c: 1, var(U): 1, var(Residual): 0.04}
                  design:
                """
                    + design.indent(4),
                "estimands: [b]")
            .scenario(1));
  }

  @Test
  void laysOutNestedGroups() {
    Dataset data =
        of("groups: {clinic: 2, id: [2, 3]}\nrows: [4, 1]\nvariables: {x: [0, 1, 2]}").dataset(1);
    assertThat(data.numbers("clinic")).containsExactly(1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2);
    assertThat(data.numbers("id")).containsExactly(1, 1, 1, 1, 2, 3, 3, 3, 3, 4, 5, 5, 5, 5);
    assertThat(Arrays.copyOf(data.numbers("x"), 6)).containsExactly(0, 1, 2, 0, 0, 0);
  }

  @Test
  void aFixedDesignIsSharedAndItsResponsesDiffer() {
    DataGenerator generator = of("groups: {id: 3}\nrows: 4\nvariables: {x: [0, 1]}");
    assertThat(generator.fixedDesign()).isTrue();
    assertThat(generator.dataset(1).numbers("y")).isEqualTo(generator.response(1));
    assertThat(generator.response(2)).isNotEqualTo(generator.response(1));
  }

  @Test
  void drawsCovariatesByGroupAndByRowAnewOrOnce() {
    String design =
        "groups: {id: 50}\nrows: 4\n"
            + "variables: {x: {normal: [5, 2], by: id}, t: {uniform: [0, 1], sort: true}}\n";
    DataGenerator anew = of(design);
    DataGenerator once = of(design + "draw: once\n");
    assertThat(anew.fixedDesign()).isFalse();
    assertThat(once.fixedDesign()).isTrue();
    assertThat(anew.dataset(1).numbers("x")).isNotEqualTo(anew.dataset(2).numbers("x"));
    assertThat(once.dataset(1).numbers("x")).isEqualTo(once.dataset(2).numbers("x"));
    double[] x = anew.dataset(1).numbers("x");
    double[] t = anew.dataset(1).numbers("t");
    assertThat(x[4]).isEqualTo(x[7]).isNotEqualTo(x[8]);
    assertThat(t[4]).isLessThan(t[5]);
    assertThat(Arrays.stream(x).average().orElseThrow())
        .isCloseTo(5, within(4 * 2 / Math.sqrt(50)));
  }

  @Test
  void groupsDropOutForGoodAndRowsAreMissingOneByOne() {
    DataGenerator generator =
        of("groups: {id: 400}\nrows: 6\nvariables: {x: [0, 1]}\ndropout: 0.2\nmissing: 0.1");
    Dataset data = generator.dataset(1);
    double[] y = data.numbers("y");
    double[] id = data.numbers("id");
    Map<Double, Integer> last = new HashMap<>();
    int first = 0;
    for (int i = 0; i < y.length; i++) {
      if (!Double.isNaN(y[i])) {
        last.put(id[i], i);
        first += i % 6 == 0 ? 1 : 0;
      }
    }
    // The first row is missing with probability .1; the last is there with .9 x .8^5 = .295.
    assertThat(first / 400.0).isCloseTo(0.9, within(4 * Math.sqrt(0.09 / 400)));
    double whole = last.values().stream().filter(i -> i % 6 == 5).count() / 400.0;
    assertThat(whole).isCloseTo(0.295, within(4 * Math.sqrt(0.295 * 0.705 / 400)));
  }

  @Test
  void drawsNumbersOfGroupsAndRows() {
    Dataset data =
        of("groups: {id: 200}\nrows: {least: 2, most: 4}\nvariables: {x: [0, 1, 2, 3]}").dataset(3);
    assertThat(data.rows() / 200.0).isCloseTo(3, within(4 * Math.sqrt(2.0 / 3 / 200)));
  }

  @Test
  void saysWhichParameterIsMissing() {
    assertThatThrownBy(
            () ->
                new DataGenerator(
                    Studies.of(
                            "data: {model: \"y = {b}+{U[id]}\", parameters: {b: 1}, design:"
                                + " {groups: {id: 3}, rows: 3}}")
                        .scenario(1)))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining("no value is given for var(U), var(Residual)");
  }
}
