package dev.menlo.engine.program;

/**
 * Evaluates a program node by node, one row a call: the oracle that lowerings are checked against.
 * Carries the state of recursions from row to row; not thread-safe.
 */
public final class Interpreter {
  private final Program program;
  private final double[] values;
  private final double[] before;
  private boolean firstRow = true;

  /** An interpreter at the start of a group. */
  public Interpreter(Program program) {
    this.program = program;
    this.values = new double[program.size()];
    this.before = new double[program.size()];
  }

  /** Makes the next row the first of a group of level K: recursions take their initial values. */
  public void startGroup() {
    firstRow = true;
  }

  /**
   * Evaluates one row and moves recursions on by it.
   *
   * @return the outputs, fresh
   */
  public double[] evaluate(Row row) {
    for (int node = 0; node < values.length; node++) {
      values[node] = value(node, row);
    }
    System.arraycopy(values, 0, before, 0, values.length);
    firstRow = false;
    int[] outputs = program.outputs();
    double[] result = new double[outputs.length];
    for (int k = 0; k < outputs.length; k++) {
      result[k] = values[outputs[k]];
    }
    return result;
  }

  private double value(int node, Row row) {
    int index = program.index(node);
    return switch (program.op(node)) {
      case CONSTANT -> program.constant(node);
      case COVARIATE -> row.covariates()[index];
      case PAIRED_COVARIATE -> row.pairedCovariates()[index];
      case FIXED_EFFECT -> row.fixedEffects()[index];
      case RANDOM_EFFECT -> row.randomEffects()[index];
      case MEAN -> row.mean();
      case RESIDUAL_PARAMETER -> row.residualParameters()[index];
      case PREVIOUS -> firstRow ? operand(node, 1) : before[program.operand(node, 0)];
      default -> operation(node);
    };
  }

  private double operation(int node) {
    Op op = program.op(node);
    double b = op.arity() > 1 ? operand(node, 1) : 0;
    double c = op.arity() > 2 ? operand(node, 2) : 0;
    return Arithmetic.apply(op, program.index(node), operand(node, 0), b, c);
  }

  private double operand(int node, int k) {
    return values[program.operand(node, k)];
  }

  /**
   * What a program reads at one row; arrays that it does not read may be empty.
   *
   * @param covariates of the row
   * @param pairedCovariates of the other row of a pair
   * @param fixedEffects beta
   * @param randomEffects b of the groups that hold the row, outermost level first
   * @param mean the mean at the variance point
   * @param residualParameters delta
   */
  public record Row(
      double[] covariates,
      double[] pairedCovariates,
      double[] fixedEffects,
      double[] randomEffects,
      double mean,
      double[] residualParameters) {
    private static final double[] NONE = {};

    /** A row of a mean program. */
    public static Row ofMean(double[] covariates, double[] fixedEffects, double[] randomEffects) {
      return new Row(covariates, NONE, fixedEffects, randomEffects, Double.NaN, NONE);
    }

    /** A row, or pair of rows, of a residual program. */
    public static Row ofResidual(
        double[] covariates, double[] pairedCovariates, double mean, double[] residualParameters) {
      return new Row(covariates, pairedCovariates, NONE, NONE, mean, residualParameters);
    }
  }
}
