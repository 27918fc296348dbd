package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.menlo.bench.Cases;
import dev.menlo.bench.StructuredData;
import dev.menlo.bench.WarmUp;
import dev.menlo.estimator.Certificate;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;

/**
 * What a power variance function and first-order autoregressive errors cost: processor time beside
 * that of independent errors of constant variance, whole fits, one thread, in turns. Each model
 * fits data simulated from it. Prints JSON: medians, and medians of the ratios within a turn.
 */
public final class StructureTimes {
  private StructureTimes() {}

  /** {@code StructureTimes GROUPS SECONDS TURNS}: groups of 10 rows, seconds of warm-up. */
  public static void main(String[] args) {
    int groups = Integer.parseInt(args[0]);
    double seconds = Double.parseDouble(args[1]);
    int turns = Integer.parseInt(args[2]);
    Kind[] two = {
      new Kind("iid", Cases.TWO_EFFECTS, Cases.logistic(groups, 1)),
      new Kind("power", Cases.TWO_EFFECTS_POWER, StructuredData.power(groups, 1)),
      new Kind("ar1", Cases.TWO_EFFECTS_AR1, StructuredData.autoregressive(groups, 1))
    };
    Kind[] three = {
      new Kind("iid", Cases.THREE_EFFECTS, two[0].data()),
      new Kind("power", Cases.THREE_EFFECTS_POWER, two[1].data()),
      new Kind("ar1", Cases.THREE_EFFECTS_AR1, two[2].data())
    };
    ObjectNode result = Json.object().put("groups", groups);
    result.set("two", compare(two, seconds, turns));
    result.set("three", compare(three, seconds, turns));
    Json.print(result);
  }

  private record Kind(String name, Model model, Dataset data) {
    Certificate fit() {
      return Menlo.fit(model, data, Cases.LOGISTIC_OPTIONS).certificate();
    }
  }

  private static ObjectNode compare(Kind[] kinds, double seconds, int turns) {
    for (Kind kind : kinds) {
      WarmUp.settle(kind::fit, seconds);
    }
    double[][] times = new double[kinds.length][turns];
    double[][] ratios = new double[kinds.length][turns];
    for (int turn = 0; turn < turns; turn++) {
      for (int k = 0; k < kinds.length; k++) {
        times[k][turn] = WarmUp.seconds(kinds[k]::fit);
        ratios[k][turn] = times[k][turn] / times[0][turn];
      }
    }
    ObjectNode result = Json.object();
    for (int k = 0; k < kinds.length; k++) {
      Certificate certificate = kinds[k].fit();
      ObjectNode one = Json.times(times[k]).put("ratio", Json.median(ratios[k]));
      one.put("rounds", certificate.rounds()).put("rowPasses", certificate.rowPasses());
      result.set(kinds[k].name(), one);
    }
    return result;
  }
}
