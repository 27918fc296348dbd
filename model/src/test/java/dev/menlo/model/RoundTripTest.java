package dev.menlo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Printing a model and reading it back gives an equal model, for random formulas. */
class RoundTripTest {
  @Property(tries = 500, seed = "20171990")
  void textOfAnExpressionReadsBack(@ForAll("expressions") String expression) {
    Model model = Model.parse(text(expression));

    assertThat(Model.parse(model.toString())).as(model.toString()).isEqualTo(model);
  }

  @Property(tries = 500, seed = "20171990")
  void textOfALinearCombinationReadsBack(@ForAll("linears") String linear) {
    Model model =
        Model.parse("y = {f:}*{xb:}, define(f: " + linear + ") define(xb: a, xb) tsorder(t)");
    Model inBraces = Model.parse("y = {f: " + linear + "}, tsorder(t)");

    assertThat(Model.parse(model.toString())).as(model.toString()).isEqualTo(model);
    assertThat(Model.parse(inBraces.toString())).as(inBraces.toString()).isEqualTo(inBraces);
  }

  @Property(tries = 200, seed = "20171990")
  void blanksDoNotMatter(@ForAll("expressions") String expression) {
    Model tight = Model.parse(text(expression));
    Model wide = Model.parse(text(expression.replaceAll("([+*/^&|(),]|==|<=|!=)", " $1 ")));

    assertThat(wide).isEqualTo(tight);
  }

  private static String text(String expression) {
    boolean lagged = expression.contains("L.{y:}");
    return "y = " + expression + ", tsorder(t)" + (lagged ? " tsinit({y:}=0)" : "");
  }

  @Provide
  Arbitrary<String> expressions() {
    return expression(4);
  }

  private static Arbitrary<String> expression(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.of(
            "x",
            "age",
            "{b1}",
            "{b2=1.5}",
            "{phi:x}",
            "{U1[id]}",
            "{V[id>visit]}",
            "{c.x#U2[id]}",
            "2.f",
            "_pi",
            "3",
            "0.25",
            "1e-7",
            "L.x",
            "D2.x",
            "(f==\"a b\")",
            "{xb: x i.f##c.z}",
            "{xb:}*{xb: x i.f##c.z}",
            "L.{y:}");
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<String> smaller = expression(depth - 1);
    Arbitrary<String> infix =
        Combinators.combine(
                smaller,
                Arbitraries.of("+", "-", "*", "/", "^", "==", "<=", "!=", ">", "&", "|"),
                smaller)
            .as((a, op, b) -> a + op + b);
    Arbitrary<String> call =
        Combinators.combine(Arbitraries.of("exp", "ln", "abs", "invlogit"), smaller)
            .as((f, a) -> f + "(" + a + ")");
    Arbitrary<String> cond =
        Combinators.combine(smaller, smaller).as((a, b) -> "cond(" + a + ",1," + b + ")");
    return Arbitraries.oneOf(
        List.of(
            leaf,
            infix,
            infix,
            smaller.map(a -> "(" + a + ")"),
            smaller.map(a -> "-" + a),
            call,
            cond));
  }

  @Provide
  Arbitrary<String> linears() {
    Arbitrary<String> atom =
        Arbitraries.of(
            "x", "c.x", "i.f", "ib2.g", "ibn.f", "ib(last).g", "1.f", "\"a b\".h", "L.x", "cD.x");
    Arbitrary<String> product =
        Combinators.combine(atom, Arbitraries.of("#", "##"), atom).as((a, op, b) -> a + op + b);
    Arbitrary<String> effect =
        Arbitraries.of("U0[id]", "c.x#U1[id]", "2.f#U2[id]", "c.x#(W1[id] W2[id>visit])");
    Arbitrary<String> group = product.map(p -> "(x " + p + ")#i.k");
    return Combinators.combine(
            Arbitraries.oneOf(List.of(atom, product, effect, group))
                .list()
                .ofMinSize(2)
                .ofMaxSize(5),
            Arbitraries.of("", ", noconstant"))
        .as((terms, options) -> String.join(" ", terms) + options);
  }
}
