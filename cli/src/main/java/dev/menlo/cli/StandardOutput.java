package dev.menlo.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;

/**
 * Standard output that remembers why it failed: a {@link java.io.PrintStream} only knows that it
 * did. A reader that has seen enough ({@code menlo fit ... | head}) is no failure; a full disk is.
 */
final class StandardOutput extends FilterOutputStream {
  private IOException failure;

  StandardOutput() {
    super(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  private IOException remembered(IOException e) {
    failure = failure == null ? e : failure;
    return e;
  }

  /** Why results are lost, or "" if they are not. */
  String loss() {
    String reason = failure == null ? "" : String.valueOf(failure.getMessage());
    return reason.contains("Broken pipe") ? "" : reason;
  }
}
