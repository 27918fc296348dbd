package dev.menlo.engine;

/**
 * Fits in progress: the state of the fits of one partition and the operations on it.
 *
 * <p><b>State per fit.</b> A <em>current point</em> (beta, u, Lambda, delta); the effects are
 * {@code b_k = Lambda_k u_k}. A <em>variance point</em>: the means at which the residual scale S is
 * frozen. A <em>linearisation</em> at the current point, kept as one small cross-product a group of
 * level K: everything below works on it without touching rows. After {@link #solve} also a
 * <em>trial point</em>, which {@link #linearise} or {@link #objective} evaluate and {@link #accept}
 * or {@link #reject} settle.
 *
 * <p><b>Symbols.</b> {@code X = dmu/dbeta} (n x p) and {@code Z_k = dmu/db_k} (n x q_k) at the
 * linearisation point, {@code r = y - mu}, {@code w = r + sum_k Z_k b_k} (the fixed effects are
 * counted from the current beta); all whitened by {@code R^{-1/2}}, {@code R = S C S}. See
 * docs/method.md.
 *
 * <p><b>Array layout.</b> Per-fit arrays are concatenated fit by fit: beta has F x p entries, fit f
 * at {@code f * p}; relative factors have F x {@link ModelSpec#factorLength} entries, level 1
 * first, each Lambda_k row-major q_k x q_k; delta F x r. A call reads and writes entries of active
 * fits only. Arrays passed in are not modified and not kept.
 *
 * <p><b>Outcome.</b> Numerical trouble sets the status of the fit concerned and leaves its current
 * point, linearisation and kept cross-products as they were. Wrong array lengths throw {@link
 * IllegalArgumentException}; calls out of order throw {@link IllegalStateException}.
 *
 * <p>A workspace is confined to one thread. Every result for a fit is the same, bit for bit,
 * whatever other fits are active or share the partition.
 */
public interface Workspace {
  /** The model of every fit here. */
  ModelSpec model();

  /** The number of fits F in this partition. */
  int fits();

  /** The position in the batch of a fit of this partition. */
  int batchIndex(int fit);

  /** The design of a fit. */
  Design design(int fit);

  /** The fits that operations work on; all at first. The caller changes it between operations. */
  ActiveSet active();

  /**
   * Sets the current point. Discards linearisation and trial point.
   *
   * @param beta F x p
   * @param relativeFactor F x factorLength
   * @param delta F x r
   * @param sphericalEffects u, or null for 0: per fit, level 1 first, group by group, q_k entries a
   *     group; the fits' blocks are concatenated
   */
  void start(double[] beta, double[] relativeFactor, double[] delta, double[] sphericalEffects);

  /**
   * Evaluates the mean and its derivatives at the trial point if there is one, else at the current
   * point, and keeps the whitened cross-products of {@code [Z X w]}. The cross-products of the
   * current point survive until {@link #accept}.
   *
   * <p>{@code out.penalizedRss} is {@code |R^{-1/2} r|^2 + |u|^2} with S frozen at the variance
   * point in force before the call, so that it can be compared with the current point's. With
   * {@link VariancePoint#OWN} the point's own means then become its variance point, and {@code
   * out.ownPenalizedRss} is the same sum there. The variance point belongs to the point: {@link
   * #reject} of a trial point restores that of the current one. The first call after {@link #start}
   * has no variance point before it: both sums are at the point's own means.
   *
   * @param curvature NEWTON also keeps the curvature blocks {@code sum r d2mu}
   * @param variancePoint whether to refreeze S at the means of this point. The first call after
   *     {@link #start} always does
   */
  void linearise(Curvature curvature, VariancePoint variancePoint, Linearization out);

  /** As {@link #linearise} without derivatives: fills the penalised sums only, keeps nothing. */
  void objective(Linearization out);

  /**
   * Solves the quadratic PNLS model of the linearisation for a trial point {@code (beta + dbeta,
   * u*, Lambda, delta)}: minimises
   *
   * <pre>|w - X dbeta - sum Z_k Lambda_k u_k|^2 + |u|^2
   *      + damping ( |u - u_current|^2 + dbeta' diag(X'V^{-1}X) dbeta )</pre>
   *
   * (with the curvature blocks subtracted under NEWTON, taken about the current effects; {@code V =
   * I + Z D Z'} of the damping term is the Gauss-Newton one of {@link #profile}, undamped, at the
   * given Lambda and delta). Lambda may differ from the current point's: the linearisation does not
   * depend on it. An infinite damping proposes (beta, u_current, Lambda, delta). If delta differs
   * from that of the kept cross-products, they are re-whitened first (a row pass). A trial point
   * left from an earlier call is replaced; a fit whose status is not OK has none.
   *
   * @param relativeFactor F x factorLength
   * @param delta F x r
   * @param damping F, each &gt;= 0
   */
  void solve(
      double[] relativeFactor, double[] delta, Curvature curvature, double[] damping, Solution out);

  /**
   * As {@link #solve}, but a backend may spare the row pass when delta differs from that of the
   * kept cross-products, by expanding them to second order in delta where the third order is below
   * about one part in a thousand. The trial point has delta itself; {@code out.predictedRss} is the
   * expanded model's. Near a fixed point that is as good as the pass, and at it the same. The kept
   * cross-products stay those of their delta.
   *
   * <p>By default the same as {@link #solve}.
   */
  default void solveNearby(
      double[] relativeFactor,
      double[] delta,
      Curvature curvature,
      double[] damping,
      Solution out) {
    solve(relativeFactor, delta, curvature, damping, out);
  }

  /** Makes the trial point of the given active fit current, with its linearisation. */
  void accept(int fit);

  /** Drops the trial point of the given active fit. */
  void reject(int fit);

  /**
   * The two functions of the linearised likelihood at the given variance parameters, on the kept
   * Gauss-Newton cross-products at the current point, undamped; S frozen at the variance point.
   *
   * <pre>logDeterminant = log|A| + log|R|  (REML: + log|X'V^{-1}X|),  A = Lambda'Z'Z Lambda + I
   * penalizedRss   = min over u, and over dbeta if PROFILED, of |w - X dbeta - Z Lambda u|^2 + |u|^2
   * </pre>
   *
   * Derivatives are with respect to (vech(D_1), ..., vech(D_K), delta) with {@code D = Lambda
   * Lambda'}; vech takes the lower triangle by columns, and an off-diagonal entry moves both of its
   * places. They are exact and finite at singular D too.
   *
   * @param relativeFactor F x factorLength
   * @param delta F x r; if it differs from that of the kept cross-products they are re-whitened
   * @param fixed whether beta is profiled out or held at the current point
   * @param derivatives 0 values, 1 and gradients, 2 and Hessians
   */
  void profile(
      double[] relativeFactor,
      double[] delta,
      Criterion criterion,
      FixedEffects fixed,
      int derivatives,
      Profile out);

  /**
   * Reads a quantity of one fit at its current point; fresh array, order as {@link Quantity} says.
   */
  double[] read(Quantity quantity, int fit);

  /** How {@link #linearise} treats the variance point. */
  enum VariancePoint {
    /** Refreeze S at the means of the point that is linearised. */
    OWN,
    /** Keep S frozen where it is. */
    KEPT
  }

  /** How {@link #profile} treats the fixed effects. */
  enum FixedEffects {
    /** Profiled out: penalizedRss is minimised over dbeta. */
    PROFILED,
    /** Held at the current point: dbeta = 0. */
    HELD
  }
}
