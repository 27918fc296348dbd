package dev.menlo.study.bootstrap;

import dev.menlo.estimator.CompiledFit;
import dev.menlo.estimator.Deadline;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.Outcome;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.Truth;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.simulate.RandomStream;
import dev.menlo.estimator.simulate.ReplicateKey;
import dev.menlo.estimator.simulate.Simulation;
import dev.menlo.study.StudyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The bootstrap of a fit. A parametric replicate is drawn from the fitted model on the fit's own
 * design; a case replicate is made of whole groups of the outermost level (or rows, without groups)
 * drawn with replacement. Replicate r is a function of (seed, r) alone. Fits start at the
 * estimates.
 */
public final class Bootstrap {
  /** How replicates are made. */
  public enum Kind {
    /** Drawn from the fitted model. */
    PARAMETRIC,
    /** Groups drawn with replacement. */
    CASE
  }

  private static final int BATCH = 250;
  private static final long CASES = 3000;

  private final FittedModel fitted;
  private final Map<String, Double> estimates;
  private final FitOptions options;
  private final Dataset sample;
  private final int[] group;
  private final String identifier;

  /**
   * The bootstrap of a fit.
   *
   * @param threads worker threads; results do not depend on them
   */
  public Bootstrap(Fit fit, int threads) {
    this(fit, threads, Deadline.NONE);
  }

  /**
   * As {@link #Bootstrap(Fit, int)}, in a run with a wall-clock limit.
   *
   * @param deadline when no more replicates are drawn; a batch that it cuts into is left out whole,
   *     since the replicates that end first are no random part of it
   */
  public Bootstrap(Fit fit, int threads, Deadline deadline) {
    if (!fit.converged()) {
      throw new StudyException("the fit did not converge: " + fit.message());
    }
    this.fitted = fit.fitted();
    this.estimates = estimates(fit);
    Map<String, Double> effects = new LinkedHashMap<>();
    fit.fixedEffects().forEach(c -> effects.put(c.name(), c.estimate()));
    this.options =
        fitted
            .options()
            .withThreads(threads)
            .withDeadline(deadline)
            .withCondition("")
            .withTrace(false)
            .withStandardDeviations(false)
            .withInitial(effects);
    Resampling cases = new Resampling(fitted);
    this.sample = cases.sample();
    this.group = cases.groups();
    this.identifier = cases.identifier();
  }

  /** Every estimate of a fit by name. */
  static Map<String, Double> estimates(Fit fit) {
    Map<String, Double> values = new LinkedHashMap<>();
    fit.fixedEffects().forEach(c -> values.put(c.name(), c.estimate()));
    fit.randomEffects().forEach(r -> r.parameters().forEach(p -> put(values, p)));
    fit.residual().forEach(p -> put(values, p));
    return values;
  }

  private static void put(Map<String, Double> values, ParameterEstimate p) {
    values.put(p.name(), p.estimate());
  }

  /**
   * Replicates.
   *
   * @param estimates per parameter, one estimate a converged replicate, in their order
   * @param failures number of fits that did not converge, by status
   * @param original estimates of the fit itself
   * @param drawn number of replicates, converged or not: fewer than asked for if the deadline
   *     passed
   */
  public record Replicates(
      Map<String, double[]> estimates,
      Map<String, Integer> failures,
      Map<String, Double> original,
      int drawn) {
    /** The intervals of a parameter. */
    public BootstrapIntervals intervals(String parameter, double level) {
      return new BootstrapIntervals(original.get(parameter), estimates.get(parameter), level);
    }
  }

  /**
   * Draws and fits replicates.
   *
   * @param progress is told how many are done
   */
  public Replicates run(Kind kind, int replicates, long seed, Consumer<Integer> progress) {
    List<Fit> fits = new ArrayList<>();
    try (CompiledFit compiled = CompiledFit.of(fitted.model(), sample, options)) {
      for (int from = 1; from <= replicates; from += BATCH) {
        int to = Math.min(replicates + 1, from + BATCH);
        List<Fit> batch =
            kind == Kind.PARAMETRIC
                ? parametric(compiled, seed, from, to)
                : Menlo.fitAll(fitted.model(), cases(seed, from, to), options);
        if (batch.stream().anyMatch(fit -> fit.outcome() == Outcome.TIME_LIMIT)) {
          break;
        }
        fits.addAll(batch);
        progress.accept(to - 1);
      }
    }
    return collected(fits);
  }

  private Replicates collected(List<Fit> fits) {
    Map<String, Integer> failures = new TreeMap<>();
    List<Map<String, Double>> converged = new ArrayList<>();
    for (Fit fit : fits) {
      if (fit.converged()) {
        converged.add(estimates(fit));
      } else {
        String status = fit.outcome().name().toLowerCase(java.util.Locale.ROOT);
        failures.merge(status, 1, Integer::sum);
      }
    }
    Map<String, double[]> out = new LinkedHashMap<>();
    for (String name : estimates.keySet()) {
      out.put(
          name, converged.stream().mapToDouble(e -> e.getOrDefault(name, Double.NaN)).toArray());
    }
    return new Replicates(out, failures, estimates, fits.size());
  }

  private List<Fit> parametric(CompiledFit compiled, long seed, int from, int to) {
    Simulation simulation =
        new Simulation(
            compiled.model().spec(),
            compiled.data().design(),
            Truth.of(compiled.model(), estimates));
    List<double[]> responses = new ArrayList<>();
    for (int r = from; r < to; r++) {
      double[] drawn = simulation.draw(new ReplicateKey(seed, 0, r)).response();
      double[] values = new double[sample.rows()];
      Arrays.fill(values, Double.NaN);
      for (int i = 0; i < drawn.length; i++) {
        values[compiled.data().rows()[i]] = drawn[i];
      }
      responses.add(values);
    }
    return compiled.fit(responses);
  }

  private List<Dataset> cases(long seed, int from, int to) {
    int groups = Arrays.stream(group).max().orElse(-1) + 1;
    List<Dataset> out = new ArrayList<>();
    for (int r = from; r < to; r++) {
      RandomStream stream = new ReplicateKey(seed, 0, r).stream(CASES);
      out.add(of(IntStream.range(0, groups).map(g -> stream.nextInt(groups)).toArray()));
    }
    return out;
  }

  /** The data of some groups, each as a group of its own. */
  private Dataset of(int[] chosen) {
    return Resampling.of(sample, group, identifier, chosen);
  }

  /**
   * Estimates without each group of the outermost level in turn, for the acceleration of BCa
   * intervals.
   *
   * @return per parameter, one estimate a group; NaN where the fit did not converge
   */
  public Map<String, double[]> jackknife() {
    int groups = Arrays.stream(group).max().orElse(-1) + 1;
    List<Dataset> without = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      int out = g;
      without.add(of(IntStream.range(0, groups).filter(k -> k != out).toArray()));
    }
    List<Fit> fits = Menlo.fitAll(fitted.model(), without, options);
    Map<String, double[]> values = new LinkedHashMap<>();
    for (String name : estimates.keySet()) {
      values.put(
          name,
          fits.stream()
              .mapToDouble(
                  f -> f.converged() ? estimates(f).getOrDefault(name, Double.NaN) : Double.NaN)
              .toArray());
    }
    return values;
  }
}
