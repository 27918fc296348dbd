package dev.menlo.model.lowering;

import dev.menlo.model.syntax.Atom;
import dev.menlo.model.syntax.Definition;
import dev.menlo.model.syntax.Expression;
import dev.menlo.model.syntax.FormulaReader.Initial;
import dev.menlo.model.syntax.LinearCombination;
import dev.menlo.model.syntax.Nearest;
import dev.menlo.model.syntax.Place;
import dev.menlo.model.syntax.Specification;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the names of a model stand for: definitions, linear combinations, parameters, random
 * effects, lagged expressions. Finds what is wrong whatever the data.
 */
public final class Names {
  private final Specification model;
  private final List<String> problems;
  private final Map<String, Expression> bodies = new LinkedHashMap<>();
  private final Map<String, LinearCombination> equations = new LinkedHashMap<>();
  private final Map<String, Expression.Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, Atom.Effect> effects = new LinkedHashMap<>();
  private final Map<String, Expression> initials = new LinkedHashMap<>();
  private final Set<String> lagged = new LinkedHashSet<>();

  /**
   * Collects and checks the names of a model.
   *
   * @param problems where problems are added
   */
  public Names(Specification model, List<String> problems) {
    this.model = model;
    this.problems = problems;
    model.definitions().forEach(this::define);
    roots().forEach(e -> Walk.expressions(e, this::collect));
    roots().forEach(e -> Walk.effects(e, this::collect));
    roots().forEach(e -> Walk.expressions(e, this::resolve));
    model.initials().forEach(this::initial);
    roots().forEach(new TimeSeriesChecks(model, this, problems)::check);
    checkClashes();
    new Cycles(model, bodies, problems).check();
    if (problems.isEmpty()) {
      new Usage(model, bodies, problems).check();
      new Grouping(model, effects, problems).levels();
    }
  }

  /** Everything that is written: definitions, the mean, initial conditions. */
  private Stream<Expression> roots() {
    return Stream.of(
            model.definitions().stream().map(Definition::body),
            Stream.of(model.mean()),
            model.initials().stream().map(Initial::value))
        .flatMap(s -> s);
  }

  private void define(Definition definition) {
    if (bodies.put(definition.name(), definition.body()) != null) {
      problem(definition.place(), definition.name() + " is defined twice: rename one");
    }
    if (definition.name().equals(model.response())) {
      problem(definition.place(), definition.name() + " is the dependent variable: rename it");
    }
  }

  private void collect(Expression expression) {
    if (expression instanceof Expression.Linear linear) {
      collect(linear.combination(), linear.place());
    } else if (expression instanceof Expression.Parameter parameter) {
      collect(parameter);
    } else if (expression instanceof Expression.Lagged lag) {
      lagged.add(key(lag.name()));
    } else if (expression instanceof Expression.Variable variable
        && variable.shifts().isEmpty()
        && variable.name().equals(model.response())) {
      problem(
          variable.place(),
          variable.name() + " is the dependent variable: its mean cannot depend on it");
    }
  }

  private void collect(LinearCombination combination, Place place) {
    String name = combination.name();
    LinearCombination known = equations.putIfAbsent(name, combination);
    if (known != null && !known.equals(combination)) {
      problem(place, name + " is already another linear combination: reuse it as {" + name + ":}");
    }
    if (!bodies.containsKey(name)) {
      bodies.put(name, new Expression.Linear(combination, place));
    } else if (!(bodies.get(name) instanceof Expression.Linear)) {
      problem(place, name + " is already defined as an expression: rename one");
    }
  }

  private void collect(Expression.Parameter parameter) {
    Expression.Parameter known = parameters.get(parameter.name());
    if (known == null || Double.isNaN(known.start())) {
      parameters.put(parameter.name(), parameter);
    } else if (!Double.isNaN(parameter.start()) && parameter.start() != known.start()) {
      problem(
          parameter.place(),
          "{" + parameter.name() + "} has two starting values: give one of them");
    }
  }

  private void collect(Atom.Effect effect) {
    Atom.Effect known = effects.putIfAbsent(effect.name(), effect);
    if (known != null && !known.path().equals(effect.path())) {
      problem(
          effect.place(),
          effect.name()
              + " is a random effect of "
              + known.pathText()
              + " already, and cannot be one of "
              + effect.pathText()
              + " too: rename one");
    }
  }

  private void resolve(Expression expression) {
    if (expression instanceof Expression.Reference reference) {
      resolve(reference.name(), reference.place());
    } else if (expression instanceof Expression.Lagged lag) {
      resolve(lag.name(), lag.place());
    } else if (expression instanceof Expression.Parameter p
        && bodies.containsKey(p.equation())
        && !equations.containsKey(p.equation())) {
      problem(p.place(), p.equation() + " is an expression and has no coefficients to refer to");
    }
  }

  private void resolve(String name, Place place) {
    if (!isMean(name) && !bodies.containsKey(name)) {
      problem(
          place,
          "nothing is called "
              + name
              + Nearest.hint(name, bodies.keySet())
              + "; define it with define("
              + name
              + ": ...)");
    }
  }

  private void initial(Initial initial) {
    resolve(initial.name(), initial.place());
    initials.putIfAbsent(key(initial.name()), initial.value());
  }

  private void checkClashes() {
    for (Expression.Parameter parameter : parameters.values()) {
      Atom.Effect effect = effects.get(parameter.term());
      if (parameter.equation().isEmpty() && effect != null) {
        problem(
            parameter.place(),
            parameter.term()
                + " is a random effect: write {"
                + parameter.term()
                + "["
                + effect.pathText()
                + "]}, or rename the parameter");
      } else if (parameter.equation().isEmpty() && bodies.containsKey(parameter.term())) {
        problem(
            parameter.place(),
            parameter.term() + " is defined: write {" + parameter.term() + ":} for its value");
      }
    }
  }

  private void problem(Place place, String message) {
    problems.add(place.problem(message));
  }

  /** Whether a name stands for the mean: the dependent variable or {@code _yhat}. */
  boolean isMean(String name) {
    return name.equals(model.response()) || name.equals(Expression.Lagged.MEAN);
  }

  /** The name under which a lag or an initial condition is kept. */
  String key(String name) {
    return isMean(name) ? model.response() : name;
  }

  /** What a name stands for: a definition, an inline linear combination or the mean. */
  Expression body(String name) {
    return isMean(name) ? model.mean() : bodies.get(name);
  }

  /** All names with a body, definitions first. */
  Set<String> named() {
    return bodies.keySet();
  }

  /** Linear combinations by name, those of definitions first. */
  Map<String, LinearCombination> equations() {
    return equations;
  }

  /** Parameters by full name, coefficients of linear combinations that are referred to included. */
  Map<String, Expression.Parameter> parameters() {
    return parameters;
  }

  /** Random effects by name, in order of appearance, definitions first. */
  Map<String, Atom.Effect> effects() {
    return effects;
  }

  /** Whether the value of a name at the row before is used. */
  boolean isLagged(String name) {
    return lagged.contains(key(name));
  }

  /** The value of a lagged name at the first row of a group. */
  Expression initial(String name) {
    return initials.get(key(name));
  }
}
