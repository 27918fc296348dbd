package dev.menlo.estimator;

import dev.menlo.engine.Criterion;
import java.util.Map;

/**
 * Options of a fit, named after menl's. The one place where defaults live.
 *
 * @param criterion ML (menl's {@code mle}) or REML
 * @param level confidence level in percent
 * @param backend backend name, or {@code auto}
 * @param threads worker threads
 * @param initial starting values by name: fixed effects ({@code b1}, {@code phi1:_cons}), variance
 *     parameters ({@code var(U1)}, {@code cov(U1,U2)}, {@code delta}); anything not named is chosen
 *     automatically or taken from the model's inline starts
 * @param standardErrors whether to compute standard errors (menl's {@code nostderr} turns it off)
 * @param iterate most rounds of the alternation
 * @param tolerance certificate to reach, in standard errors
 * @param rowPasses budget of passes over the rows
 */
public record FitOptions(
    Criterion criterion,
    double level,
    String backend,
    int threads,
    Map<String, Double> initial,
    boolean standardErrors,
    int iterate,
    double tolerance,
    int rowPasses) {
  /** Copies the starting values. */
  public FitOptions {
    initial = Map.copyOf(initial);
  }

  /** ML, 95 %, backend chosen automatically, all processors. */
  public static FitOptions defaults() {
    return new FitOptions(
        Criterion.ML,
        95,
        "auto",
        Runtime.getRuntime().availableProcessors(),
        Map.of(),
        true,
        1000,
        1e-7,
        5000);
  }

  /** These options with another criterion. */
  public FitOptions withCriterion(Criterion value) {
    return new FitOptions(
        value, level, backend, threads, initial, standardErrors, iterate, tolerance, rowPasses);
  }

  /** These options with another confidence level in percent. */
  public FitOptions withLevel(double value) {
    return new FitOptions(
        criterion, value, backend, threads, initial, standardErrors, iterate, tolerance, rowPasses);
  }

  /** These options with another backend. */
  public FitOptions withBackend(String value) {
    return new FitOptions(
        criterion, level, value, threads, initial, standardErrors, iterate, tolerance, rowPasses);
  }

  /** These options with another number of threads. */
  public FitOptions withThreads(int value) {
    return new FitOptions(
        criterion, level, backend, value, initial, standardErrors, iterate, tolerance, rowPasses);
  }

  /** These options with starting values. */
  public FitOptions withInitial(Map<String, Double> values) {
    return new FitOptions(
        criterion, level, backend, threads, values, standardErrors, iterate, tolerance, rowPasses);
  }

  /** These options with or without standard errors. */
  public FitOptions withStandardErrors(boolean value) {
    return new FitOptions(
        criterion, level, backend, threads, initial, value, iterate, tolerance, rowPasses);
  }

  /** These options with another limit on rounds. */
  public FitOptions withIterate(int value) {
    return new FitOptions(
        criterion, level, backend, threads, initial, standardErrors, value, tolerance, rowPasses);
  }

  /** These options with another certificate to reach, in standard errors. */
  public FitOptions withTolerance(double value) {
    return new FitOptions(
        criterion, level, backend, threads, initial, standardErrors, iterate, value, rowPasses);
  }
}
