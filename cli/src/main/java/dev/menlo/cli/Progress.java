package dev.menlo.cli;

import dev.menlo.estimator.FitListener;
import dev.menlo.estimator.IterationRecord;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Progress of a long fit on standard error: one line that is rewritten where a person watches, else
 * a line now and then. Silent for fits of a second or less.
 */
final class Progress implements FitListener, AutoCloseable {
  private static final long SECOND = 1_000_000_000L;
  private static final long PLAIN_EVERY = 10 * SECOND;
  private static final long REWRITTEN_EVERY = SECOND / 5;

  private final PrintStream err;
  private final boolean terminal;
  private final long began = System.nanoTime();
  private long next;
  private int shown;

  Progress(Streams streams) {
    this.err = streams.err();
    this.terminal = streams.terminal();
    this.next = began + (terminal ? SECOND : PLAIN_EVERY);
  }

  @Override
  public synchronized void round(int fit, IterationRecord round) {
    long now = System.nanoTime();
    if (now < next) {
      return;
    }
    next = now + (terminal ? REWRITTEN_EVERY : PLAIN_EVERY);
    String line =
        String.format(
            Locale.ROOT,
            "menlo: round %d, log likelihood %.6g, change %.1e, %d s",
            round.round(),
            round.logLikelihood(),
            round.change(),
            (now - began) / SECOND);
    if (terminal) {
      err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
      err.flush();
      shown = line.length();
    } else {
      err.println(line);
    }
  }

  /** Clears the line. */
  @Override
  public synchronized void close() {
    if (shown > 0) {
      err.print("\r" + " ".repeat(shown) + "\r");
      err.flush();
    }
  }
}
