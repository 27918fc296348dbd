package dev.menlo.model.syntax;

/**
 * Where a piece of a formula was written. Any two places are equal: where something is written is
 * no part of what it says, so formulas compare by content.
 */
public final class Place {
  private final Source source;
  private final int at;

  /**
   * A place in a source.
   *
   * @param at position in its text, from 0
   */
  public Place(Source source, int at) {
    this.source = source;
    this.at = at;
  }

  /** The place of a word in the same source, or this place if it is not there. */
  public Place of(String word) {
    int found = source.text().indexOf(word);
    return found < 0 ? this : new Place(source, found);
  }

  /** A problem found here, with the line and a caret. */
  public String problem(String message) {
    return source.problem(at, message);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return source.label() + "@" + at;
  }
}
