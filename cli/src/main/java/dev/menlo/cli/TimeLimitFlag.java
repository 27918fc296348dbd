package dev.menlo.cli;

import dev.menlo.estimator.Deadline;
import picocli.CommandLine.Option;

/** The wall-clock limit of commands that fit many data sets. */
final class TimeLimitFlag {
  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      description =
          "Wall-clock limit of the run, as 30s, 5m or 1h30m; what ended before it is kept, and the"
              + " exit code is 1.")
  private String limit;

  /**
   * The deadline, counted from now.
   *
   * @throws InputException if the text is no time
   */
  Deadline deadline() {
    try {
      return limit == null ? Deadline.NONE : Deadline.after(limit);
    } catch (IllegalArgumentException e) {
      throw new InputException("--time-limit: " + e.getMessage(), e);
    }
  }
}
