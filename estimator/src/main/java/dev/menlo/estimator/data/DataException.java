package dev.menlo.estimator.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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

  /** A file that cannot be read, with the reason in words and what to do. */
  public static DataException unreadable(Path file, IOException failure) {
    return new DataException("cannot read " + file + ": " + reason(failure), failure);
  }

  /** Why a file cannot be read, and what to do: a part of a sentence. */
  public static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file; check the path";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied; have its owner allow it, or copy the file";
    }
    if (failure instanceof CharacterCodingException) {
      return "it is not UTF-8 text; convert it to UTF-8";
    }
    return "Is a directory".equals(failure.getMessage())
        ? "it is a folder; give a file"
        : failure.getMessage() + "; give a file that can be read, or a copy of it";
  }
}
