package dev.menlo.estimator.robustness;

import dev.menlo.estimator.BoundExample;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.simulate.ReplicateKey;
import dev.menlo.estimator.simulate.Simulation;
import dev.menlo.estimator.simulate.TrueParameters;
import dev.menlo.model.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Simulated data sets that other programs are known to fail on. */
enum HardStudy {
  /** One compartment, 12 subjects with 4 samples each, three unstructured random effects. */
  SPARSE {
    @Override
    Model model() {
      return Model.of("y = dose*{ke:}*{ka:}/({cl:}*({ka:}-{ke:}))*(exp(-{ke:}*x)-exp(-{ka:}*x))")
          .define("cl: exp({lcl}+{U1[id]})")
          .define("ka: exp({lka}+{U2[id]})")
          .define("ke: exp({lke}+{U3[id]})")
          .covariance("U1 U2 U3, unstructured")
          .build();
    }

    @Override
    Map<String, Double> truth() {
      return HardStudy.named("lcl", -3.2, "lka", 0.45, "lke", -2.4);
    }

    @Override
    List<double[]> psi() {
      return List.of(new double[] {0.0625, 0, 0, 0, 0.09, 0, 0, 0, 0.02});
    }

    @Override
    double sigma() {
      return 0.3;
    }

    @Override
    Dataset design() {
      return HardStudy.rows(12, new double[] {0.5, 2, 8, 24}, 4);
    }
  },

  /** Sigmoid Emax, 100 subjects at 4 doses each, additive error; two random effects. */
  SIGMOID_EMAX {
    @Override
    Model model() {
      return Model.of("y = {e:}+{m:}*x^{h}/({ed50}^{h}+x^{h})")
          .define("e: {e0}*exp({U1[id]})")
          .define("m: {emax}*exp({U2[id]})")
          .build();
    }

    @Override
    Map<String, Double> truth() {
      return HardStudy.named("e0", 5, "emax", 30, "ed50", 500, "h", 2);
    }

    @Override
    List<double[]> psi() {
      return List.of(new double[] {0.09, 0, 0, 0.16});
    }

    @Override
    double sigma() {
      return 2;
    }

    @Override
    Dataset design() {
      return HardStudy.rows(100, new double[] {0, 100, 300, 1000}, 1);
    }
  },

  /**
   * The same with a random effect on ED50 beside a free power: penalised least squares can then fit
   * every subject at no penalty as the power grows, and what fixed points there are, are saddles.
   */
  RANDOM_ED50 {
    @Override
    Model model() {
      return Model.of("y = {e:}+{m:}*x^{h}/({d:}^{h}+x^{h})")
          .define("e: {e0}*exp({U1[id]})")
          .define("m: {emax}*exp({U2[id]})")
          .define("d: {ed50}*exp({U3[id]})")
          .covariance("U2 U3, unstructured")
          .build();
    }

    @Override
    Map<String, Double> truth() {
      return SIGMOID_EMAX.truth();
    }

    @Override
    List<double[]> psi() {
      return List.of(new double[] {0.09, 0, 0, 0, 0.16, 0.08, 0, 0.08, 0.16});
    }

    @Override
    double sigma() {
      return 2;
    }

    @Override
    Dataset design() {
      return SIGMOID_EMAX.design();
    }
  };

  abstract Model model();

  abstract Map<String, Double> truth();

  abstract List<double[]> psi();

  abstract double sigma();

  abstract Dataset design();

  /** How many data sets the full study has. */
  int replicates() {
    return this == SPARSE ? 500 : 200;
  }

  /** Data sets; each depends on its number alone. */
  List<Dataset> data(long seed, int replicates) {
    Dataset design = design();
    BoundExample bound = BoundExample.of(model(), design);
    double[] beta =
        bound.model().fixedEffects().stream().mapToDouble(e -> truth().get(e.name())).toArray();
    Simulation simulation =
        new Simulation(
            bound.model().spec(), bound.data().design(), new TrueParameters(beta, psi(), sigma()));
    return LongStream.range(0, replicates)
        .mapToObj(
            r ->
                simulation.dataset(
                    design, bound.data(), "y", new ReplicateKey(seed, 100 + ordinal(), r)))
        .toList();
  }

  /** Starting values: the truth times a factor, each parameter. */
  Map<String, Double> start(double factor) {
    Map<String, Double> start = new LinkedHashMap<>(truth());
    start.replaceAll((name, value) -> factor * value);
    return start;
  }

  private static Map<String, Double> named(Object... pairs) {
    Map<String, Double> out = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      out.put((String) pairs[i], ((Number) pairs[i + 1]).doubleValue());
    }
    return out;
  }

  private static Dataset rows(int groups, double[] x, double dose) {
    double[] id = new double[groups * x.length];
    double[] xs = new double[id.length];
    double[] doses = new double[id.length];
    for (int i = 0; i < id.length; i++) {
      id[i] = i / x.length + 1;
      xs[i] = x[i % x.length];
      doses[i] = dose;
    }
    return Dataset.builder()
        .source("simulated")
        .column("id", id)
        .column("x", xs)
        .column("dose", doses)
        .column("y", id)
        .build();
  }
}
