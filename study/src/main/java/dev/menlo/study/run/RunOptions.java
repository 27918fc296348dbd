package dev.menlo.study.run;

/**
 * How a study is run; rows do not depend on it.
 *
 * @param threads worker threads, at least 1
 * @param largestBatch most replicates of a batch, at least 1
 */
public record RunOptions(int threads, int largestBatch) {
  /** Checks the numbers. */
  public RunOptions {
    if (threads < 1 || largestBatch < 1) {
      throw new IllegalArgumentException("threads and batches must be at least 1");
    }
  }

  /** A number of threads, and batches that take about as long as a commit should wait. */
  public static RunOptions threads(int threads) {
    return new RunOptions(threads, BatchSize.MOST);
  }
}
