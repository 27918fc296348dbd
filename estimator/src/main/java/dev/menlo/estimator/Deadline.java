package dev.menlo.estimator;

import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The moment when a run's wall-clock time is up. A run may be many calls, all with one deadline:
 * its time counts from when the deadline was made. Fits that have not ended then end with {@link
 * Outcome#TIME_LIMIT}; fits that have are not touched, so what they say does not depend on the
 * clock.
 */
public final class Deadline {
  /** Never. */
  public static final Deadline NONE = new Deadline(() -> false, "no time limit");

  /** What nanoseconds can count. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final Pattern TEXT =
      Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9}(?:\\.\\d+)?)s?)?");

  private final BooleanSupplier passed;
  private final String words;

  private Deadline(BooleanSupplier passed, String words) {
    this.passed = passed;
    this.words = words;
  }

  /**
   * A deadline that something else decides, such as a service that is told to stop.
   *
   * @param passed asked once a pass over the data, by several threads; once true it stays true
   * @param words what passed, for messages: {@code time limit of 30 s}
   */
  public static Deadline when(BooleanSupplier passed, String words) {
    return new Deadline(passed, words);
  }

  /**
   * The deadline some time from now.
   *
   * @throws IllegalArgumentException unless the time is positive
   */
  public static Deadline after(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("a time limit must be positive, not " + limit);
    }
    long began = System.nanoTime();
    long nanos = limit.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : limit.toNanos();
    String seconds = String.format(Locale.ROOT, "%.3f", nanos * 1e-9).replaceFirst("\\.?0+$", "");
    return new Deadline(
        () -> System.nanoTime() - began >= nanos, "time limit of " + seconds + " s");
  }

  /**
   * The deadline some time from now, as text: {@code 30s}, {@code 5m}, {@code 1h30m}, or seconds.
   *
   * @throws IllegalArgumentException if the text is no positive time
   */
  public static Deadline after(String text) {
    Matcher parts = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    double seconds =
        parts.matches()
            ? 3600 * number(parts.group(1)) + 60 * number(parts.group(2)) + number(parts.group(3))
            : 0;
    if (!(seconds > 0)) {
      throw new IllegalArgumentException(
          "a positive time is written as 30s, 5m, 2h or 1h30m, not \"" + text + "\"");
    }
    return after(Duration.ofNanos(Math.max(1, Math.round(1e9 * Math.min(seconds, 1e9)))));
  }

  private static double number(String digits) {
    return digits == null ? 0 : Double.parseDouble(digits);
  }

  /** Whether the time is up. */
  public boolean passed() {
    return passed.getAsBoolean();
  }

  /** The limit in words, {@code time limit of 1.5 s}, for messages. */
  @Override
  public String toString() {
    return words;
  }
}
