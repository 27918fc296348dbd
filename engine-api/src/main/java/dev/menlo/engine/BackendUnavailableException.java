package dev.menlo.engine;

/** A backend was asked for that cannot run here. The message carries the reasons. */
public final class BackendUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with one line that names backend, reason and cure. */
  public BackendUnavailableException(String message) {
    super(message);
  }
}
