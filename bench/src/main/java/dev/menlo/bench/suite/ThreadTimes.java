package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.menlo.bench.Cases;
import dev.menlo.bench.WarmUp;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Seconds of the clock with one thread and with more, in turns: a batch of small fits and one large
 * fit. Means something on an idle machine only. Prints JSON.
 */
public final class ThreadTimes {
  private ThreadTimes() {}

  /** {@code ThreadTimes FITS GROUPS SECONDS TURNS}: small fits of the batch; groups of the one. */
  public static void main(String[] args) {
    List<Dataset> small = Cases.small(Integer.parseInt(args[0]));
    Dataset large = Cases.logistic(Integer.parseInt(args[1]), 1);
    double seconds = Double.parseDouble(args[2]);
    int turns = Integer.parseInt(args[3]);
    ObjectNode result =
        Json.object().put("fits", small.size()).put("groups", Integer.parseInt(args[1]));
    result.set(
        "batch", compare(n -> Menlo.fitAll(Cases.TWO_EFFECTS, small, with(n)), seconds, turns));
    result.set(
        "single", compare(n -> Menlo.fit(Cases.THREE_EFFECTS, large, with(n)), seconds, turns));
    Json.print(result);
  }

  private static FitOptions with(int threads) {
    return Cases.LOGISTIC_OPTIONS.withThreads(threads);
  }

  private static ObjectNode compare(IntConsumer fits, double seconds, int turns) {
    int most = Runtime.getRuntime().availableProcessors();
    WarmUp.settle(() -> fits.accept(1), seconds);
    fits.accept(most);
    ObjectNode result = Json.object();
    double[][] times = new double[most + 1][turns];
    for (int turn = 0; turn < turns; turn++) {
      for (int threads = 1; threads <= most; threads = next(threads, most)) {
        long began = System.nanoTime();
        fits.accept(threads);
        times[threads][turn] = (System.nanoTime() - began) * 1e-9;
      }
    }
    for (int threads = 1; threads <= most; threads = next(threads, most)) {
      double[] gains = new double[turns];
      for (int turn = 0; turn < turns; turn++) {
        gains[turn] = times[1][turn] / times[threads][turn];
      }
      result.set("" + threads, Json.times(times[threads]).put("gain", Json.median(gains)));
    }
    return result;
  }

  /** Powers of two, and all. */
  private static int next(int threads, int most) {
    return threads == most ? most + 1 : Math.min(2 * threads, most);
  }
}
