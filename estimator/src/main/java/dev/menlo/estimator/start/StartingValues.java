package dev.menlo.estimator.start;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Criterion;
import dev.menlo.engine.Design;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.ModelSpec;
import dev.menlo.estimator.Deadline;
import dev.menlo.estimator.FitListener;
import dev.menlo.estimator.FixedPoint;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.lindstrombates.LindstromBates;
import dev.menlo.estimator.lindstrombates.Settings;
import dev.menlo.estimator.lindstrombates.StartPoint;
import dev.menlo.estimator.start.curve.CurveLibrary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds starting values for the fixed effects that nobody gave: screens candidates on a few rows,
 * then fits the best of them by least squares as one batch, and returns the distinct optima that
 * come near the best.
 */
public final class StartingValues {
  private static final int REFINED = 24;
  private static final int FEW = 600;
  private static final int MANY = 3000;
  private static final int WITHIN = 4;
  private static final int ROUNDS = 60;
  private static final double TOLERANCE = 1e-3;
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final int MOST_ROWS = 20_000;

  /** Optima whose residual variance is within this factor of the best are all reported. */
  private static final double NEAR = 1.25;

  /** Optima whose residual variances differ by less are equally good. */
  private static final double EQUAL = 1e-5;

  private final Backend backend;
  private final ModelSpec model;
  private final String family;
  private final Deadline deadline;

  /** A search for a model on a backend. */
  public StartingValues(Backend backend, ModelSpec model) {
    this(backend, model, "");
  }

  /**
   * A search for a model on a backend.
   *
   * @param family name of the family of curves to start from, or "" for whichever recognises the
   *     mean
   */
  public StartingValues(Backend backend, ModelSpec model, String family) {
    this(backend, model, family, Deadline.NONE);
  }

  /**
   * As {@link #StartingValues(Backend, ModelSpec, String)}, in a run with a wall-clock limit.
   *
   * @param deadline when candidates are no longer refined
   */
  public StartingValues(Backend backend, ModelSpec model, String family, Deadline deadline) {
    this.backend = backend;
    this.model = model;
    this.family = family;
    this.deadline = deadline;
  }

  /**
   * The distinct least-squares optima, best first.
   *
   * @param given fixed effects, NaN where they are to be found
   * @param zeroAtFirst per fixed effect, whether the search tries only 0 for it before the least
   *     squares fit
   * @param most how many to return at most
   * @return full vectors of fixed effects: the best candidate as it is if none can be refined;
   *     empty if no candidate has a finite mean
   */
  public List<double[]> find(
      Design design, double[] response, double[] given, boolean[] zeroAtFirst, int most) {
    PopulationModel population = new PopulationModel(model, given);
    boolean[] zero = new boolean[population.size()];
    for (int k = 0; k < zero.length; k++) {
      zero[k] = zeroAtFirst[population.position(k)];
    }
    Subset subset = Subset.of(design, response, MOST_ROWS);
    List<CandidateSearch.Candidate> candidates = candidates(population, subset, zero);
    if (candidates.isEmpty()) {
      return List.of();
    }
    List<FixedPoint> refined = refine(population, subset, candidates);
    List<FixedPoint> optima = distinct(refined);
    if (optima.isEmpty()) {
      return List.of(population.complete(candidates.get(0).beta()));
    }
    List<FixedPoint> best = mirrored(optima, population).stream().limit(most).toList();
    List<double[]> out = new ArrayList<>();
    best.forEach(point -> out.add(population.complete(point.beta())));
    out.addAll(withinGroups(population, subset, zero, best));
    return out;
  }

  /**
   * Points that fill the plausible ranges of the fixed effects, conditionally linear ones found by
   * least squares given the others.
   *
   * @param given fixed effects, NaN where they vary
   * @param zeroAtFirst per fixed effect, whether it stays 0
   * @param count how many
   * @return full vectors of fixed effects with finite means, at most {@code count}
   */
  public List<double[]> spread(
      Design design, double[] response, double[] given, boolean[] zeroAtFirst, int count) {
    PopulationModel population = new PopulationModel(model, given);
    boolean[] zero = new boolean[population.size()];
    for (int k = 0; k < zero.length; k++) {
      zero[k] = zeroAtFirst[population.position(k)];
    }
    Subset subset = Subset.of(design, response, MOST_ROWS);
    return new CandidateSearch(population, subset.design(), subset.response(), zero)
        .spread(count).stream().map(c -> population.complete(c.beta())).toList();
  }

  /** Self-starts of a curve of the library first, then the best of a search. */
  private List<CandidateSearch.Candidate> candidates(
      PopulationModel population, Subset subset, boolean[] zero) {
    SelfStart library = new SelfStart(population, subset.design(), subset.response(), family);
    List<double[]> known = library.candidates(zero);
    double[] smoothed =
        family.isEmpty() || !known.isEmpty()
            ? null
            : CurveLibrary.smoothed(family, subset.design(), subset.response());
    CandidateSearch search =
        new CandidateSearch(
            population, subset.design(), smoothed == null ? subset.response() : smoothed, zero);
    List<CandidateSearch.Candidate> out = new ArrayList<>();
    for (double[] beta : known) {
      CandidateSearch.Candidate candidate = search.asGiven(beta);
      if (Double.isFinite(candidate.rss())) {
        out.add(candidate);
      }
    }
    boolean recognised = !out.isEmpty();
    out.addAll(search.best(recognised ? FEW : MANY, recognised ? REFINED / 2 : REFINED));
    return out;
  }

  /** The best candidates within groups whose nonlinear effects are unlike those of the optima. */
  private static List<double[]> withinGroups(
      PopulationModel population, Subset subset, boolean[] zero, List<FixedPoint> optima) {
    if (subset.design().levels() == 0 || population.isRecursive()) {
      return List.of();
    }
    return CandidateSearch.onGroups(population, subset.design(), subset.response(), zero)
        .bestWithinGroups(FEW, WITHIN)
        .stream()
        .filter(c -> optima.stream().noneMatch(o -> alike(o.beta(), c.beta(), population)))
        .map(c -> population.complete(c.beta()))
        .toList();
  }

  /** Whether nonlinear effects agree within a factor of two. */
  private static boolean alike(double[] a, double[] b, PopulationModel population) {
    return IntStream.range(0, a.length)
        .filter(k -> !population.isLinear(k))
        .allMatch(k -> Math.abs(a[k] - b[k]) <= 0.5 * Math.max(Math.abs(a[k]), Math.abs(b[k])));
  }

  private List<FixedPoint> refine(
      PopulationModel population, Subset subset, List<CandidateSearch.Candidate> candidates) {
    RandomEffectsCovariance none = new RandomEffectsCovariance(List.of());
    List<StartPoint> starts =
        candidates.stream()
            .map(c -> new StartPoint(c.beta(), new double[0], new double[0]))
            .toList();
    Batch batch =
        new Batch(
            Collections.nCopies(starts.size(), subset.design()),
            Collections.nCopies(starts.size(), subset.response()));
    Settings settings =
        new Settings(
            Criterion.ML,
            ROUNDS,
            4 * ROUNDS,
            TOLERANCE,
            INFINITE,
            INFINITE,
            0,
            false,
            false,
            deadline);
    List<FixedPoint> points = new ArrayList<>();
    try (Engine engine = backend.prepare(population.spec(), new EngineOptions(1))) {
      engine
          .run(
              batch,
              workspace ->
                  new LindstromBates(
                          workspace,
                          none,
                          LindstromBates.curvature(backend),
                          starts,
                          settings,
                          FitListener.SILENT)
                      .run())
          .forEach(points::addAll);
    }
    return points;
  }

  /** Optima in order of residual variance, near the best, each once. */
  private static List<FixedPoint> distinct(List<FixedPoint> points) {
    List<FixedPoint> usable =
        points.stream()
            .filter(p -> p.sigma2() > 0 && Double.isFinite(p.sigma2()))
            .sorted(Comparator.comparingDouble(FixedPoint::sigma2))
            .toList();
    List<FixedPoint> out = new ArrayList<>();
    for (FixedPoint point : usable) {
      boolean near = point.sigma2() <= NEAR * usable.get(0).sigma2();
      if (near && out.stream().noneMatch(known -> same(known.beta(), point.beta()))) {
        out.add(point);
      }
    }
    return out;
  }

  /**
   * Mirror images of one optimum, {@code b sin(w t) = -b sin(-w t)}, fit equally well: among equals
   * the one with the fewest negative nonlinear effects comes first.
   */
  private static List<FixedPoint> mirrored(List<FixedPoint> points, PopulationModel population) {
    List<FixedPoint> out = new ArrayList<>();
    for (FixedPoint point : points) {
      int at = out.size();
      while (at > 0
          && point.sigma2() <= (1 + EQUAL) * out.get(at - 1).sigma2()
          && negative(point, population) < negative(out.get(at - 1), population)) {
        at--;
      }
      out.add(at, point);
    }
    return out;
  }

  private static long negative(FixedPoint point, PopulationModel population) {
    return IntStream.range(0, population.size())
        .filter(k -> !population.isLinear(k) && point.beta()[k] < 0)
        .count();
  }

  private static boolean same(double[] a, double[] b) {
    for (int k = 0; k < a.length; k++) {
      if (Math.abs(a[k] - b[k]) > 0.02 * (Math.abs(a[k]) + Math.abs(b[k])) + 1e-6) {
        return false;
      }
    }
    return true;
  }
}
