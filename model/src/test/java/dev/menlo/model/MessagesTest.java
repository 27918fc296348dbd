package dev.menlo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a user reads when a model is wrong: the place, what was expected, and the cure. */
class MessagesTest {
  private static final Table DATA =
      new Table()
          .with("y", "1 2")
          .with("age", "1 2")
          .with("time", "1 2")
          .with("f", "1 2")
          .with("region", "East West")
          .with("id", "1 1")
          .with("site", "1 2");

  private static List<String> problems(String text) {
    ModelException e =
        catchThrowableOfType(ModelException.class, () -> Model.parse(text).lower(DATA));
    return e == null ? List.of() : e.problems();
  }

  private static void hasProblem(String text, String... lines) {
    assertThat(problems(text)).as(text).containsExactly(String.join("\n", lines));
  }

  @Test
  void depth() {
    assertThat(problems("y = " + "(".repeat(501) + "{a}" + ")".repeat(501)))
        .singleElement(STRING)
        .startsWith(
            "model, column 505: too many brackets or signs in a row; at most 500 are possible")
        .contains("define()");
    assertThat(problems("y = " + "-".repeat(600) + "{a}"))
        .singleElement(STRING)
        .contains("column 505");
    assertThat(problems("y = {a}" + "+age".repeat(600)))
        .singleElement(STRING)
        .contains("too many operators inside or after each other", "define()");
    assertThat(problems("y = {a}" + "+age".repeat(400))).isEmpty();
  }

  @Test
  void definitionsInsideDefinitionsByTheThousand() {
    StringBuilder text = new StringBuilder("y = {d0:}, ");
    for (int i = 0; i < 5000; i++) {
      text.append("define(d").append(i).append(": {d").append(i + 1).append(":}+age) ");
    }
    assertThat(problems(text + "define(d5000: {a})"))
        .singleElement(STRING)
        .contains("nested too deeply");
  }

  @Test
  void sizes() {
    hasProblem(
        "y = {a}*1e999",
        "model, column 9: the number is too large; the largest possible is 1.7976931348623157E308",
        "  y = {a}*1e999",
        "          ^");
    assertThat(problems("y = {l:}, define(l: " + "c.age##".repeat(12) + "c.time U[id])"))
        .singleElement(STRING)
        .contains("define(l), column 1", "more than 1000 terms", "write # where ## is not meant");
    assertThat(problems("y = {a}+{U[id]}, resvariance(power _yhat, " + "no ".repeat(3000) + ")"))
        .hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void unbalancedBrackets() {
    hasProblem(
        "y = {a}+{b}*age)",
        "model, column 16: expected an operator or the end, found ')'",
        "  y = {a}+{b}*age)",
        "                 ^");
    hasProblem(
        "y = ({a}+{b}*age",
        "model, column 17: '(' of column 5 is not closed; expected an operator or ')', found the end",
        "  y = ({a}+{b}*age",
        "                  ^");
    hasProblem(
        "y = {a+{b}*age",
        "model, column 7: expected '}', '=', ':', '#', '##' or '[', found '+'",
        "  y = {a+{b}*age",
        "        ^");
    hasProblem(
        "y = {a}, define(f: {a}",
        "model, column 16: '(' is not closed: expected ')' after define(...",
        "  y = {a}, define(f: {a}",
        "                 ^");
  }

  @Test
  void misplacedTokens() {
    hasProblem(
        "y = {a} {b}",
        "model, column 9: expected an operator or the end, found '{'",
        "  y = {a} {b}",
        "          ^");
    hasProblem(
        "y = {a}+*age",
        "model, column 9: expected a number, a variable, a function, '(' or '{', found '*'",
        "  y = {a}+*age",
        "          ^");
    hasProblem(
        "y = {a} if age>2",
        "model, column 9: expected an operator or the end, found 'if'; the rows to use are chosen by"
            + " an option, not in the model",
        "  y = {a} if age>2",
        "          ^");
    hasProblem("y == {a}", "model, column 3: expected '=', found '=='", "  y == {a}", "    ^");
    hasProblem(
        "y = {f:}, define(f: age + U[id])",
        "define(f), column 8: expected an operator or the end, found '['; a random effect stands in"
            + " braces, as in {U1[id]}",
        "  age + U[id]",
        "         ^");
  }

  @Test
  void functions() {
    hasProblem(
        "y = {a}*expp(age)",
        "model, column 9: unknown function expp(); did you mean exp, expm1?",
        "  y = {a}*expp(age)",
        "          ^");
    hasProblem(
        "y = exp({a}, 2)",
        "model, column 5: exp() takes 1 argument, not 2",
        "  y = exp({a}, 2)",
        "      ^");
  }

  @Test
  void namesThatTheDataDoNotHave() {
    hasProblem(
        "y = {a}*agee",
        "model, column 9: no variable agee; did you mean age?; the data have y, age, time, f, region,"
            + " id, site; a parameter is written {agee}",
        "  y = {a}*agee",
        "          ^");
    hasProblem(
        "y = {xb: i.f 3.f}",
        "model, column 14: f has no level 3; it has 1, 2",
        "  y = {xb: i.f 3.f}",
        "               ^");
    hasProblem(
        "y = {a}*region",
        "model, column 9: region holds text, not numbers: use i.region in a linear combination, or"
            + " compare it, as in region == \"East\"",
        "  y = {a}*region",
        "          ^");
    assertThat(problems("weight = {a}+{U[plot]}"))
        .containsExactly(
            "the dependent variable weight is not in the data; the data have y, age, time, f,"
                + " region, id, site",
            "the grouping variable plot is not in the data; the data have y, age, time, f, region,"
                + " id, site");
  }

  @Test
  void definitions() {
    hasProblem(
        "y = {ke:}, define(ka: {a})",
        "model, column 6: nothing is called ke; did you mean ka?; define it with define(ke: ...)",
        "  y = {ke:}, define(ka: {a})".substring(0, 11),
        "       ^");
    hasProblem(
        "y = {f1:}, define(f1: {f2:}*2) define(f2: {f1:}+{a})",
        "define(f2), column 2: f1 needs its own value (f1 -> f2 -> f1): break the circle, or use the"
            + " row before with L.{f1:}",
        "  {f1:}+{a}",
        "   ^");
    hasProblem(
        "y = {f1:}, define(f1: {a}) define(f1: {b})",
        "define(f1), column 1: f1 is defined twice: rename one",
        "  {b}",
        "  ^");
    hasProblem(
        "y = {a}, define(f1: {b})",
        "define(f1), column 1: the model does not use f1, which alone has parameters of its own:"
            + " refer to it as {f1:}, or remove it",
        "  {b}",
        "  ^");
    hasProblem(
        "y = {f1:}, define(f1: U1[id])",
        "define(f1), column 1: a single random effect: write \"U1[id], xb\" for a constant plus the"
            + " effect, or \"{U1[id]}\" for the effect alone",
        "  U1[id]",
        "  ^");
  }

  @Test
  void linearCombinations() {
    hasProblem(
        "y = {xb: age time}+{xb:tim}",
        "model, column 21: xb has no coefficient tim; did you mean time?; it has age, time, _cons",
        "  y = {xb: age time}+{xb:tim}",
        "                      ^");
    hasProblem(
        "y = {xb: age time}+{xb: age f}",
        "model, column 25: xb is already another linear combination: reuse it as {xb:}",
        "  y = {xb: age time}+{xb: age f}",
        "                          ^");
    hasProblem(
        "y = {b=1}+{b=2}",
        "model, column 12: {b} has two starting values: give one of them",
        "  y = {b=1}+{b=2}",
        "             ^");
  }

  @Test
  void randomEffects() {
    hasProblem(
        "y = {U1[id]}+{U1[site]}",
        "model, column 15: U1 is a random effect of id already, and cannot be one of site too:"
            + " rename one",
        "  y = {U1[id]}+{U1[site]}",
        "                ^");
    hasProblem(
        "y = {a}+{U[id]}+{V[site]}",
        "model, column 18: the groups id and site are not nested: write V[id>site] (crossed random"
            + " effects are not part of the model class)",
        "  y = {a}+{U[id]}+{V[site]}",
        "                   ^");
    hasProblem(
        "y = {U1}+{U1[id]}",
        "model, column 6: U1 is a random effect: write {U1[id]}, or rename the parameter",
        "  y = {U1}+{U1[id]}",
        "       ^");
    hasProblem(
        "y = {a}+{i.f#U1[id]}",
        "model, column 10: a random coefficient needs c.f#U1 for a column, or one random effect a"
            + " level, as in 1.f#U1",
        "  y = {a}+{i.f#U1[id]}",
        "           ^");
  }

  @Test
  void covariances() {
    hasProblem(
        "y = {a}+{U1[id]}, covariance(U2, un)",
        "covariance, column 1: no random effect U2; did you mean U1?",
        "  U2, un",
        "  ^");
    hasProblem(
        "y = {a}+{U1[id]}+{V[id>site]}, covariance(U1 V, un)",
        "covariance, column 1: random effects of different levels (id, id>site) are independent: give"
            + " each level its own covariance()",
        "  U1 V, un",
        "  ^");
    hasProblem(
        "y = {a}+{U1[id]}+{U2[id]}, covariance(U1, ex) covariance(U2 U1, un)",
        "covariance, column 4: U1 is in two covariance() options: keep one of them",
        "  U2 U1, un",
        "     ^");
  }

  @Test
  void timeSeries() {
    hasProblem(
        "y = {a}+L.age",
        "model, column 9: L., F. and D. need an order of rows: give tsorder(variable)",
        "  y = {a}+L.age",
        "          ^");
    hasProblem(
        "y = {a}*L._yhat, tsorder(time)",
        "model, column 9: the lag of y needs the value of y at the first row of a group: give"
            + " tsinit({y:} = ...)",
        "  y = {a}*L._yhat",
        "          ^");
    hasProblem(
        "y = {a}*L2.{y:}, tsorder(time) tsinit({y:}=1)",
        "model, column 9: only L. applies to a named expression or to the mean",
        "  y = {a}*L2.{y:}",
        "          ^");
  }

  @Test
  void optionsOfTheModel() {
    hasProblem(
        "y = {a}, covarance(U1, un)",
        "model, column 10: unknown option covarance; did you mean covariance?",
        "  y = {a}, covarance(U1, un)",
        "           ^");
  }

  @Test
  void errorsAndOrder() {
    hasProblem("y = {a}, tsorder()", "tsorder() is empty: say what it should be, or leave it out");
    hasProblem(
        "y = {a}, resvariance(power tim)",
        "within-group errors: no variable tim; did you mean time?; the data have y, age, time, f,"
            + " region, id, site");
  }

  @Test
  void allProblemsAreReportedTogether() {
    assertThat(
            problems(
                "y = expp({a})*{f:}, define(f: {c) covariance(U1 un) foo resvariance(powr _yhat)"))
        .hasSize(2);
    assertThat(
            problems(
                "y = expp({a})*{f:}, define(f: {c}+) covariance(U1 un) foo resvariance(powr _yhat)"))
        .hasSize(5);
    assertThat(problems("y = agee*tim*{xb: i.g x}")).hasSize(4);
  }
}
