package dev.menlo.study.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.study.Studies;
import dev.menlo.study.StudyException;
import dev.menlo.study.definition.StudySource;
import dev.menlo.study.run.RunOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PowerSearchTest {
  /**
   * The mean of n groups of 4 rows with variance 1 between and 1 within has variance (1 + 1/4) / n:
   * to tell .5 from 0 with power .8 takes n = 1.25 (1.96 + .84)^2 / .25 = 39 groups, and a few more
   * or less since the variance is estimated.
   */
  private static final String TEXT =
      Studies.text(
          """
          data:
            model: "y = {b}+{U[id]}"
            parameters: {b: 0.5, var(U): 1, var(Residual): 1}
            design: {groups: {id: "${n}"}, rows: 4}
          """,
          "methods: {ml: {}}",
          "estimands: [b]",
          "replicates: 200");

  private static PowerSearch search(PowerSearch.Question question, List<PowerSearch.Step> told) {
    return new PowerSearch(
        new StudySource("power.yaml", TEXT, Map.of()), question, RunOptions.threads(2), told::add);
  }

  @Test
  void findsTheSizeThatAFormulaGives() {
    List<PowerSearch.Step> told = new ArrayList<>();
    PowerSearch search = search(new PowerSearch.Question("n", 10, 100, "b", "", 0.8), told);
    PowerSearch.Step found = search.run();
    assertThat(found.size()).isBetween(28, 48);
    assertThat(found.power()).isGreaterThanOrEqualTo(0.8);
    assertThat(search.steps().get(found.size() - 1).power()).isLessThan(0.8);
    assertThat(found.mcse())
        .isCloseTo(Math.sqrt(found.power() * (1 - found.power()) / 200), within(1e-12));
    assertThat(told).hasSize(search.steps().size()).extracting("size").startsWith(10, 20);
  }

  @Test
  void saysWhenTheLargestSizeIsTooSmall() {
    PowerSearch search =
        search(new PowerSearch.Question("n", 4, 6, "b", "ml", 0.8), new ArrayList<>());
    assertThat(search.run()).isNull();
    assertThat(search.steps().keySet()).containsExactly(4, 6);
  }

  @Test
  void refusesAnEstimandWithoutANullValue() {
    assertThatThrownBy(
            () ->
                search(new PowerSearch.Question("n", 4, 6, "c", "", 0.8), new ArrayList<>()).run())
        .isInstanceOf(StudyException.class)
        .hasMessageContaining("there is no power of c by ml");
    assertThatThrownBy(() -> new PowerSearch.Question("n", 4, 6, "b", "", 1.2))
        .isInstanceOf(StudyException.class);
  }
}
