package dev.menlo.bench;

import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import dev.menlo.model.ModelFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Processor seconds of the same fits as the JMH benchmarks, through the public API, on one
 * warmed-up thread: the figures to hold against the peers' processor seconds on a machine that does
 * other work too. Prints lines {@code case,groups,seconds}, the median of several repetitions, and
 * the peak of the heap at the largest data set.
 */
public final class ProcessorTimes {
  private ProcessorTimes() {}

  /**
   * {@code ProcessorTimes GROUPS ...}: sizes of the single fits.
   *
   * @throws IOException if an example cannot be read
   */
  public static void main(String[] args) throws IOException {
    for (String groups : args) {
      Dataset data = Cases.logistic(Integer.parseInt(groups), 1);
      print("full", groups, 51, () -> fit(data), 1);
    }
    List<Dataset> small = Cases.small(SmallFitsBenchmark.BATCH);
    print(
        "small",
        "20",
        31,
        () -> Menlo.fitAll(Cases.TWO_EFFECTS, small, Cases.LOGISTIC_OPTIONS),
        small.size());
    Model soybean = ModelFile.read(Path.of("examples/soybean.yaml")).model();
    Dataset plots = Dataset.readCsv(Path.of("examples/data/soybean.csv"));
    print("soybean", "48", 31, () -> Menlo.fit(soybean, plots, Cases.SOYBEAN_OPTIONS), 1);
    Dataset subjects = OneCompartmentData.simulate(500, 1);
    print(
        "oneCompartment",
        "500",
        31,
        () -> Menlo.fit(Cases.ONE_COMPARTMENT, subjects, Cases.ONE_COMPARTMENT_OPTIONS),
        1);
    for (int groups = 1000; groups <= 1_000_000; groups *= 10) {
      Dataset data = Cases.logistic(groups, 1);
      print("scaling", "" + groups, groups < 100_000 ? 11 : 1, () -> fit(data), 1);
    }
    System.out.printf(Locale.ROOT, "peakHeapGigabytes,1000000,%.3f%n", peakHeap() / 1e9);
  }

  private static void fit(Dataset data) {
    Menlo.fit(Cases.THREE_EFFECTS, data, Cases.LOGISTIC_OPTIONS);
  }

  private static void print(String name, String groups, int repetitions, Runnable fits, int count) {
    if (repetitions > 1) {
      WarmUp.settle(fits);
    }
    double[] seconds = new double[repetitions];
    for (int i = 0; i < repetitions; i++) {
      seconds[i] = WarmUp.seconds(fits) / count;
    }
    Arrays.sort(seconds);
    System.out.printf(Locale.ROOT, "%s,%s,%.6e%n", name, groups, seconds[repetitions / 2]);
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
