package dev.menlo.model.residual;

import dev.menlo.model.syntax.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of one option, {@code structure words, suboption suboption(body)}, read piece by piece.
 * Problems are collected, each with its place and cure; {@link #finish} adds one for every piece
 * that nobody asked for.
 */
final class StructureText {
  /** What a placeholder reads as after a problem: never seen by a caller that heeds problems. */
  private static final String MISSING = "?";

  private static final Pattern PIECE =
      Pattern.compile("\\s*(?:([^\\s,()]+)\\s*(?:\\(([^()]*)\\))?|([,()]))");

  private record Piece(String name, String body, int at) {}

  /** Problems of one kind that are told of an option; each repeats its text. */
  private static final int MOST_TOLD = 5;

  private final String option;
  private final List<String> problems;
  private final List<Piece> words = new ArrayList<>();
  private final List<Piece> suboptions = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private String structure = "";

  /**
   * Splits a text.
   *
   * @param option the option's name, for messages
   * @param text its text
   * @param problems where problems go
   */
  StructureText(String option, String text, List<String> problems) {
    this.option = option + "(" + text.strip() + ")";
    this.problems = problems;
    List<Piece> current = words;
    int misplaced = 0;
    Matcher matcher = PIECE.matcher(text.stripTrailing());
    while (matcher.lookingAt()) {
      int at = matcher.start(1) >= 0 ? matcher.start(1) : matcher.start(3);
      if (matcher.group(3) == null) {
        current.add(new Piece(matcher.group(1), matcher.group(2), at));
      } else if (matcher.group(3).equals(",") && current == words) {
        current = suboptions;
      } else if (misplaced++ < MOST_TOLD) {
        problem(at, "\"" + matcher.group(3) + "\" is out of place", "write name, suboption(...)");
      }
      matcher.region(matcher.end(), matcher.regionEnd());
    }
  }

  /** Adds a problem of the whole option. */
  void problem(String what, String cure) {
    problems.add(option + ": " + what + "; " + cure);
  }

  private void problem(int at, String what, String cure) {
    problems.add(option + ": at character " + (at + 1) + ", " + what + "; " + cure);
  }

  /**
   * Reads the first word as the name of a structure, which may be abbreviated.
   *
   * @param what what the names are, for messages
   * @param names the names; where an abbreviation fits several, the first counts
   * @param absent the name that an empty text stands for
   */
  String structure(String what, List<String> names, String absent) {
    structure = absent;
    if (!words.isEmpty()) {
      Piece first = words.remove(0);
      structure = match(first.name, names, 2);
      if (structure == null) {
        problem(first.at, "\"" + first.name + "\" is not " + what, cure(first.name, names));
        words.clear();
        suboptions.clear();
        structure = absent;
      }
    }
    return structure;
  }

  /** Reads the next word, which must be there. */
  String word(String what) {
    if (words.isEmpty()) {
      problem(structure + " needs " + what, "write it after the name of the structure");
      return MISSING;
    }
    return words.remove(0).name;
  }

  /** Reads the next word as a positive integer, or gives {@code absent} where no word is left. */
  int count(String what, int absent) {
    if (words.isEmpty()) {
      return absent;
    }
    Piece word = words.remove(0);
    if (word.name.matches("[1-9]\\d{0,2}")) {
      return Integer.parseInt(word.name);
    }
    problem(word.at, what + " is \"" + word.name + "\"", "write an integer from 1 to 999");
    return 1;
  }

  /** Whether a suboption without body is present. */
  boolean flag(String name) {
    return take(name) != null;
  }

  /** The body of a suboption, or "" where it is absent. */
  String optional(String name) {
    Piece piece = take(name);
    if (piece == null) {
      return "";
    }
    if (piece.body == null || piece.body.isBlank()) {
      problem(piece.at, name + " names nothing", "write " + name + "(variable)");
      return MISSING;
    }
    return piece.body.strip();
  }

  /** The body of a suboption that must be there. */
  String required(String name, String why) {
    String body = optional(name);
    if (body.isEmpty()) {
      problem(structure + " needs " + name + "(): " + why, "add " + name + "(variable)");
      return MISSING;
    }
    return body;
  }

  /** A suboption that names a category. */
  Category category(String name) {
    return new Category(optional(name));
  }

  /** Adds a problem for every piece that was not asked for. */
  void finish() {
    for (Piece word : told(words)) {
      problem(
          word.at,
          "\"" + word.name + "\" is more than " + structure + " takes",
          "remove it, or put a comma before suboptions");
    }
    for (Piece suboption : told(suboptions)) {
      problem(
          suboption.at,
          "\"" + suboption.name + "\" is not a suboption of " + structure,
          cure(suboption.name, asked));
    }
  }

  private static List<Piece> told(List<Piece> pieces) {
    return pieces.subList(0, Math.min(MOST_TOLD, pieces.size()));
  }

  private Piece take(String name) {
    asked.add(name);
    for (Piece piece : suboptions) {
      if (name.startsWith(piece.name)) {
        suboptions.remove(piece);
        return piece;
      }
    }
    return null;
  }

  private static String match(String word, List<String> names, int shortest) {
    if (names.contains(word) || word.length() < shortest) {
      return names.contains(word) ? word : null;
    }
    return names.stream().filter(name -> name.startsWith(word)).findFirst().orElse(null);
  }

  /** A cure for a name that is none of those known. */
  private static String cure(String name, List<String> known) {
    List<String> near = Nearest.to(name, known);
    String all = String.join(", ", known);
    return near.isEmpty()
        ? "use one of " + all
        : "did you mean " + near.get(0) + "? (known: " + all + ")";
  }

  /** Writes what this class reads. */
  @SafeVarargs
  static String write(String words, List<String>... suboptions) {
    StringBuilder text = new StringBuilder(words);
    String separator = ", ";
    for (List<String> some : suboptions) {
      for (String suboption : some) {
        text.append(separator).append(suboption);
        separator = " ";
      }
    }
    return text.toString();
  }
}
