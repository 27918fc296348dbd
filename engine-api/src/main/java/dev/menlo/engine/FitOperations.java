package dev.menlo.engine;

/**
 * The operations of a {@link Workspace} on one fit. A backend that visits its fits in turn
 * implements this and lets {@link FitwiseWorkspace} do the bookkeeping; shapes and rules are those
 * of {@link Workspace}, with the arrays of one fit. Results go to entry {@code f} of the outputs;
 * on a status other than OK they are left alone.
 */
public interface FitOperations {
  /** The design. */
  Design design();

  /** Makes a point current. The arrays are fresh and may be kept. */
  void start(double[] beta, double[] relativeFactor, double[] delta, double[] sphericalEffects);

  /** See {@link Workspace#linearise}; on failure sets {@code out.badRow[f]}. */
  FitStatus linearise(
      Curvature curvature, Workspace.VariancePoint variancePoint, Linearization out, int f);

  /** See {@link Workspace#objective}; on failure sets {@code out.badRow[f]}. */
  FitStatus objective(Linearization out, int f);

  /** See {@link Workspace#solve}. The arrays are fresh and may be kept. */
  FitStatus solve(
      double[] relativeFactor,
      double[] delta,
      Curvature curvature,
      double damping,
      Solution out,
      int f);

  /** See {@link Workspace#accept}. */
  void accept();

  /** See {@link Workspace#reject}. */
  void reject();

  /** See {@link Workspace#profile}. The arrays are fresh and may be kept. */
  FitStatus profile(
      double[] relativeFactor,
      double[] delta,
      Criterion criterion,
      Workspace.FixedEffects fixed,
      int derivatives,
      Profile out,
      int f);

  /** See {@link Workspace#read}. */
  double[] read(Quantity quantity);
}
