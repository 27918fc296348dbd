package dev.menlo.model.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the operators in front of a variable mean: {@code i.}, {@code ib2.}, {@code L2D.} ... */
final class Prefixes {
  private static final Pattern SHIFTS = Pattern.compile("([LlFfDd]\\d*)+");
  private static final Pattern SHIFT = Pattern.compile("([LlFfDd])(\\d*)");

  private Prefixes() {}

  /** Whether an operator such as {@code L2D.} shifts in time. */
  static boolean isShift(String prefix) {
    return SHIFTS.matcher(body(prefix)).matches();
  }

  /** Whether an operator makes a set of indicators. */
  static boolean isFactor(String prefix) {
    return !isShift(prefix) && operator(prefix) instanceof Atom.Operator.Factor;
  }

  /** Operators with {@code cL.} taken apart into {@code c.} and {@code L.}. */
  static List<String> separated(List<String> prefixes) {
    return prefixes.stream()
        .flatMap(
            p -> p.matches("c([LFD]\\d*)+\\.") ? Stream.of("c.", p.substring(1)) : Stream.of(p))
        .toList();
  }

  /** The shifts of an operator, outermost first; orders of 0 leave the variable alone. */
  static List<TimeShift> shifts(String prefix) {
    List<TimeShift> shifts = new ArrayList<>();
    Matcher matcher = SHIFT.matcher(body(prefix));
    while (matcher.find()) {
      int order = order(matcher.group(2));
      TimeShift.Kind kind =
          switch (Character.toUpperCase(matcher.group(1).charAt(0))) {
            case 'L' -> TimeShift.Kind.LAG;
            case 'F' -> TimeShift.Kind.LEAD;
            default -> TimeShift.Kind.DIFFERENCE;
          };
      if (order > 0) {
        shifts.add(new TimeShift(kind, order));
      }
    }
    return shifts;
  }

  /** The order of a shift; one of ten digits and more is beyond any data, as is the largest. */
  private static int order(String digits) {
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return digits.isEmpty()
        ? 1
        : significant.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(significant);
  }

  /** What an operator that is no shift says of its variable. */
  static Atom.Operator operator(String prefix) {
    String body = body(prefix);
    if (body.startsWith("\"")) {
      return new Atom.Operator.Level(body.substring(1, body.length() - 1));
    }
    return switch (body) {
      case "c" -> new Atom.Operator.Continuous();
      case "i" -> new Atom.Operator.Factor(new Atom.Base.First());
      case "ibn", "bn" -> new Atom.Operator.Factor(new Atom.Base.Absent());
      case "ib(first)" -> new Atom.Operator.Factor(new Atom.Base.First());
      case "ib(last)" -> new Atom.Operator.Factor(new Atom.Base.Last());
      default -> numbered(body);
    };
  }

  private static Atom.Operator numbered(String body) {
    if (body.matches("i?b\\d+")) {
      return new Atom.Operator.Factor(new Atom.Base.Named(body.replaceFirst("i?b", "")));
    }
    return new Atom.Operator.Level(body.matches("i\\d+") ? body.substring(1) : body);
  }

  private static String body(String prefix) {
    return prefix.substring(0, prefix.length() - 1);
  }
}
