package dev.menlo.engine.cpu;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A program that starts on doubles and goes on on vectors once those are faster. Vector code is
 * slow until HotSpot has compiled it, far slower than the same on doubles; so a program that has
 * run often is lowered to vectors aside, on a thread of its own, is run there on a copy of real
 * rows until it beats the other form, and only then takes over. Results are the same bits.
 */
final class AdaptiveLanes implements LaneProgram {
  /** Rows of lanes after which vectors are tried: some milliseconds of work. */
  private static final long OFTEN = 20_000;

  /** Time that trying may take, in nanoseconds. */
  private static final long PATIENCE = 60_000_000_000L;

  private static final int ROUND = 200;

  /** More numbers than a lane has where they are the same for all rows. */
  private static final int MOST_EFFECTS = 1 << 12;

  private static final ExecutorService ASIDE =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "menlo-vectors");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
          });

  private final LaneProgram scalar;
  private final Supplier<LaneProgram> vectors;
  private final int[] widths;
  private final int sumCount;
  private volatile LaneProgram now;

  /** Not exact when several threads count; it need not be. */
  private long rowsSoFar;

  private boolean tried;

  /**
   * Begins on doubles.
   *
   * @param widths numbers a row of the first, second, third, stored and lane arrays; the last is 0
   *     where a lane has the same numbers in all rows
   * @param sumCount sums of a lane
   */
  AdaptiveLanes(LaneProgram scalar, Supplier<LaneProgram> vectors, int[] widths, int sumCount) {
    this.scalar = scalar;
    this.vectors = vectors;
    this.widths = widths;
    this.sumCount = sumCount;
    now = scalar;
  }

  @Override
  public void run(
      double[] first,
      int firstAt,
      double[] second,
      int secondAt,
      double[] means,
      int meansAt,
      double[] lane,
      int laneAt,
      double[] beta,
      double[] delta,
      int rows,
      double[] stored,
      int storedAt,
      double[] sums,
      int sumsAt,
      double[] spill) {
    if (!tried) {
      rowsSoFar += rows;
      if (rowsSoFar > OFTEN) {
        tried = true;
        Call call =
            new Call(
                copy(first, firstAt, (rows + 1) * widths[0]),
                copy(second, secondAt, (rows + 1) * widths[1]),
                copy(means, meansAt, (rows + 1) * widths[2]),
                copy(lane, laneAt, widths[4] > 0 ? rows * widths[4] : MOST_EFFECTS),
                beta.clone(),
                delta.clone(),
                rows,
                new double[rows * widths[3] * LANES],
                new double[sumCount * LANES]);
        ASIDE.execute(() -> tryVectors(call));
      }
    }
    now.run(
        first, firstAt, second, secondAt, means, meansAt, lane, laneAt, beta, delta, rows, stored,
        storedAt, sums, sumsAt, spill);
  }

  /**
   * A copy of some numbers of every lane, or of what there is of them; one more row than is run,
   * because a program may read the row after.
   */
  private static double[] copy(double[] from, int at, int numbers) {
    int end = (int) Math.min(from.length, at + (long) numbers * LANES);
    return Arrays.copyOfRange(from, Math.min(at, end), end);
  }

  private void tryVectors(Call call) {
    LaneProgram candidate = vectors.get();
    long began = System.nanoTime();
    while (System.nanoTime() - began < PATIENCE) {
      long plain = call.time(scalar);
      double[] expected = call.results();
      if (call.time(candidate) < 0.9 * plain && Arrays.equals(expected, call.results())) {
        now = candidate;
        return;
      }
    }
  }

  /** Arguments of a run, apart from everything else. */
  private record Call(
      double[] first,
      double[] second,
      double[] means,
      double[] lane,
      double[] beta,
      double[] delta,
      int rows,
      double[] stored,
      double[] sums) {
    /** Runs a program several times; returns the shortest time of a few rounds. */
    long time(LaneProgram program) {
      double[] spill = new double[SPILL];
      long shortest = Long.MAX_VALUE;
      for (int round = 0; round < 5; round++) {
        long began = System.nanoTime();
        for (int i = 0; i < ROUND / 5; i++) {
          Arrays.fill(sums, 0);
          program.run(
              first, 0, second, 0, means, 0, lane, 0, beta, delta, rows, stored, 0, sums, 0, spill);
        }
        shortest = Math.min(shortest, System.nanoTime() - began);
      }
      return shortest;
    }

    double[] results() {
      double[] all = Arrays.copyOf(sums, sums.length + stored.length);
      System.arraycopy(stored, 0, all, sums.length, stored.length);
      return all;
    }
  }
}
