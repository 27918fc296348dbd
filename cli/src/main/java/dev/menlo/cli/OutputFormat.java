package dev.menlo.cli;

/** How results are printed. */
enum OutputFormat {
  TEXT,
  JSON;

  /** Reads the text of an option at some place. */
  static OutputFormat of(String text, String place) {
    return switch (text) {
      case "text" -> TEXT;
      case "json" -> JSON;
      default -> throw new InputException(place + ": the formats are text and json, not " + text);
    };
  }
}
