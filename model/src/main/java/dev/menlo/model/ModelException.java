package dev.menlo.model;

import java.util.List;

/**
 * A model that cannot be used as written. Carries every problem found, each with its place and
 * cure; the message joins them by line breaks.
 */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /** Creates the exception from one or more problems. */
  public ModelException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** Creates the exception from one problem. */
  public ModelException(String problem) {
    this(List.of(problem));
  }

  /** The problems, in text order. */
  public List<String> problems() {
    return problems;
  }
}
