package dev.menlo.cli.report;

import java.util.List;

/** An answer as text and as JSON. */
public interface Report {
  /** The text, one line an element. */
  List<String> lines();

  /** The same as one JSON value, ending with a line break. */
  String json();
}
