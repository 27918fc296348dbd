package dev.menlo.model.syntax;

import java.util.List;

/** A factor of a {@link Term}. */
public sealed interface Atom {
  /** Where it was written. */
  Place place();

  /** How a variable enters a term. */
  sealed interface Operator {
    /** A bare name: a column on its own, a factor in an interaction. */
    record None() implements Operator {}

    /** {@code c.}: a column. */
    record Continuous() implements Operator {}

    /** {@code i.}: indicators of its levels but the base. */
    record Factor(Base base) implements Operator {}

    /** {@code 2.}: the indicator of a level. */
    record Level(String level) implements Operator {}
  }

  /** The base level of a factor. */
  sealed interface Base {
    /** The first level. */
    record First() implements Base {}

    /** {@code ib(last).}: the last level. */
    record Last() implements Base {}

    /** {@code ibn.}: no base, every level has its indicator. */
    record Absent() implements Base {}

    /** {@code ib2.}: a named level. */
    record Named(String level) implements Base {}
  }

  /** A variable with its operators. */
  record Column(Operator operator, List<TimeShift> shifts, String variable, Place place)
      implements Atom {
    /** Copies the shifts. */
    public Column {
      shifts = List.copyOf(shifts);
    }
  }

  /**
   * A random effect.
   *
   * @param path grouping variables, outermost first
   */
  record Effect(String name, List<String> path, Place place) implements Atom {
    /** Copies the path. */
    public Effect {
      path = List.copyOf(path);
    }

    /** The path as menl writes it. */
    public String pathText() {
      return String.join(">", path);
    }
  }

  /** Terms in parentheses, to be multiplied out. */
  record Group(List<Term> terms, Place place) implements Atom {
    /** Copies the terms. */
    public Group {
      terms = List.copyOf(terms);
    }
  }
}
