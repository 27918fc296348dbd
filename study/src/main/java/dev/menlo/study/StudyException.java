package dev.menlo.study;

/** A study that cannot be read, run or stored. The message names the place and the cure. */
public final class StudyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception from its one message. */
  public StudyException(String message) {
    super(message);
  }

  /** Creates the exception with the failure behind it. */
  public StudyException(String message, Throwable cause) {
    super(message, cause);
  }
}
