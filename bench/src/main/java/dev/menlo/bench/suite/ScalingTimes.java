package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.menlo.bench.Cases;
import dev.menlo.bench.WarmUp;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;

/** Processor seconds of one fit by the number of its groups, one thread. Prints JSON. */
public final class ScalingTimes {
  private ScalingTimes() {}

  /** {@code ScalingTimes MOST SECONDS}: powers of ten from 100 to MOST; seconds of warm-up. */
  public static void main(String[] args) {
    int most = Integer.parseInt(args[0]);
    Dataset usual = Cases.logistic(1000, 2);
    WarmUp.settle(() -> fit(usual), Double.parseDouble(args[1]));
    ObjectNode result = Json.object();
    for (int groups = 100; groups <= most; groups *= 10) {
      Dataset data = Cases.logistic(groups, 1);
      double[] seconds = new double[groups > 100_000 ? 1 : groups > 10_000 ? 3 : 11];
      for (int i = 0; i < seconds.length; i++) {
        seconds[i] = WarmUp.seconds(() -> fit(data));
      }
      result.set("" + groups, Json.times(seconds));
    }
    Json.print(result);
  }

  private static void fit(Dataset data) {
    Menlo.fit(Cases.THREE_EFFECTS, data, Cases.LOGISTIC_OPTIONS);
  }
}
