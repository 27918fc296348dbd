package dev.menlo.study.definition;

import dev.menlo.estimator.simulate.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A variable of a generated design.
 *
 * @param name its name
 * @param by the grouping variable whose groups have one value each, or "" for one a row
 * @param values cycled over the rows of a group, or over the groups of {@code by}; null if drawn
 * @param law what it is drawn from, or null
 * @param sorted whether values drawn a row are sorted within their group, as times are
 */
public record VariableSpec(
    String name, String by, double[] values, ToDoubleFunction<RandomStream> law, boolean sorted) {
  /** Whether it is drawn. */
  public boolean drawn() {
    return law != null;
  }

  static VariableSpec of(Tree tree, List<String> groups) {
    if (!tree.isMap()) {
      return new VariableSpec(tree.name(), "", tree.numbers(), null, false);
    }
    String[] known = Arrays.copyOf(Draws.LAWS, Draws.LAWS.length + 3);
    System.arraycopy(new String[] {"values", "by", "sort"}, 0, known, Draws.LAWS.length, 3);
    tree.only(known);
    String by = tree.text("by", "");
    if (!by.isEmpty() && !groups.contains(by)) {
      throw tree.get("by").problem("the groups are " + String.join(", ", groups) + ", not " + by);
    }
    ToDoubleFunction<RandomStream> law = Draws.covariate(tree);
    if ((law == null) == !tree.has("values")) {
      throw tree.problem("needs either values or a law: " + String.join(", ", Draws.LAWS));
    }
    double[] values = law == null ? tree.get("values").numbers() : null;
    return new VariableSpec(tree.name(), by, values, law, tree.on("sort"));
  }
}
