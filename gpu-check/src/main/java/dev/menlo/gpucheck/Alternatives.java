package dev.menlo.gpucheck;

import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import java.util.List;
import java.util.stream.LongStream;

/** One batch of fits under other settings of what no device has decided yet. */
final class Alternatives {
  private static final int MOST_FITS = 10_000;
  private static final int FEWEST_FITS = 100;
  private static final int GROUPS = 20;

  /** Properties with the values that are tried. */
  private static final String[][] SETTINGS = {
    {"menlo.cuda.streams", "1"},
    {"menlo.cuda.streams", "2"},
    {"menlo.cuda.streams", "4"},
    {"menlo.cuda.fused.rows", "64"},
    {"menlo.cuda.fused.rows", "-1"}
  };

  private Alternatives() {}

  /** Times the batch under each setting; the properties are as they were afterwards. */
  static void time(Report report, Options options) {
    int fits = Math.min(options.mostFits(), MOST_FITS);
    if (fits < FEWEST_FITS) {
      return;
    }
    List<Dataset> data =
        LongStream.rangeClosed(1, fits).mapToObj(seed -> GrowthData.of(GROUPS, seed)).toList();
    for (String[] setting : SETTINGS) {
      String before = System.getProperty(setting[0]);
      System.setProperty(setting[0], setting[1]);
      try {
        report.row(
            "alternatives",
            "setting",
            setting[0] + "=" + setting[1],
            "fits",
            fits,
            "seconds",
            seconds(data, options.backend()));
      } finally {
        restore(setting[0], before);
      }
    }
  }

  private static double seconds(List<Dataset> data, String backend) {
    Runnable run = () -> Menlo.fitAll(GrowthData.MODEL, data, GrowthData.options(backend, 1));
    run.run();
    long began = System.nanoTime();
    run.run();
    return (System.nanoTime() - began) * 1e-9;
  }

  private static void restore(String property, String value) {
    if (value == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, value);
    }
  }
}
