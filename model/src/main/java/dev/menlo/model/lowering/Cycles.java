package dev.menlo.model.lowering;

import dev.menlo.model.syntax.Definition;
import dev.menlo.model.syntax.Expression;
import dev.menlo.model.syntax.Specification;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds definitions that need their own value at the same row. Lags are no such need. */
final class Cycles {
  private final Specification model;
  private final Map<String, Expression> bodies;
  private final List<String> problems;
  private final Deque<String> path = new ArrayDeque<>();
  private final Set<String> done = new HashSet<>();

  Cycles(Specification model, Map<String, Expression> bodies, List<String> problems) {
    this.model = model;
    this.bodies = bodies;
    this.problems = problems;
  }

  void check() {
    for (Definition definition : model.definitions()) {
      visit(new Expression.Reference(definition.name(), definition.place()));
    }
    path.push(model.response());
    descend(model.mean());
  }

  private void visit(Expression.Reference reference) {
    String name = reference.name();
    if (path.contains(name) || name.equals(Expression.Lagged.MEAN)) {
      problems.add(reference.place().problem(message(name)));
      return;
    }
    if (bodies.containsKey(name) && done.add(name)) {
      path.push(name);
      descend(bodies.get(name));
      path.pop();
    }
  }

  private void descend(Expression expression) {
    Walk.expressions(
        expression,
        e -> {
          if (e instanceof Expression.Reference inner) {
            visit(inner);
          }
        });
  }

  private String message(String name) {
    List<String> round = new ArrayList<>(path);
    round = round.subList(0, round.indexOf(name) + 1);
    Collections.reverse(round);
    return name
        + " needs its own value ("
        + String.join(" -> ", round)
        + " -> "
        + name
        + "): break the circle, or use the row before with L.{"
        + name
        + ":}";
  }
}
