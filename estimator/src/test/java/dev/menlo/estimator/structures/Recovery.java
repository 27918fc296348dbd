package dev.menlo.estimator.structures;

import dev.menlo.estimator.BoundExample;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.simulate.ReplicateKey;
import dev.menlo.estimator.simulate.Simulation;
import dev.menlo.estimator.simulate.TrueParameters;
import dev.menlo.model.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Fits of a model to data simulated from it, and how often its 95 % intervals hold the truth.
 *
 * @param text the model
 * @param design its data, with any response
 * @param truth parameters as the simulation takes them
 * @param values the same by the names of the tables
 */
record Recovery(String text, Dataset design, TrueParameters truth, Map<String, Double> values) {
  private static final long SEED = 19900601;
  private static final int CHUNK = 50;

  /** Counts over some fits. */
  static final class Tally {
    int fits;
    int converged;

    /** Intervals that hold the truth, by parameter. */
    final Map<String, Integer> covered = new LinkedHashMap<>();

    /** Estimates minus truth in standard errors, summed, by parameter. */
    final Map<String, Double> bias = new LinkedHashMap<>();

    double coverage(String name) {
      return covered.getOrDefault(name, 0) / (double) fits;
    }

    double meanBias(String name) {
      return bias.getOrDefault(name, 0.0) / fits;
    }

    private void add(Fit fit, Map<String, Double> truth) {
      fits++;
      converged += fit.converged() ? 1 : 0;
      fit.fixedEffects()
          .forEach(b -> add(b.name(), b.estimate(), b.se(), b.lower(), b.upper(), truth));
      Stream.concat(
              fit.randomEffects().stream().flatMap(r -> r.parameters().stream()),
              fit.residual().stream())
          .forEach(
              (ParameterEstimate p) ->
                  add(p.name(), p.estimate(), p.se(), p.lower(), p.upper(), truth));
    }

    private void add(
        String name,
        double estimate,
        double se,
        double lower,
        double upper,
        Map<String, Double> truth) {
      double value = truth.get(name);
      covered.merge(name, lower <= value && value <= upper ? 1 : 0, Integer::sum);
      bias.merge(name, (estimate - value) / se, Double::sum);
    }
  }

  /** Fits as many replicates; the numbers of each depend on its number alone. */
  Tally run(int replicates) {
    BoundExample bound = BoundExample.of(Model.parse(text), design);
    Simulation simulation = new Simulation(bound.model().spec(), bound.data().design(), truth);
    Tally tally = new Tally();
    for (int first = 0; first < replicates; first += CHUNK) {
      List<Dataset> data =
          LongStream.range(first, Math.min(replicates, first + CHUNK))
              .mapToObj(r -> new ReplicateKey(SEED, 0, r))
              .map(key -> simulation.dataset(design, bound.data(), "y", key))
              .toList();
      Menlo.fitAll(Model.parse(text), data, FitOptions.defaults())
          .forEach(fit -> tally.add(fit, values));
    }
    return tally;
  }
}
