package dev.menlo.model.syntax;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Names of the coefficients of a linear combination, as tables and references write them. */
public final class Coefficients {
  /** Name of the constant. */
  public static final String CONSTANT = "_cons";

  private Coefficients() {}

  /** Whether terms are the name of one coefficient, {@code x1} or {@code 2.f#1.g}. */
  static boolean isOne(List<Term> terms) {
    if (terms.size() != 1 || terms.get(0).full().contains(true)) {
      return false;
    }
    List<Atom> atoms = terms.get(0).atoms();
    return atoms.stream().allMatch(a -> isFixed(a, atoms.size() == 1));
  }

  private static boolean isFixed(Atom atom, boolean alone) {
    return atom instanceof Atom.Column c
        && !(c.operator() instanceof Atom.Operator.Factor)
        && (alone || !(c.operator() instanceof Atom.Operator.None));
  }

  /** The name that a term gives its coefficient, if it gives one: {@code 2.f#c.x}. */
  static String name(Term term) {
    boolean alone = term.atoms().size() == 1;
    return term.atoms().stream()
        .map(a -> part((Atom.Column) a, alone))
        .collect(Collectors.joining("#"));
  }

  private static String part(Atom.Column column, boolean alone) {
    return column.operator() instanceof Atom.Operator.Level level
        ? level.level() + "." + column.variable()
        : continuous(column, alone);
  }

  /** The name of a column, alone {@code x}, in an interaction {@code c.x}. */
  public static String continuous(Atom.Column column, boolean alone) {
    return TermPrinter.continuous(!alone, column.shifts()) + column.variable();
  }

  /** A coefficient's name with its levels quoted where the grammar needs it. */
  static String quoted(String name) {
    return Arrays.stream(name.split("#"))
        .map(Coefficients::quotedPart)
        .collect(Collectors.joining("#"));
  }

  private static String quotedPart(String part) {
    int dot = part.lastIndexOf('.');
    String before = dot < 0 ? "" : part.substring(0, dot);
    return dot < 0 || before.matches("c|\\d+|c?([LFD]\\d*\\.?)+")
        ? part
        : TermPrinter.level(before) + part.substring(dot);
  }
}
