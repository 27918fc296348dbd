package dev.menlo.bench.suite;

import java.io.IOException;

/** A part cannot be measured here; the message says what is missing. */
final class SkippedException extends IOException {
  private static final long serialVersionUID = 1L;

  SkippedException(String reason) {
    super(reason);
  }
}
