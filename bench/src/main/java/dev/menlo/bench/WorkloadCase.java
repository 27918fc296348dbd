package dev.menlo.bench;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import dev.menlo.model.ModelBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A job whose processor time is held against {@link dev.menlo.engine.Workload#cpuSeconds}: models
 * that differ in columns, rows a group, levels, formula and errors, each with data of its own.
 *
 * @param model the model
 * @param options one thread and starting values
 * @param data the data sets
 */
public record WorkloadCase(Model model, FitOptions options, List<Dataset> data) {
  private static final String LOGISTIC = "y = {B1:}/(1+exp(-(t-{B2:})/{B3:}))";
  private static final Map<String, Double> STARTS = Map.of("b1", 175.0, "b2", 700.0, "b3", 300.0);
  private static final double[] MEANS = {190, 720, 345};
  private static final double[] DEVIATIONS = {31, 40, 25};
  private static final int GROUPS_OF_A_REGION = 10;
  private static final int GROUPS_OF_A_SMALL_FIT = 20;

  /** The names that {@link #named} knows. */
  public static final List<String> NAMES =
      List.of(
          "effects-1",
          "effects-2",
          "effects-3",
          "reml",
          "rows-5",
          "rows-40",
          "columns-10",
          "nested",
          "compartment",
          "small",
          "power",
          "ar1",
          "ma",
          "arma");

  /**
   * A case by name.
   *
   * @param rows about how many rows
   * @throws IllegalArgumentException if there is none of that name
   */
  public static WorkloadCase named(String name, int rows) {
    int groups = rows / 10;
    return switch (name) {
      case "effects-1" -> of(effects(1), logistic(groups, 10, 1));
      case "effects-2" -> of(effects(2), logistic(groups, 10, 2));
      case "effects-3" -> of(effects(3), logistic(groups, 10, 3));
      case "reml" -> {
        WorkloadCase ml = of(effects(3), logistic(groups, 10, 3));
        yield new WorkloadCase(ml.model, ml.options.withCriterion(Criterion.REML), ml.data);
      }
      case "rows-5" -> of(effects(2), logistic(rows / 5, 5, 2));
      case "rows-40" -> of(effects(3), logistic(rows / 40, 40, 3));
      case "columns-10" -> withCovariate(groups);
      case "nested" -> of(nested(), logistic(groups, 10, 3));
      case "compartment" ->
          new WorkloadCase(
              Cases.ONE_COMPARTMENT,
              Cases.ONE_COMPARTMENT_OPTIONS,
              List.of(OneCompartmentData.simulate(rows / 8, 1)));
      case "small" -> {
        Dataset[] all = new Dataset[groups / GROUPS_OF_A_SMALL_FIT];
        for (int i = 0; i < all.length; i++) {
          all[i] = Cases.logistic(GROUPS_OF_A_SMALL_FIT, i + 1);
        }
        yield new WorkloadCase(Cases.TWO_EFFECTS, Cases.LOGISTIC_OPTIONS, List.of(all));
      }
      case "power" -> of(Cases.THREE_EFFECTS_POWER, StructuredData.power(groups, 1));
      case "ar1" -> of(Cases.THREE_EFFECTS_AR1, StructuredData.autoregressive(groups, 1));
      case "ma" -> of(effects(3, "ma 1, t(j)"), StructuredData.autoregressive(groups, 1));
      case "arma" -> of(effects(3, "arma 1 1, t(j)"), StructuredData.autoregressive(groups, 1));
      default -> throw new IllegalArgumentException("no case " + name + "; there are " + NAMES);
    };
  }

  private static WorkloadCase of(Model model, Dataset data) {
    return new WorkloadCase(model, Cases.LOGISTIC_OPTIONS, List.of(data));
  }

  /** Independent random effects of the first parameters; unstructured from three on. */
  private static Model effects(int effects) {
    return effects(effects, "");
  }

  private static Model effects(int effects, String correlation) {
    List<String> names = new ArrayList<>();
    for (int k = 1; k <= effects; k++) {
      names.add("U" + k);
    }
    String structure = effects < 3 ? ", independent" : ", unstructured";
    ModelBuilder model = Model.of(LOGISTIC);
    for (int k = 1; k <= MEANS.length; k++) {
      model.define("B" + k, "{b" + k + "}" + (k <= effects ? "+{U" + k + "[g]}" : ""));
    }
    if (!correlation.isEmpty()) {
      model.rescorrelation(correlation);
    }
    return (effects > 1 ? model.covariance(String.join(" ", names) + structure) : model).build();
  }

  /** One random effect of regions of ten groups, two of groups. */
  private static Model nested() {
    return Model.of(LOGISTIC)
        .define("B1", "{b1}+{R[region]}+{U1[region>g]}")
        .define("B2", "{b2}+{U2[region>g]}")
        .define("B3", "{b3}")
        .covariance("U1 U2, independent")
        .build();
  }

  /** Each parameter depends on a covariate of the groups: six fixed and three random effects. */
  private static WorkloadCase withCovariate(int groups) {
    Model model =
        Model.of(LOGISTIC)
            .define("B1", "{b1}+{c1}*x+{U1[g]}")
            .define("B2", "{b2}+{c2}*x+{U2[g]}")
            .define("B3", "{b3}+{c3}*x+{U3[g]}")
            .covariance("U1 U2 U3, unstructured")
            .build();
    Map<String, Double> starts = new HashMap<>(STARTS);
    starts.putAll(Map.of("c1", 0.0, "c2", 0.0, "c3", 0.0));
    return new WorkloadCase(model, Cases.started(starts), List.of(logistic(groups, 10, 3)));
  }

  /**
   * As {@link LogisticData}, with so many random effects; the first differs between regions too.
   */
  private static Dataset logistic(int groups, int rowsPerGroup, int effects) {
    Random random = new Random(1);
    int rows = groups * rowsPerGroup;
    double[][] columns = new double[5][rows];
    double region = 0;
    for (int i = 0, row = 0; i < groups; i++) {
      region = i % GROUPS_OF_A_REGION == 0 ? 20 * LogisticData.normal(random) : region;
      double[] b = MEANS.clone();
      for (int k = 0; k < effects; k++) {
        b[k] += DEVIATIONS[k] * LogisticData.normal(random);
      }
      b[0] += region;
      for (int j = 0; j < rowsPerGroup; j++, row++) {
        double t = 100 + 1500. * j / (rowsPerGroup - 1);
        columns[0][row] = i / GROUPS_OF_A_REGION;
        columns[1][row] = i + 1;
        columns[2][row] = i % 2;
        columns[3][row] = t;
        columns[4][row] =
            b[0] / (1 + StrictMath.exp(-(t - b[1]) / b[2])) + 8 * LogisticData.normal(random);
      }
    }
    return Dataset.builder()
        .source("simulated")
        .column("region", columns[0])
        .column("g", columns[1])
        .column("x", columns[2])
        .column("t", columns[3])
        .column("y", columns[4])
        .build();
  }
}
