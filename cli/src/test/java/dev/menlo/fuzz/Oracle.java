package dev.menlo.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.data.DataException;
import dev.menlo.model.ModelException;
import dev.menlo.study.StudyException;
import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;

/**
 * What every input must come to: it is read, or refused by one of menlo's own exceptions with a
 * message that names the place. Any other exception or error is a finding, and so is an input of a
 * few kilobytes that takes seconds.
 */
final class Oracle {
  /** Processor time that an input may take; a loaded machine does not use it up. */
  private static final double MOST_SECONDS = 10;

  private static final int MOST_CHARACTERS = 50_000;
  private static final Pattern EMPTY = Pattern.compile("^null|: null$");

  private Oracle() {}

  /** Reads an input. */
  interface Reading {
    void read();
  }

  /**
   * Reads an input and judges how that ends.
   *
   * @param place what a refusal's message must contain
   */
  static void readOrRefused(Pattern place, Reading reading) {
    long began = processorTime();
    try {
      reading.read();
    } catch (ModelException | DataException | StudyException e) {
      requireClear(e, place);
    }
    assertThat((processorTime() - began) * 1e-9).as("seconds").isLessThan(MOST_SECONDS);
  }

  private static void requireClear(RuntimeException refusal, Pattern place) {
    String message = String.valueOf(refusal.getMessage());
    if (!place.matcher(message).find()
        || EMPTY.matcher(message).find()
        || message.length() > MOST_CHARACTERS) {
      throw new AssertionError("a refusal that does not help: " + message, refusal);
    }
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
