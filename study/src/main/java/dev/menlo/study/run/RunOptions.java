package dev.menlo.study.run;

import dev.menlo.estimator.Deadline;

/**
 * How a study is run; rows do not depend on it.
 *
 * @param threads worker threads, at least 1
 * @param largestBatch most replicates of a batch, at least 1
 * @param deadline when the run ends early; replicates that are not fitted whole by then are left
 *     for the next run
 */
public record RunOptions(int threads, int largestBatch, Deadline deadline) {
  /** Checks the numbers. */
  public RunOptions {
    if (threads < 1 || largestBatch < 1) {
      throw new IllegalArgumentException("threads and batches must be at least 1");
    }
  }

  /** Options without a wall-clock limit. */
  public RunOptions(int threads, int largestBatch) {
    this(threads, largestBatch, Deadline.NONE);
  }

  /** A number of threads, and batches that take about as long as a commit should wait. */
  public static RunOptions threads(int threads) {
    return new RunOptions(threads, BatchSize.MOST);
  }

  /** The same with a wall-clock limit of the run. */
  public RunOptions until(Deadline value) {
    return new RunOptions(threads, largestBatch, value);
  }
}
