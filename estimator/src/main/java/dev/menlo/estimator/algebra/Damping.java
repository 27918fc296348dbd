package dev.menlo.estimator.algebra;

/**
 * The damping of a step after Levenberg and Marquardt (method.md, section 6), judged by rho, the
 * actual over the promised decrease of its objective (More 1978; Nocedal and Wright 2006, section
 * 10.3): the step is taken if rho is safely positive, the damping rises tenfold where the model was
 * poor and falls tenfold, to 0 in the end, where it was good.
 */
public final class Damping {
  /** The least rho of a step that is taken. */
  public static final double TAKEN = 1e-4;

  private static final double POOR = 0.25;
  private static final double GOOD = 0.75;

  /** What damping begins with. */
  private static final double FIRST = 1e-2;

  /** Below this the next good step is undamped. */
  private static final double LAST = 1e-4;

  private Damping() {}

  /** The damping after a step with some rho. */
  public static double after(double damping, double rho) {
    if (rho > GOOD) {
      return damping <= LAST ? 0 : damping / 10;
    }
    return rho >= POOR ? damping : Math.max(FIRST, 10 * damping);
  }

  /** The damping after a step that was refused, or led to where nothing can be evaluated. */
  public static double afterRefusal(double damping) {
    return after(damping, Double.NEGATIVE_INFINITY);
  }

  /**
   * rho where a decrease that rounding hides is not held against a step.
   *
   * @param before the objective, positive
   * @param after the same at the trial point, NaN where it does not exist
   * @param promised what the undamped model says it would be there
   * @return 1 where less than a billionth was promised and the objective does not rise by more than
   *     rounding; never NaN
   */
  public static double ratio(double before, double after, double promised) {
    if (!Double.isFinite(after)) {
      return Double.NEGATIVE_INFINITY;
    }
    if (!(before - promised > 1e-9 * before)) {
      return after <= before * (1 + 1e-10) ? 1 : Double.NEGATIVE_INFINITY;
    }
    return (before - after) / (before - promised);
  }
}
