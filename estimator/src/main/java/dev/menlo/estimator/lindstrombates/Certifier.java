package dev.menlo.estimator.lindstrombates;

/**
 * Decides when a fit is at its fixed point (method.md, section 6). A small change is no proof: with
 * contraction k the distance still to go is {@code k / (1 - k)} times the last change. Fits that do
 * not contract are cycling; they are damped, then solved by {@link Mixing}.
 */
final class Certifier {
  /** Rounds over which progress is judged. */
  private static final int WINDOW = 8;

  private static final double SMALLEST_RELAXATION = 0.5;

  /** What may be left unsettled of all random effects. */
  private static final double SETTLED = 1e-6;

  private final Settings settings;
  private final double tolerance;

  Certifier(Settings settings) {
    this.settings = settings;
    this.tolerance = settings.tolerance();
  }

  /** Whether the last rounds prove that a fit is within the tolerance of its fixed point. */
  boolean certify(FitState fit) {
    double change = Math.max(fit.fixedChange, fit.varianceChange);
    fit.changes.add(change);
    int n = fit.changes.size();
    if (n < 2) {
      return false;
    }
    double k = change == 0 ? 0 : change / fit.changes.get(n - 2);
    if (n > 2 && change > 0) {
      k = Math.max(k, Math.sqrt(change / fit.changes.get(n - 3)));
    }
    fit.contraction = k;
    fit.distance = k < 1 ? change * k / (1 - k) : Double.POSITIVE_INFINITY;
    if (change <= 1e-3 * tolerance) {
      fit.distance = change;
    }
    return fit.distance <= tolerance
        && change <= 1e3 * tolerance
        && fit.unsettled <= SETTLED
        && meetsMenl(fit);
  }

  /** menl's own tolerances, where the user sets them, beside the certificate. */
  private boolean meetsMenl(FitState fit) {
    double logLikelihood = -0.5 * fit.deviance.value;
    double moved = Math.abs(logLikelihood - fit.lastLogLikelihood) / (1 + Math.abs(logLikelihood));
    double gradient = 2 * fit.varianceChange * fit.varianceChange;
    return !(moved > settings.logLikelihoodTolerance())
        && !(gradient > settings.gradientTolerance());
  }

  /**
   * Damps a fit that has stopped making progress.
   *
   * @return whether damping did not help, so that the fallback is due
   */
  boolean dampCycles(FitState fit) {
    int n = fit.changes.size();
    if (n < 2 * WINDOW || fit.mixing != null) {
      return false;
    }
    double recent = smallest(fit, n - WINDOW, n);
    double before = smallest(fit, n - 2 * WINDOW, n - WINDOW);
    if (recent < 0.5 * before) {
      return false;
    }
    fit.changes.clear();
    if (fit.relaxation <= SMALLEST_RELAXATION) {
      return true;
    }
    fit.relaxation *= 0.5;
    fit.remark = "no contraction: steps damped by " + fit.relaxation;
    return false;
  }

  private static double smallest(FitState fit, int from, int to) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = from; i < to; i++) {
      least = Math.min(least, fit.changes.get(i));
    }
    return least;
  }
}
