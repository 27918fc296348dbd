package dev.menlo.estimator;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.Workload;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.lindstrombates.StartPoint;
import dev.menlo.estimator.start.StartingValues;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Fits from many starting points, as one batch: the usual start and points that fill the plausible
 * ranges of the fixed effects. What is kept is the certified end with the largest Laplace log
 * likelihood at its estimates (method.md, eq. 17), which importance sampling checks (eq. 32);
 * linearised log likelihoods of different ends belong to different linear models and decide
 * nothing.
 *
 * @param fit the fit that was kept
 * @param ends the distinct ends, best first
 */
public record Multistart(Fit fit, List<DistinctEnd> ends) {
  /** Copies the list. */
  public Multistart {
    ends = List.copyOf(ends);
  }

  /** How many starts the run's time limit cut off. */
  public int cutOff() {
    return ends.stream()
        .filter(e -> e.outcome() == Outcome.TIME_LIMIT)
        .mapToInt(DistinctEnd::times)
        .sum();
  }

  /** Whether certified ends differ: the answer depends on where the fit starts. */
  public boolean disagrees() {
    return ends.stream().filter(e -> e.outcome().converged()).count() > 1;
  }

  /**
   * Certified ends that importance sampling clearly ranks above the one that was kept, where the
   * Laplace approximation ranks them below: the choice is then not to be trusted.
   */
  public List<DistinctEnd> disputed() {
    DistinctEnd kept = ends.get(0);
    return ends.stream()
        .filter(e -> e.outcome().converged() && kept.outcome().converged())
        .filter(e -> e.marginal().clearlyAbove(kept.marginal()))
        .toList();
  }

  /**
   * Fits a model from many starting points. When the options' deadline passes, starts that have not
   * ended are cut off; if others have, the fit from the best of them is completed all the same.
   *
   * @param starts how many beside the usual one
   * @throws DataException if the data cannot carry the model, or no start has a finite mean
   */
  public static Multistart run(Model model, Dataset data, FitOptions options, int starts) {
    Task task = new TaskSource(model, options.condition()).task(0, data);
    if (task.data() == null) {
      throw new DataException(task.problem());
    }
    LoweredModel lowered = task.model();
    StartSource source = new StartSource(lowered, options.initial());
    Batch one = Batch.of(task.data().design(), task.data().response());
    Workload work = Workload.of(lowered.spec(), one, options.threads()).times(starts + 1L);
    Backend backend = Backends.choose(options.backend(), work);
    FitOptions each =
        options
            .withRowPasses(Math.min(BatchFit.PASSES_OF_A_START, options.rowPasses()))
            .withStandardErrors(false)
            .withTrace(false);
    List<double[]> beta = new ArrayList<>();
    List<FixedPoint> points;
    try (Engine engine = backend.prepare(lowered.spec(), new EngineOptions(options.threads()))) {
      BatchFit fits = new BatchFit(backend, engine, lowered, each);
      beta.add(new StartChoice(fits, source, options.start()).choose(task.data()));
      beta.addAll(spread(backend, lowered, source, task.data(), starts, options.start()));
      points = fits.run(batch(task.data(), beta.size()), at(source, beta), FitListener.SILENT);
    }
    FittedModels fitted = new FittedModels(model, lowered, each, backend, true);
    EndsTable table = new EndsTable(points, point -> fitted.of(task, point, 0));
    FixedPoint best = table.kept();
    boolean cut = options.deadline().passed() && !best.outcome().converged();
    Fit fit =
        cut
            ? new FitAssembly(lowered).fit(fitted.of(task, furthest(points), 0))
            : refit(
                model,
                data,
                options.withDeadline(Deadline.NONE),
                lowered,
                beta.get(best.batchIndex()));
    return new Multistart(fit, table.rows());
  }

  /** The point with the largest Laplace log likelihood, where none is certified. */
  private static FixedPoint furthest(List<FixedPoint> points) {
    return points.stream()
        .filter(p -> !Double.isNaN(p.laplace()))
        .max(Comparator.comparingDouble(FixedPoint::laplace))
        .orElse(points.get(0));
  }

  private static List<double[]> spread(
      Backend backend,
      LoweredModel lowered,
      StartSource source,
      BoundData data,
      int starts,
      String family) {
    double[] open = new double[lowered.fixedEffects().size()];
    Arrays.fill(open, Double.NaN);
    return new StartingValues(backend, lowered.spec(), family)
        .spread(data.design(), data.response(), open, source.zeroAtFirst(), starts);
  }

  private static List<StartPoint> at(StartSource source, List<double[]> beta) {
    return beta.stream().map(source::at).toList();
  }

  private static Batch batch(BoundData data, int fits) {
    return new Batch(
        Collections.nCopies(fits, data.design()), Collections.nCopies(fits, data.response()));
  }

  /** The kept start again, with the standard errors and the budget that were asked for. */
  private static Fit refit(
      Model model, Dataset data, FitOptions options, LoweredModel lowered, double[] beta) {
    java.util.Map<String, Double> initial = new java.util.LinkedHashMap<>(options.initial());
    for (int k = 0; k < beta.length; k++) {
      initial.put(lowered.fixedEffects().get(k).name(), beta[k]);
    }
    return Menlo.fit(model, data, options.withInitial(initial));
  }
}
