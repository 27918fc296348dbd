package dev.menlo.model.lowering;

import dev.menlo.model.syntax.Atom;
import dev.menlo.model.syntax.Expression;
import dev.menlo.model.syntax.FormulaReader.Initial;
import dev.menlo.model.syntax.Place;
import dev.menlo.model.syntax.Specification;
import dev.menlo.model.syntax.Term;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that lags have an order of rows, and lagged expressions an initial condition. */
final class TimeSeriesChecks {
  private final Specification model;
  private final Names names;
  private final List<String> problems;
  private final Set<String> reported = new HashSet<>();

  TimeSeriesChecks(Specification model, Names names, List<String> problems) {
    this.model = model;
    this.names = names;
    this.problems = problems;
    Set<String> given = new HashSet<>();
    for (Initial initial : model.initials()) {
      check(initial, given.add(names.key(initial.name())));
    }
  }

  private void check(Initial initial, boolean isFirst) {
    String name = initial.name();
    if (!isFirst) {
      problem(initial.place(), "two tsinit() for " + name + ": give one");
    } else if (!names.isLagged(name)) {
      problem(
          initial.place(),
          "tsinit() for " + name + ", but nothing uses L.{" + name + ":}: remove it");
    }
  }

  /** Checks one of the model's expressions. */
  void check(Expression root) {
    Walk.expressions(
        root,
        e -> {
          if (e instanceof Expression.Lagged lagged) {
            requireInitial(lagged);
            requireOrder(lagged.place());
          } else if (e instanceof Expression.Variable v && !v.shifts().isEmpty()) {
            requireOrder(v.place());
          } else if (e instanceof Expression.Linear linear) {
            requireOrder(linear.combination().terms());
          } else if (e instanceof Expression.Effects effects) {
            requireOrder(List.of(effects.term()));
          }
        });
  }

  private void requireOrder(List<Term> terms) {
    for (Term term : terms) {
      for (Atom atom : term.atoms()) {
        if (atom instanceof Atom.Group group) {
          requireOrder(group.terms());
        } else if (atom instanceof Atom.Column column && !column.shifts().isEmpty()) {
          requireOrder(column.place());
        }
      }
    }
  }

  private void requireOrder(Place place) {
    if (model.timeOrder().isEmpty() && reported.add("tsorder")) {
      problem(place, "L., F. and D. need an order of rows: give tsorder(variable)");
    }
  }

  private void requireInitial(Expression.Lagged lagged) {
    String name = names.key(lagged.name());
    if (names.initial(name) == null && reported.add("tsinit " + name)) {
      problem(
          lagged.place(),
          "the lag of "
              + name
              + " needs the value of "
              + name
              + " at the first row of a group: give tsinit({"
              + name
              + ":} = ...)");
    }
  }

  private void problem(Place place, String message) {
    problems.add(place.problem(message));
  }
}
