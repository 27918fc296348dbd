package dev.menlo.estimator;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.postestimation.Vce;
import dev.menlo.estimator.start.curve.CurveLibrary;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Options of a fit, named after menl's. The one place where defaults live. Immutable: each {@code
 * with} method returns changed options.
 */
public final class FitOptions implements Cloneable {
  /** Most worker threads: what a pool of the Java platform takes. */
  public static final int MOST_THREADS = 32_767;

  private Criterion criterion = Criterion.ML;
  private double level = 95;
  private String backend = "auto";
  private int threads = Runtime.getRuntime().availableProcessors();
  private Map<String, Double> initial = Map.of();
  private String condition = "";
  private String start = "";
  private boolean standardErrors = true;
  private boolean standardDeviations;
  private Vce vce = Vce.MENL;
  private boolean trace = true;
  private int iterate = 1000;
  private double tolerance = 1e-7;
  private int rowPasses = 5000;
  private Deadline deadline = Deadline.NONE;
  private int emIterate = 3;
  private double ltolerance = Double.POSITIVE_INFINITY;
  private double nrtolerance = Double.POSITIVE_INFINITY;

  private FitOptions() {}

  /** ML, 95 %, backend chosen automatically, all processors. */
  public static FitOptions defaults() {
    return new FitOptions();
  }

  /** ML (menl's {@code mle}) or REML. */
  public Criterion criterion() {
    return criterion;
  }

  /** These options with another criterion. */
  public FitOptions withCriterion(Criterion value) {
    FitOptions changed = copy();
    changed.criterion = value;
    return changed;
  }

  /** Confidence level in percent. */
  public double level() {
    return level;
  }

  /**
   * These options with another confidence level in percent.
   *
   * @throws IllegalArgumentException unless it lies between 10 and 99.99
   */
  public FitOptions withLevel(double value) {
    if (!(value >= 10 && value <= 99.99)) {
      throw new IllegalArgumentException("level must lie between 10 and 99.99, not " + value);
    }
    FitOptions changed = copy();
    changed.level = value;
    return changed;
  }

  /** Backend name, or {@code auto}. */
  public String backend() {
    return backend;
  }

  /** These options with another backend. */
  public FitOptions withBackend(String value) {
    FitOptions changed = copy();
    changed.backend = value;
    return changed;
  }

  /** Worker threads. */
  public int threads() {
    return threads;
  }

  /**
   * These options with another number of threads.
   *
   * @throws IllegalArgumentException unless it is at least 1 and at most {@value #MOST_THREADS}
   */
  public FitOptions withThreads(int value) {
    if (value < 1 || value > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads must lie between 1 and " + MOST_THREADS + ", not " + value);
    }
    FitOptions changed = copy();
    changed.threads = value;
    return changed;
  }

  /**
   * Starting values by name: fixed effects ({@code b1}, {@code phi1:_cons}), variances ({@code
   * var(U1)}). What is not named comes from the model's inline starts or is found automatically.
   */
  public Map<String, Double> initial() {
    return initial;
  }

  /** These options with starting values. */
  public FitOptions withInitial(Map<String, Double> values) {
    FitOptions changed = copy();
    changed.initial = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    return changed;
  }

  /** Rows to use, as an expression of the data's variables (menl's {@code if}); "" for all. */
  public String condition() {
    return condition;
  }

  /** These options restricted to the rows where an expression is true. */
  public FitOptions withCondition(String value) {
    FitOptions changed = copy();
    changed.condition = value;
    return changed;
  }

  /** Name of the curve that starting values are taken from, or "" for whichever is recognised. */
  public String start() {
    return start;
  }

  /**
   * These options with starting values from a curve of the library.
   *
   * @param curve its name, as {@code logistic}, or "" for whichever is recognised
   * @throws IllegalArgumentException if there is no such curve
   */
  public FitOptions withStart(String curve) {
    if (!curve.isEmpty()) {
      CurveLibrary.formula(curve);
    }
    FitOptions changed = copy();
    changed.start = curve;
    return changed;
  }

  /** Whether standard errors are computed (menl's {@code nostderr} turns them off). */
  public boolean standardErrors() {
    return standardErrors;
  }

  /** These options with or without standard errors. */
  public FitOptions withStandardErrors(boolean value) {
    FitOptions changed = copy();
    changed.standardErrors = value;
    return changed;
  }

  /**
   * Whether variance parameters are reported as standard deviations and correlations (menl's {@code
   * stddeviations}) instead of variances and covariances.
   */
  public boolean standardDeviations() {
    return standardDeviations;
  }

  /** These options with variance parameters in the other metric. */
  public FitOptions withStandardDeviations(boolean value) {
    FitOptions changed = copy();
    changed.standardDeviations = value;
    return changed;
  }

  /** Rule of the standard errors (menl's {@code vce()}). */
  public Vce vce() {
    return vce;
  }

  /**
   * These options with another rule of the standard errors. Rules other than menl's put each fit
   * back on the backend when it has ended.
   */
  public FitOptions withVce(Vce value) {
    FitOptions changed = copy();
    changed.vce = value;
    return changed;
  }

  /** Whether a record of every round is kept. */
  public boolean trace() {
    return trace;
  }

  /** These options with or without a record of every round. */
  public FitOptions withTrace(boolean value) {
    FitOptions changed = copy();
    changed.trace = value;
    return changed;
  }

  /** Most rounds of the alternation. */
  public int iterate() {
    return iterate;
  }

  /** These options with another limit on rounds. */
  public FitOptions withIterate(int value) {
    FitOptions changed = copy();
    changed.iterate = value;
    return changed;
  }

  /** Certificate to reach, in standard errors. */
  public double tolerance() {
    return tolerance;
  }

  /**
   * These options with another certificate to reach, in standard errors.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public FitOptions withTolerance(double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException("tolerance must be positive, not " + value);
    }
    FitOptions changed = copy();
    changed.tolerance = value;
    return changed;
  }

  /** Budget of passes over the rows. */
  public int rowPasses() {
    return rowPasses;
  }

  /** These options with another budget of passes over the rows. */
  public FitOptions withRowPasses(int value) {
    FitOptions changed = copy();
    changed.rowPasses = value;
    return changed;
  }

  /** When the run's wall-clock time is up; {@link Deadline#NONE} by default. */
  public Deadline deadline() {
    return deadline;
  }

  /**
   * These options with a wall-clock limit of the run. It belongs to the run and not to the fit: it
   * is not stored, and does not change a fit that ends before it.
   */
  public FitOptions withDeadline(Deadline value) {
    FitOptions changed = copy();
    changed.deadline = value;
    return changed;
  }

  /** EM iterations for the start of the random effects' covariance (menl's {@code emiterate}). */
  public int emIterate() {
    return emIterate;
  }

  /**
   * These options with another number of EM iterations.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public FitOptions withEmIterate(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("emiterate must not be negative, but is " + value);
    }
    FitOptions changed = copy();
    changed.emIterate = value;
    return changed;
  }

  /**
   * Largest relative change of the log likelihood in the last round (menl's {@code ltolerance}),
   * beside the certificate; infinite by default, since the certificate is stricter.
   */
  public double ltolerance() {
    return ltolerance;
  }

  /**
   * These options with menl's {@code ltolerance}.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public FitOptions withLtolerance(double value) {
    FitOptions changed = copy();
    changed.ltolerance = positive("ltolerance", value);
    return changed;
  }

  /**
   * Largest scaled gradient g'H^{-1}g of the linearised likelihood in the last round (menl's {@code
   * nrtolerance}), beside the certificate; infinite by default.
   */
  public double nrtolerance() {
    return nrtolerance;
  }

  /**
   * These options with menl's {@code nrtolerance}.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public FitOptions withNrtolerance(double value) {
    FitOptions changed = copy();
    changed.nrtolerance = positive("nrtolerance", value);
    return changed;
  }

  private static double positive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
    return value;
  }

  /** Every option that differs from its default, by name, as text. */
  public Map<String, String> changed() {
    FitOptions defaults = new FitOptions();
    Map<String, String> out = new LinkedHashMap<>();
    note(out, "criterion", criterion, defaults.criterion);
    note(out, "level", level, defaults.level);
    note(out, "initial", initial, defaults.initial);
    note(out, "if", condition, defaults.condition);
    note(out, "start", start, defaults.start);
    note(out, "stderr", standardErrors, defaults.standardErrors);
    note(out, "stddeviations", standardDeviations, defaults.standardDeviations);
    note(out, "vce", vce, defaults.vce);
    note(out, "iterate", iterate, defaults.iterate);
    note(out, "tolerance", tolerance, defaults.tolerance);
    note(out, "ltolerance", ltolerance, defaults.ltolerance);
    note(out, "nrtolerance", nrtolerance, defaults.nrtolerance);
    note(out, "emiterate", emIterate, defaults.emIterate);
    note(out, "rowPasses", rowPasses, defaults.rowPasses);
    return out;
  }

  private static void note(Map<String, String> out, String name, Object value, Object usual) {
    if (!value.equals(usual)) {
      out.put(name, value.toString());
    }
  }

  private FitOptions copy() {
    try {
      return (FitOptions) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("FitOptions is Cloneable", e);
    }
  }
}
