package dev.menlo.bench;

import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import dev.menlo.model.ModelBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The models, options and data of the benchmarks; the peers' scripts state the same models. */
public final class Cases {
  private static final String AUTOREGRESSIVE = "ar 1, t(j)";
  private static final String POWER = "power _yhat, noconstant";

  /** Logistic growth, three unstructured random effects. */
  public static final Model THREE_EFFECTS = threeEffects().build();

  /** The same with the variance a power of the mean. */
  public static final Model THREE_EFFECTS_POWER = threeEffects().resvariance(POWER).build();

  /** The same with autoregressive errors. */
  public static final Model THREE_EFFECTS_AR1 =
      threeEffects().rescorrelation(AUTOREGRESSIVE).build();

  /** Logistic growth, two independent random effects. */
  public static final Model TWO_EFFECTS = twoEffects().build();

  /** The same with the variance a power of the mean. */
  public static final Model TWO_EFFECTS_POWER = twoEffects().resvariance(POWER).build();

  /** The same with autoregressive errors. */
  public static final Model TWO_EFFECTS_AR1 = twoEffects().rescorrelation(AUTOREGRESSIVE).build();

  /** One compartment with first-order absorption, two independent random effects. */
  public static final Model ONE_COMPARTMENT =
      Model.of(
              "conc = (dose*{ke:}*{ka:}/({cl:}*({ka:}-{ke:})))*(exp(-{ke:}*time)-exp(-{ka:}*time))")
          .define("cl", "exp({b0}+{U0[subject]})")
          .define("ka", "exp({b1}+{U1[subject]})")
          .define("ke", "exp({b2})")
          .covariance("U0 U1, independent")
          .build();

  /** One thread, starting values as the peers get them. */
  public static final FitOptions LOGISTIC_OPTIONS =
      started(Map.of("b1", 175.0, "b2", 700.0, "b3", 300.0));

  /** One thread, starting values as nlme gets them. */
  public static final FitOptions SOYBEAN_OPTIONS =
      started(Map.of("b1", 19.0, "b2", 55.0, "b3", 8.5));

  /** One thread and starting values. */
  public static final FitOptions ONE_COMPARTMENT_OPTIONS =
      started(Map.of("b0", -3.0, "b1", 0.5, "b2", -2.5));

  /** Standard deviation of B3 in all logistic data. */
  public static final double SD3 = 25;

  private Cases() {}

  private static ModelBuilder threeEffects() {
    return Model.of("y = ({b1}+{U1[g]})/(1+exp(-(t-{b2}-{U2[g]})/({b3}+{U3[g]})))")
        .covariance("U1 U2 U3, unstructured");
  }

  private static ModelBuilder twoEffects() {
    return Model.of("y = ({b1}+{U1[g]})/(1+exp(-(t-{b2}-{U2[g]})/{b3}))")
        .covariance("U1 U2, independent");
  }

  /** One thread and starting values. */
  public static FitOptions started(Map<String, Double> initial) {
    return FitOptions.defaults().withThreads(1).withInitial(initial);
  }

  /** Logistic growth, 10 rows a group. */
  public static Dataset logistic(int groups, long seed) {
    return LogisticData.simulate(groups, 10, SD3, seed).dataset();
  }

  /** Data sets of 20 groups x 10 rows with seeds from 1. */
  public static List<Dataset> small(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(seed -> logistic(20, seed)).toList();
  }
}
