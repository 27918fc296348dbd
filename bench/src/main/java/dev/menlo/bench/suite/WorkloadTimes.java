package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.menlo.bench.PreparedFits;
import dev.menlo.bench.WarmUp;
import dev.menlo.bench.WorkloadCase;
import dev.menlo.engine.Workload;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Menlo;
import java.util.List;

/**
 * Processor time of one job on one thread beside what {@link Workload#cpuSeconds} expects: the
 * alternation, which is what another backend could take over, and the whole fit. Prints JSON.
 */
public final class WorkloadTimes {
  private static final int TURNS = 5;

  private WorkloadTimes() {}

  /**
   * {@code WorkloadTimes CASE ROWS SECONDS}: a {@link WorkloadCase}, and seconds of warm-up; the
   * names of all cases without arguments.
   */
  public static void main(String[] args) {
    if (args.length == 0) {
      System.out.println(String.join(" ", WorkloadCase.NAMES));
      return;
    }
    WorkloadCase job = WorkloadCase.named(args[0], Integer.parseInt(args[1]));
    double seconds = Double.parseDouble(args[2]);
    PreparedFits prepared = new PreparedFits(job.model(), job.data(), job.options());
    Workload work = prepared.workload();
    double first = WarmUp.seconds(prepared::run);
    WarmUp.settle(prepared::run, seconds);
    double[] times = new double[TURNS];
    for (int turn = 0; turn < TURNS; turn++) {
      times[turn] = WarmUp.seconds(prepared::run);
    }
    double alternation = Json.median(times);
    List<Fit> fits = Menlo.fitAll(job.model(), job.data(), job.options());
    ObjectNode result = Json.object().put("case", args[0]).put("fits", work.fits());
    result.put("groups", work.groups()).put("rows", work.rows()).put("columns", work.columns());
    result.put("rounds", fits.stream().mapToInt(f -> f.certificate().rounds()).average().orElse(0));
    result.put("notConverged", fits.stream().filter(f -> !f.converged()).count());
    result.put("first", 1e6 * first / work.rows());
    result.put("microsecondsARow", 1e6 * alternation / work.rows());
    result.put("expected", 1e6 * work.cpuSeconds() / work.rows());
    Json.print(result.put("expectedOverMeasured", work.cpuSeconds() / alternation));
  }
}
