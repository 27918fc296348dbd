package dev.menlo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Factor variables: which cells get a coefficient, and what it multiplies. */
class FactorVariablesTest {
  private static final Table DATA =
      new Table()
          .with("y", "1 2 3 4 5 6")
          .with("x", "1 2 3 4 5 6")
          .with("z", "2 2 3 3 4 4")
          .with("f", "1 2 3 1 2 1")
          .with("g", "0 0 0 1 1 1")
          .with("region", "East West North East West North")
          .with("id", "1 1 1 1 1 1");

  private static LoweredModel lower(String terms) {
    return Model.parse("y = {xb: " + terms + "}").lower(DATA);
  }

  private static List<String> terms(String text) {
    return lower(text).fixedEffects().stream().map(FixedEffect::term).toList();
  }

  @Test
  void columnsAndConstant() {
    assertThat(terms("x z")).containsExactly("x", "z", "_cons");
    assertThat(terms("x z, noconstant")).containsExactly("x", "z");
    assertThat(terms("x, xb")).containsExactly("x", "_cons");
  }

  @Test
  void baseLevels() {
    assertThat(terms("x i.f")).containsExactly("x", "2.f", "3.f", "_cons");
    assertThat(terms("x ib3.f")).containsExactly("x", "1.f", "2.f", "_cons");
    assertThat(terms("x ib(last).f")).containsExactly("x", "1.f", "2.f", "_cons");
    assertThat(terms("x ibn.f, noconstant")).containsExactly("x", "1.f", "2.f", "3.f");
    assertThat(terms("i.region x")).containsExactly("North.region", "West.region", "x", "_cons");
    assertThat(lower("x ib3.f").notes()).containsExactly("xb: the base level of f is 3");
  }

  @Test
  void oneLevel() {
    assertThat(terms("x 2.f")).containsExactly("x", "2.f", "_cons");
  }

  @Test
  void interactionsLeaveOutEmptyCells() {
    LoweredModel model = lower("i.f##i.g");

    assertThat(model.fixedEffects())
        .extracting(FixedEffect::term)
        .containsExactly("2.f", "3.f", "1.g", "2.f#1.g", "_cons");
    assertThat(model.notes()).contains("xb: 3.f#1.g is omitted: the data have no such cell");
  }

  @Test
  void interactionsWithoutMainEffectsKeepAllCellsButOne() {
    assertThat(terms("i.f#i.g"))
        .containsExactly("1.f#1.g", "2.f#0.g", "2.f#1.g", "3.f#0.g", "_cons");
    assertThat(terms("f#g")).isEqualTo(terms("i.f#i.g"));
    assertThat(terms("i.f i.f#i.g")).containsExactly("2.f", "3.f", "1.f#1.g", "2.f#1.g", "_cons");
  }

  @Test
  void interactionsWithColumns() {
    assertThat(terms("i.g#c.x")).containsExactly("0.g#c.x", "1.g#c.x", "_cons");
    assertThat(terms("i.g##c.x")).containsExactly("1.g", "x", "1.g#c.x", "_cons");
    assertThat(terms("i.f#c.x i.g#c.x"))
        .containsExactly("1.f#c.x", "2.f#c.x", "3.f#c.x", "1.g#c.x", "_cons");
    assertThat(terms("c.x#c.z x")).containsExactly("x", "c.x#c.z", "_cons");
    assertThat(terms("i.(f g)##c.x"))
        .containsExactly("2.f", "3.f", "1.g", "x", "2.f#c.x", "3.f#c.x", "1.g#c.x", "_cons");
  }

  @Test
  void columnsAreProducts() {
    LoweredModel model = lower("i.g##c.x");
    double[] mean = DATA.mean(model, new double[] {1000, 1, 100, .5}, new double[0]);

    assertThat(mean).containsExactly(1.5, 2.5, 3.5, 1404.5, 1505.5, 1606.5);
  }

  @Test
  void randomCoefficients() {
    LoweredModel model =
        Model.parse(
                "y = {xb: x c.x#U1[id] U0[id]} + {c.z#(W1[id] W2[id>f])} + {2.f#V[id]}"
                    + " + {c.x#1.g#T[id]}")
            .lower(DATA);
    double[] none = new double[2];
    List<String> names = model.levels().stream().flatMap(l -> l.randomEffects().stream()).toList();

    assertThat(names).containsExactly("U1", "U0", "W1", "V", "T", "W2");
    assertThat(model.levels()).extracting(GroupingLevel::pathText).containsExactly("id", "id>f");
    assertThat(DATA.mean(model, none, new double[] {1, 10, 0, 0, 0, 0}))
        .containsExactly(11, 12, 13, 14, 15, 16);
    assertThat(DATA.mean(model, none, new double[] {0, 0, 1, 100, 1000, 10}))
        .containsExactly(22, 122, 33, 4033, 5144, 6044);
  }

  @Test
  void coefficientReferences() {
    LoweredModel model =
        Model.parse("y = {xb: x i.f##i.g} + 10*{xb:x} + {xb:2.f#1.g} + {xb:_cons=7}").lower(DATA);
    double[] beta = {1, 0, 0, 0, 5, 2};

    assertThat(model.fixedEffects())
        .extracting(FixedEffect::name)
        .containsExactly("xb:x", "xb:2.f", "xb:3.f", "xb:1.g", "xb:2.f#1.g", "xb:_cons");
    assertThat(model.fixedEffects().get(5).start()).isEqualTo(7);
    assertThat(DATA.mean(model, beta, new double[0])).containsExactly(20, 21, 22, 23, 29, 25);
  }

  @Test
  void equalColumnsAreSharedBetweenEquations() {
    LoweredModel model = Model.parse("y = {a: x i.f} * {b: x i.f} + x*{c}").lower(DATA);

    assertThat(model.covariates())
        .containsExactlyInAnyOrder(
            new Covariate.Variable("x"),
            new Covariate.Indicator("f", "2"),
            new Covariate.Indicator("f", "3"));
    assertThat(model.fixedEffects())
        .extracting(FixedEffect::name)
        .containsExactly(
            "a:x", "a:2.f", "a:3.f", "a:_cons", "b:x", "b:2.f", "b:3.f", "b:_cons", "c");
  }
}
