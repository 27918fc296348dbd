package dev.menlo.engine.cuda;

import dev.menlo.engine.BackendUnavailableException;
import dev.menlo.engine.Workload;
import java.util.Locale;

/**
 * When {@code --backend auto} takes the device: where the CPU would be busy for at least so many
 * seconds ({@link Workload#cpuSeconds}), by default {@value #DEFAULT_SECONDS}.
 *
 * <p>The default is twice what a device costs before it does anything, about 2 s: .9 s to compile
 * the six modules of a fit with independent errors for {@code sm_90} (measured with NVIDIA's
 * compiler in a library, 4.7 s for the twelve of a power variance; a driver keeps what it has
 * compiled), and 1 s allowed for the context, which is not measured: no GPU has run this backend
 * yet. Twice the start, because nothing is assumed of a device's speed: where the CPU is kept, it
 * takes less than twice as long as the fastest device would; where the device is taken, that is a
 * loss only if it works less than twice as fast as the CPU. {@code gpu-check} measures where the
 * two take equally long on a machine, and prints the value to set.
 *
 * @param seconds seconds of the CPU from which on the device is taken; 0 for always, infinity for
 *     never
 */
record AutomaticChoice(double seconds) {
  /** System property: the seconds; {@code never} for infinity. */
  static final String PROPERTY = "menlo.cuda.auto.seconds";

  static final double DEFAULT_SECONDS = 4;

  /** The choice that the system property asks for. */
  static AutomaticChoice ofThisProcess() {
    return of(System.getProperty(PROPERTY));
  }

  /**
   * Reads a value of the property; null for the default.
   *
   * @throws BackendUnavailableException if it is neither {@code never} nor a number of at least 0
   */
  static AutomaticChoice of(String text) {
    if (text == null) {
      return new AutomaticChoice(DEFAULT_SECONDS);
    }
    if (text.trim().equals("never")) {
      return new AutomaticChoice(Double.POSITIVE_INFINITY);
    }
    try {
      double seconds = Double.parseDouble(text.trim());
      if (seconds >= 0) {
        return new AutomaticChoice(seconds);
      }
      throw refused(text, null);
    } catch (NumberFormatException e) {
      throw refused(text, e);
    }
  }

  private static BackendUnavailableException refused(String text, Throwable cause) {
    BackendUnavailableException refused =
        new BackendUnavailableException(
            PROPERTY + " must be a number of seconds, at least 0, or never; not '" + text + "'");
    refused.initCause(cause);
    return refused;
  }

  /** Whether a job is worth the cost of starting. */
  boolean suits(Workload work) {
    return work.cpuSeconds() >= seconds;
  }

  /** The rule as a sentence. */
  String rule() {
    if (seconds == Double.POSITIVE_INFINITY) {
      return "auto never takes it (" + PROPERTY + "=never)";
    }
    return String.format(
        Locale.ROOT,
        "auto takes it for jobs that are expected to keep the CPU busy for %s s or longer"
            + " (-D%s=SECONDS%s)",
        Double.toString(seconds).replaceAll("\\.0$", ""),
        PROPERTY,
        seconds == DEFAULT_SECONDS ? "; the default is derived, not measured" : "");
  }
}
