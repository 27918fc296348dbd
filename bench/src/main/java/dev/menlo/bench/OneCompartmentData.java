package dev.menlo.bench;

import dev.menlo.estimator.data.Dataset;
import java.util.Random;

/**
 * Simulated concentrations after one oral dose, one compartment with first-order absorption, eight
 * samples a subject:
 *
 * <pre>
 * c(t) = dose ka ke / (cl (ka - ke)) (exp(-ke t) - exp(-ka t)) + e,   e ~ N(0, .3^2)
 * log cl ~ N(-3.2, .25^2),  log ka ~ N(.45, .3^2),  log ke = -2.4
 * </pre>
 */
public final class OneCompartmentData {
  private static final double[] TIMES = {0.5, 1, 2, 4, 6, 9, 12, 24};

  private OneCompartmentData() {}

  /** A data set with variables subject, dose, time and conc; the same seed gives the same data. */
  public static Dataset simulate(int subjects, long seed) {
    Random random = new Random(seed);
    int rows = subjects * TIMES.length;
    double[] subject = new double[rows];
    double[] dose = new double[rows];
    double[] time = new double[rows];
    double[] conc = new double[rows];
    double ke = StrictMath.exp(-2.4);
    for (int i = 0, row = 0; i < subjects; i++) {
      double cl = StrictMath.exp(-3.2 + 0.25 * LogisticData.normal(random));
      double ka = StrictMath.exp(0.45 + 0.3 * LogisticData.normal(random));
      for (double t : TIMES) {
        subject[row] = i + 1;
        dose[row] = 4;
        time[row] = t;
        double mean =
            4 * ka * ke / (cl * (ka - ke)) * (StrictMath.exp(-ke * t) - StrictMath.exp(-ka * t));
        conc[row++] = mean + 0.3 * LogisticData.normal(random);
      }
    }
    return Dataset.builder()
        .source("simulated")
        .column("subject", subject)
        .column("dose", dose)
        .column("time", time)
        .column("conc", conc)
        .build();
  }
}
