package dev.menlo.estimator.data;

/** Data that cannot be used. The message names the place (file, line, variable) and the cure. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception from its one message. */
  public DataException(String message) {
    super(message);
  }

  /** Creates the exception with the failure behind it. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
