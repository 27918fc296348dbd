package dev.menlo.engine.cuda;

import dev.menlo.engine.BackendUnavailableException;
import dev.menlo.engine.Workload;
import java.util.Locale;

/**
 * When {@code --backend auto} takes the device: where the CPU would be busy for at least so many
 * seconds ({@link Workload#cpuSeconds}), by default {@value #DEFAULT_SECONDS}.
 *
 * <p>The default is derived, not measured; no GPU has run this backend yet. What a device costs
 * before it does anything: a context and the compilation of some twenty kernels, taken as 2 s; and
 * some 40 rounds of about 40 launches and 10 transfers that wait, at 10 and 30 microseconds, 30 ms
 * in all. The work itself is counted as if the device took a third of the CPU's time, where 10^6
 * groups should be much faster. So it wins from 3 s on: 2 + 3 / 3. {@code gpu-check} measures where
 * the two take equally long on a machine, and prints the value to set.
 *
 * @param seconds seconds of the CPU from which on the device is taken; 0 for always, infinity for
 *     never
 */
record AutomaticChoice(double seconds) {
  /** System property: the seconds; {@code never} for infinity. */
  static final String PROPERTY = "menlo.cuda.auto.seconds";

  static final double DEFAULT_SECONDS = 3;

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
