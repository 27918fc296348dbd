package dev.menlo.study.definition;

import dev.menlo.estimator.data.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is observed when, without the response.
 *
 * @param file a data set that gives groups and covariates, or null if they are generated
 * @param groups number of groups by grouping variable, outermost first, each within a group of the
 *     one before
 * @param rows rows of each group of the last level
 * @param variables in file order
 * @param dropout probability that a row is the last of its group, after each row but the last
 * @param missing probability that a row is missing, whatever the others
 * @param anew whether what is drawn is drawn anew for each replicate, or once a condition
 */
public record DesignSpec(
    Dataset file,
    Map<String, Count> groups,
    Count rows,
    List<VariableSpec> variables,
    double dropout,
    double missing,
    boolean anew) {
  /** Whether every replicate of a condition has the same design. */
  public boolean fixed() {
    boolean drawn =
        dropout > 0
            || missing > 0
            || (rows != null && rows.drawn())
            || groups.values().stream().anyMatch(Count::drawn)
            || variables.stream().anyMatch(VariableSpec::drawn);
    return !(anew && drawn);
  }

  static DesignSpec of(Tree tree, StudySource source) {
    tree.only("file", "groups", "rows", "variables", "dropout", "missing", "draw");
    Dataset file = tree.has("file") ? source.dataset(tree.get("file")) : null;
    if ((file != null) == tree.has("groups")) {
      throw tree.problem("needs either a file, or groups, rows and variables");
    }
    if (file != null && tree.has("dropout")) {
      throw tree.get("dropout").problem("needs groups; rows of a file can be missing instead");
    }
    Map<String, Count> groups = new LinkedHashMap<>();
    List<VariableSpec> variables = new ArrayList<>();
    if (file == null) {
      tree.get("groups").entries().forEach((name, count) -> groups.put(name, Draws.count(count)));
      if (tree.has("variables")) {
        tree.get("variables")
            .entries()
            .values()
            .forEach(v -> variables.add(VariableSpec.of(v, List.copyOf(groups.keySet()))));
      }
    }
    return new DesignSpec(
        file,
        groups,
        file == null ? Draws.count(tree.get("rows")) : null,
        variables,
        probability(tree, "dropout"),
        probability(tree, "missing"),
        anew(tree));
  }

  private static boolean anew(Tree tree) {
    String draw = tree.text("draw", "anew");
    if (!List.of("anew", "once").contains(draw)) {
      throw tree.get("draw").problem("is anew (for each replicate) or once (a condition)");
    }
    return draw.equals("anew");
  }

  private static double probability(Tree tree, String key) {
    double p = tree.number(key, 0);
    if (!(p >= 0 && p < 1)) {
      throw tree.get(key).problem("is a probability below 1, not " + p);
    }
    return p;
  }
}
