package dev.menlo.model.syntax;

import java.util.List;
import java.util.stream.Collectors;

/** Terms as menl writes them; reading the text gives an equal term. */
public final class TermPrinter {
  private TermPrinter() {}

  /** The body of a linear combination with its options. */
  public static String body(LinearCombination combination) {
    String terms = terms(combination.terms());
    boolean bare =
        combination.terms().size() == 1
            && (Coefficients.isOne(combination.terms())
                || combination.terms().get(0).atoms().get(0) instanceof Atom.Effect);
    String options = (bare ? " xb" : "") + (combination.constant() ? "" : " noconstant");
    return options.isEmpty() ? terms : terms + "," + options;
  }

  /** Terms one after another. */
  public static String terms(List<Term> terms) {
    return terms.stream().map(TermPrinter::term).collect(Collectors.joining(" "));
  }

  /** One term. */
  public static String term(Term term) {
    StringBuilder text = new StringBuilder(atom(term.atoms().get(0)));
    for (int i = 1; i < term.atoms().size(); i++) {
      text.append(term.full().get(i - 1) ? "##" : "#").append(atom(term.atoms().get(i)));
    }
    return text.toString();
  }

  private static String atom(Atom atom) {
    if (atom instanceof Atom.Effect effect) {
      return effect.name() + "[" + effect.pathText() + "]";
    }
    if (atom instanceof Atom.Group group) {
      return "(" + terms(group.terms()) + ")";
    }
    Atom.Column column = (Atom.Column) atom;
    boolean continuous = column.operator() instanceof Atom.Operator.Continuous;
    return operator(column.operator())
        + continuous(continuous, column.shifts())
        + column.variable();
  }

  /** {@code c.} with time-series operators as one: {@code c.}, {@code cL.}, {@code L.} or none. */
  static String continuous(boolean marked, List<TimeShift> shifts) {
    String text = shifts(shifts);
    return !marked ? text : shifts.isEmpty() ? "c." : "c" + text;
  }

  /** Time-series operators, as one: {@code L2D.}. */
  static String shifts(List<TimeShift> shifts) {
    return shifts.stream().map(TimeShift::toString).collect(Collectors.joining());
  }

  private static String operator(Atom.Operator operator) {
    if (operator instanceof Atom.Operator.Level level) {
      return level(level.level()) + ".";
    }
    if (operator instanceof Atom.Operator.Factor factor) {
      return factor(factor.base());
    }
    return "";
  }

  private static String factor(Atom.Base base) {
    if (base instanceof Atom.Base.Named named) {
      return "ib" + named.level() + ".";
    }
    if (base instanceof Atom.Base.Absent) {
      return "ibn.";
    }
    return base instanceof Atom.Base.Last ? "ib(last)." : "i.";
  }

  /** A level, quoted unless it is a whole number. */
  static String level(String level) {
    return level.matches("\\d+") ? level : "\"" + level + "\"";
  }
}
