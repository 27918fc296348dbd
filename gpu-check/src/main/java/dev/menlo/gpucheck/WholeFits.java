package dev.menlo.gpucheck;

import dev.menlo.engine.Workload;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Whole fits and batches of fits, against all cores of the same machine. */
final class WholeFits {
  private static final int GROUPS_OF_A_SMALL_FIT = 20;

  private WholeFits() {}

  /** Times fits and batches on both; the jobs for {@link Crossover}. */
  static List<Crossover.Job> time(Report report, Options options) {
    List<Crossover.Job> jobs = new ArrayList<>();
    for (int groups : Options.sizes(1000, options.mostGroups())) {
      Dataset data = GrowthData.of(groups, 1);
      Workload work = work(1, groups);
      double[] seconds =
          compare(
              report,
              "fit of " + groups + " groups",
              options.backend(),
              work,
              name ->
                  List.of(Menlo.fit(GrowthData.MODEL, data, GrowthData.options(name, cores()))));
      jobs.add(new Crossover.Job(work.cpuSeconds(), seconds[0], seconds[1]));
    }
    for (int fits : Options.sizes(100, options.mostFits())) {
      List<Dataset> data =
          LongStream.rangeClosed(1, fits)
              .mapToObj(seed -> GrowthData.of(GROUPS_OF_A_SMALL_FIT, seed))
              .toList();
      Workload work = work(fits, GROUPS_OF_A_SMALL_FIT);
      double[] seconds =
          compare(
              report,
              fits + " fits of " + GROUPS_OF_A_SMALL_FIT + " groups",
              options.backend(),
              work,
              name -> Menlo.fitAll(GrowthData.MODEL, data, GrowthData.options(name, cores())));
      jobs.add(new Crossover.Job(work.cpuSeconds(), seconds[0], seconds[1]));
    }
    return jobs;
  }

  private static Workload work(long fits, long groups) {
    long all = fits * groups;
    return new Workload(fits, all, all * GrowthData.ROWS, GrowthData.COLUMNS, cores());
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Seconds of the backend under check and of the CPU, both warm. */
  private static double[] compare(
      Report report, String what, String backend, Workload work, Function<String, List<Fit>> fit) {
    double[] seconds = new double[2];
    String[] names = {backend, "cpu"};
    long converged = 0;
    for (int k = 0; k < names.length; k++) {
      String name = names[k];
      Supplier<List<Fit>> run = () -> fit.apply(name);
      // The first run compiles.
      run.get();
      long start = System.nanoTime();
      List<Fit> fits = run.get();
      seconds[k] = (System.nanoTime() - start) * 1e-9;
      if (k == 0) {
        converged = fits.stream().filter(Fit::converged).count();
      }
    }
    report.row(
        "whole fits",
        "what",
        what,
        "converged",
        converged,
        "seconds",
        seconds[0],
        "seconds of the CPU, all cores",
        seconds[1],
        "as auto expects them",
        work.cpuSeconds(),
        "times as fast",
        seconds[1] / seconds[0]);
    return seconds;
  }
}
