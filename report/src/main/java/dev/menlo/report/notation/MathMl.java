package dev.menlo.report.notation;

import dev.menlo.report.markup.Content;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Elements of MathML Core. */
final class MathMl {
  private static final Pattern NUMBERED = Pattern.compile("(\\p{L}+?)_?(\\d+)");
  private static final Map<String, String> GREEK =
      Map.ofEntries(
          Map.entry("alpha", "α"),
          Map.entry("beta", "β"),
          Map.entry("gamma", "γ"),
          Map.entry("delta", "δ"),
          Map.entry("epsilon", "ε"),
          Map.entry("zeta", "ζ"),
          Map.entry("eta", "η"),
          Map.entry("theta", "θ"),
          Map.entry("kappa", "κ"),
          Map.entry("lambda", "λ"),
          Map.entry("mu", "μ"),
          Map.entry("nu", "ν"),
          Map.entry("xi", "ξ"),
          Map.entry("pi", "π"),
          Map.entry("rho", "ρ"),
          Map.entry("sigma", "σ"),
          Map.entry("tau", "τ"),
          Map.entry("phi", "φ"),
          Map.entry("chi", "χ"),
          Map.entry("psi", "ψ"),
          Map.entry("omega", "ω"));

  private static final int MINUS = '\u2212';

  private MathMl() {}

  /** An equation on a line of its own. */
  static Content equation(Content content) {
    return out ->
        out.open("div").open("math", "displaystyle", "true").add(content).close().close().line();
  }

  /** Pieces side by side. */
  static Content row(Content... pieces) {
    return row(List.of(pieces));
  }

  /** Pieces side by side. */
  static Content row(List<Content> pieces) {
    return out -> {
      out.open("mrow");
      pieces.forEach(piece -> piece.write(out));
      out.close();
    };
  }

  /** A symbol as it stands. */
  static Content symbol(String text) {
    return out -> out.element("mi", text);
  }

  /** A number. */
  static Content number(String text) {
    return out -> out.element("mn", text);
  }

  /** An operator. */
  static Content operator(String text) {
    return out -> out.element("mo", text);
  }

  /** Words within a formula. */
  static Content words(String text) {
    return out -> out.element("mtext", text);
  }

  /**
   * A name: Greek where it is the name of a letter, digits at its end as a subscript, followed
   * there by indices: {@code phi1} with {@code i} is phi with subscript 1 i.
   *
   * @param indices letters of indices, or ""
   */
  static Content name(String name, String indices) {
    Matcher matcher = NUMBERED.matcher(name);
    if (matcher.matches()) {
      Content digits = number(matcher.group(2));
      Content below = indices.isEmpty() ? digits : row(digits, letters(indices));
      return sub(symbol(letter(matcher.group(1))), below);
    }
    Content base = symbol(letter(name));
    return indices.isEmpty() ? base : sub(base, letters(indices));
  }

  /** Indices one by one, so that each is set as a letter and not together as a word. */
  private static Content letters(String indices) {
    return out -> {
      out.open("mrow");
      indices
          .codePoints()
          .forEach(c -> out.element(c == MINUS ? "mo" : "mi", Character.toString(c)));
      out.close();
    };
  }

  private static String letter(String word) {
    String greek = GREEK.get(word.toLowerCase(Locale.ROOT));
    return greek == null ? word : greek;
  }

  static Content sub(Content base, Content below) {
    return pair("msub", base, below);
  }

  static Content sup(Content base, Content above) {
    return pair("msup", base, above);
  }

  static Content fraction(Content above, Content below) {
    return pair("mfrac", above, below);
  }

  static Content root(Content content) {
    return out -> out.open("msqrt").add(content).close();
  }

  /** Content between fences that grow with it. */
  static Content fenced(String left, Content content, String right) {
    return row(operator(left), content, operator(right));
  }

  /** A function with its argument in parentheses. */
  static Content applied(Content function, Content argument) {
    return row(function, operator("\u2061"), fenced("(", argument, ")"));
  }

  /** A matrix; its parentheses are drawn by the style sheet, since few fonts have tall ones. */
  static Content matrix(List<List<Content>> rows) {
    return table(rows, "matrix");
  }

  /** Rows of cells. */
  static Content table(List<List<Content>> rows, String style) {
    return out -> {
      out.open("mtable", "class", style);
      for (List<Content> row : rows) {
        out.open("mtr");
        row.forEach(cell -> out.open("mtd").add(cell).close());
        out.close();
      }
      out.close();
    };
  }

  /** Pieces with something between. */
  static Content joined(List<Content> pieces, Content between) {
    return out -> {
      out.open("mrow");
      for (int i = 0; i < pieces.size(); i++) {
        if (i > 0) {
          between.write(out);
        }
        pieces.get(i).write(out);
      }
      out.close();
    };
  }

  private static Content pair(String element, Content first, Content second) {
    return out -> out.open(element).add(first).add(second).close();
  }
}
