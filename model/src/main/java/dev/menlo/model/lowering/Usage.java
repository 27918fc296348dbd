package dev.menlo.model.lowering;

import dev.menlo.model.syntax.Definition;
import dev.menlo.model.syntax.Expression;
import dev.menlo.model.syntax.FormulaReader.Initial;
import dev.menlo.model.syntax.Specification;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds parameters and random effects that the mean does not depend on, because only an unused
 * definition has them.
 */
final class Usage {
  private final Specification model;
  private final Map<String, Expression> bodies;
  private final List<String> problems;
  private final Set<String> reached = new HashSet<>();
  private final Set<String> quantities = new HashSet<>();

  Usage(Specification model, Map<String, Expression> bodies, List<String> problems) {
    this.model = model;
    this.bodies = bodies;
    this.problems = problems;
  }

  void check() {
    reach(model.mean());
    for (Definition definition : model.definitions()) {
      if (!reached.contains(definition.name())) {
        requireNothingNew(definition);
      }
    }
  }

  private void reach(Expression expression) {
    Walk.expressions(
        expression,
        e -> {
          if (e instanceof Expression.Reference reference) {
            follow(reference.name());
          } else if (e instanceof Expression.Lagged lagged) {
            follow(lagged.name());
          } else if (e instanceof Expression.Linear linear) {
            reached.add(linear.combination().name());
          } else if (e instanceof Expression.Parameter parameter) {
            quantities.add(parameter.name());
          }
        });
    Walk.effects(expression, e -> quantities.add(e.name()));
  }

  private void follow(String name) {
    for (Initial initial : model.initials()) {
      if (initial.name().equals(name) && reached.add("tsinit " + name)) {
        reach(initial.value());
      }
    }
    if (bodies.containsKey(name) && reached.add(name)) {
      reach(bodies.get(name));
    }
  }

  private void requireNothingNew(Definition definition) {
    Set<String> own = new HashSet<>();
    Walk.expressions(
        definition.body(),
        e -> {
          if (e instanceof Expression.Parameter parameter) {
            own.add(parameter.name());
          } else if (e instanceof Expression.Linear linear) {
            own.add(linear.combination().name() + ":");
          }
        });
    Walk.effects(definition.body(), e -> own.add(e.name()));
    own.removeAll(quantities);
    if (!own.isEmpty()) {
      problems.add(
          definition
              .place()
              .problem(
                  "the model does not use "
                      + definition.name()
                      + ", which alone has parameters of its own: refer to it as {"
                      + definition.name()
                      + ":}, or remove it"));
    }
  }
}
