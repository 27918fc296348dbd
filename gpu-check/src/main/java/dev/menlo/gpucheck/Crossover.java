package dev.menlo.gpucheck;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * From which size on the backend under check is faster than the CPU, its start counted: what {@code
 * --backend auto} should go by on this machine.
 */
final class Crossover {
  private static final String PROPERTY = "menlo.cuda.auto.seconds";

  private Crossover() {}

  /**
   * A job that ran on both.
   *
   * @param estimate seconds of the CPU as {@link dev.menlo.engine.Workload#cpuSeconds} expects them
   * @param device seconds of the backend under check, warm
   * @param cpu seconds of the CPU, warm
   */
  record Job(double estimate, double device, double cpu) {}

  /**
   * The estimate from which on every job was faster on the device: between the largest that was not
   * and the next, at their geometric mean; 0 if all were, infinity if the largest was not.
   *
   * @param start seconds that the device takes once before it does anything
   */
  static double seconds(double start, List<Job> jobs) {
    List<Job> sorted = jobs.stream().sorted(Comparator.comparingDouble(Job::estimate)).toList();
    int first = sorted.size();
    while (first > 0 && start + sorted.get(first - 1).device < sorted.get(first - 1).cpu) {
      first--;
    }
    if (first == sorted.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double from = sorted.get(first).estimate;
    return first == 0 ? 0 : Math.sqrt(from * sorted.get(first - 1).estimate);
  }

  /** Reports the crossover and the setting that it comes to. */
  static void report(Report report, double start, List<Job> jobs) {
    double seconds = seconds(start, jobs);
    String value =
        Double.isInfinite(seconds) ? "never" : String.format(Locale.ROOT, "%.2g", seconds);
    report.row(
        "auto", "start, s", start, "jobs", jobs.size(), "set", "-D" + PROPERTY + "=" + value);
  }
}
