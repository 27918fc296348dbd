package dev.menlo.cli.report;

import java.util.ArrayList;
import java.util.List;

/** Paragraphs broken at blanks. */
final class Paragraph {
  private static final int WIDTH = 78;

  private Paragraph() {}

  /** The lines of a text that begins with a head and goes on under its first word. */
  static List<String> lines(String head, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(head);
    for (String word : text.split("\\s+")) {
      if (line.length() + word.length() > WIDTH && line.length() > head.length()) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(head.length()));
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
