package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.menlo.bench.PreparedFits;
import dev.menlo.bench.WarmUp;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Menlo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Processor seconds of one case on one thread, in rounds that take turns: whole fits through the
 * public API with binding, standard errors and report; the alternation alone; and the program
 * written by hand, on the same files. Prints JSON.
 */
public final class FitTimes {
  private FitTimes() {}

  /**
   * {@code FitTimes CASE SECONDS TURNS FOLDER [PROGRAM]}: SECONDS bound the warm-up and each of
   * TURNS, FOLDER takes the data, PROGRAM is the compiled speed_of_light.
   *
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    FitCase fits = FitCase.named(args[0]);
    double seconds = Double.parseDouble(args[1]);
    List<Path> files = fits.files(Path.of(args[3]));
    int turns = Integer.parseInt(args[2]);
    ObjectNode result = Json.object();
    result.put("fits", fits.data().size());
    result.put("logLikelihood", logLikelihood(fits, result));
    Runnable whole = () -> Menlo.fitAll(fits.model(), fits.data(), fits.options());
    PreparedFits prepared = new PreparedFits(fits.model(), fits.data(), fits.options());
    WarmUp.settle(whole, 4 * seconds);
    WarmUp.settle(prepared::run, 2 * seconds);
    List<String> byHand = args.length > 4 ? byHand(args[4], fits, seconds, files) : List.of();
    List<Double> wholes = new ArrayList<>();
    List<Double> alternations = new ArrayList<>();
    List<ObjectNode> hands = new ArrayList<>();
    for (int round = 0; round < turns; round++) {
      wholes.add(turn(whole, seconds) / fits.data().size());
      alternations.add(turn(prepared::run, seconds) / fits.data().size());
      if (!byHand.isEmpty()) {
        hands.add(Json.last(Child.output(byHand, 10)));
      }
    }
    result.set("whole", Json.times(array(wholes)));
    result.set("alternation", Json.times(array(alternations)));
    result.put("allocatedBytes", allocated(whole) / fits.data().size());
    result.put("allocatedBytesOfAlternation", allocated(prepared::run) / fits.data().size());
    if (!hands.isEmpty()) {
      result.set("byHand", byHand(hands));
    }
    Json.print(result);
  }

  private static double logLikelihood(FitCase fits, ObjectNode result) {
    double sum = 0;
    int rounds = 0;
    int failed = 0;
    for (Fit fit : Menlo.fitAll(fits.model(), fits.data(), fits.options())) {
      sum += fit.logLikelihood();
      rounds += fit.certificate().rounds();
      failed += fit.converged() ? 0 : 1;
    }
    result.put("rounds", (double) rounds / fits.data().size());
    result.put("notConverged", failed);
    return sum;
  }

  private static List<String> byHand(
      String program, FitCase fits, double seconds, List<Path> files) {
    if (fits.byHand().isEmpty()) {
      return List.of();
    }
    List<String> command = new ArrayList<>(List.of(program, "--fit"));
    command.addAll(fits.byHand());
    command.add(Double.toString(seconds));
    files.forEach(file -> command.add(file.toString()));
    return command;
  }

  private static ObjectNode byHand(List<ObjectNode> turns) {
    ObjectNode all =
        Json.times(turns.stream().mapToDouble(t -> t.get("median").doubleValue()).toArray());
    all.put("packing", turns.get(0).get("packing").doubleValue());
    all.put("logLikelihood", turns.get(0).get("logLikelihood").doubleValue());
    return all.put("notConverged", turns.get(0).get("notConverged").intValue());
  }

  /** The median time of as many runs as some seconds hold, at least three. */
  private static double turn(Runnable fits, double seconds) {
    List<Double> times = new ArrayList<>();
    long until = System.nanoTime() + (long) (seconds * 1e9);
    while (times.size() < 3 || System.nanoTime() < until) {
      times.add(WarmUp.seconds(fits));
    }
    return Json.median(array(times));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Bytes that this thread allocates in one run. */
  private static long allocated(Runnable fits) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    fits.run();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }
}
