package dev.menlo.model.lowering;

import dev.menlo.model.GroupingLevel;
import dev.menlo.model.Schema;
import dev.menlo.model.syntax.Nearest;
import dev.menlo.model.syntax.Specification;
import java.util.List;

/** Checks the variables that stand outside of expressions: response, groups and order. */
final class DataChecks {
  private static final String CURE = "; correct the cell, or mark it missing with a point or NA";

  private final Specification model;
  private final Schema schema;
  private final List<String> problems;

  DataChecks(Specification model, Schema schema, List<String> problems) {
    this.model = model;
    this.schema = schema;
    this.problems = problems;
  }

  void check(List<GroupingLevel> levels) {
    if (exists(model.response(), "dependent variable") && !schema.isNumeric(model.response())) {
      problems.add("the dependent variable " + schema.holdsText(model.response()) + CURE);
    }
    levels.stream()
        .flatMap(l -> l.path().stream())
        .distinct()
        .forEach(v -> exists(v, "grouping variable"));
    String order = model.timeOrder();
    if (!order.isEmpty() && exists(order, "variable of tsorder()") && !schema.isNumeric(order)) {
      problems.add("the variable of tsorder(), " + schema.holdsText(order) + CURE);
    }
  }

  private boolean exists(String name, String role) {
    boolean exists = schema.variables().contains(name);
    if (!exists) {
      problems.add(
          "the "
              + role
              + " "
              + name
              + " is not in the data"
              + Nearest.hint(name, schema.variables())
              + "; the data have "
              + String.join(", ", schema.variables()));
    }
    return exists;
  }
}
