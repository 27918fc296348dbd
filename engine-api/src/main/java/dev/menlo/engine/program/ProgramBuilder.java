package dev.menlo.engine.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a {@link Program}. Equal subexpressions become one node; constants are folded; identities
 * such as x + 0, x * 1 and x * 0 (for derivatives) are applied. Methods return node numbers.
 */
public final class ProgramBuilder {
  private record Key(Op op, List<Integer> operands, long bits, int index) {}

  private final List<Op> ops = new ArrayList<>();
  private final List<int[]> operands = new ArrayList<>();
  private final List<Double> constants = new ArrayList<>();
  private final List<Integer> indexes = new ArrayList<>();
  private final Map<Key, Integer> known = new HashMap<>();

  /** An empty program. */
  public ProgramBuilder() {}

  /** A literal. */
  public int constant(double value) {
    return node(Op.CONSTANT, value, 0);
  }

  /** A covariate of the row. */
  public int covariate(int index) {
    return node(Op.COVARIATE, 0, index);
  }

  /** A covariate of the other row of a pair. */
  public int pairedCovariate(int index) {
    return node(Op.PAIRED_COVARIATE, 0, index);
  }

  /** A fixed effect. */
  public int fixedEffect(int index) {
    return node(Op.FIXED_EFFECT, 0, index);
  }

  /** A random effect, numbered through the levels, outermost first. */
  public int randomEffect(int index) {
    return node(Op.RANDOM_EFFECT, 0, index);
  }

  /** The mean at the variance point. */
  public int mean() {
    return node(Op.MEAN, 0, 0);
  }

  /** A residual parameter. */
  public int residualParameter(int index) {
    return node(Op.RESIDUAL_PARAMETER, 0, index);
  }

  /** Applies an operation to nodes built before. */
  public int apply(Op op, int... args) {
    if (op.arity() != args.length || op.arity() == 0) {
      throw new IllegalArgumentException(op + " takes " + op.arity() + " operands");
    }
    return node(op, 0, 0, args);
  }

  /** a + b. */
  public int add(int a, int b) {
    return apply(Op.ADD, a, b);
  }

  /** a - b. */
  public int sub(int a, int b) {
    return apply(Op.SUB, a, b);
  }

  /** a b. */
  public int mul(int a, int b) {
    return apply(Op.MUL, a, b);
  }

  /** a / b. */
  public int div(int a, int b) {
    return apply(Op.DIV, a, b);
  }

  /** |a|^b log(|a|)^order. */
  public int powlog(int a, int b, int order) {
    return node(Op.POWLOG, 0, order, a, b);
  }

  /**
   * A PREVIOUS node whose source is not built yet; give it later with {@link #setPreviousSource}.
   *
   * @param initial value at the first row of a group
   */
  public int previous(int initial) {
    ops.add(Op.PREVIOUS);
    operands.add(new int[] {-1, initial});
    constants.add(0.0);
    indexes.add(0);
    return ops.size() - 1;
  }

  /** Gives a PREVIOUS node its source. */
  public void setPreviousSource(int previous, int source) {
    operands.get(previous)[0] = source;
  }

  /** The program that returns these nodes. */
  public Program build(int... outputs) {
    return new Program(
        ops.toArray(Op[]::new),
        operands.stream().map(int[]::clone).toArray(int[][]::new),
        constants.stream().mapToDouble(Double::doubleValue).toArray(),
        indexes.stream().mapToInt(Integer::intValue).toArray(),
        outputs.clone());
  }

  private int node(Op op, double constant, int index, int... args) {
    Key key =
        new Key(op, Arrays.stream(args).boxed().toList(), Double.doubleToLongBits(constant), index);
    return known.computeIfAbsent(
        key,
        k -> {
          ops.add(op);
          operands.add(args);
          constants.add(constant);
          indexes.add(index);
          return ops.size() - 1;
        });
  }
}
