package dev.menlo.engine.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a {@link Program}. Equal subexpressions become one node; constants are folded; identities
 * such as x + 0, x * 1, x * 0 = 0 and x - x = 0 are applied (the last two also where x is not
 * finite). Methods return node numbers.
 */
public final class ProgramBuilder {
  /** The source of a PREVIOUS node that has none yet. */
  static final int NO_SOURCE = -1;

  private record Key(Op op, List<Integer> operands, long bits, int index) {}

  private final List<Op> ops = new ArrayList<>();
  private final List<int[]> operands = new ArrayList<>();
  private final List<Double> constants = new ArrayList<>();
  private final List<Integer> indexes = new ArrayList<>();
  private final Map<Key, Integer> known = new HashMap<>();
  private final Simplifier simplifier = new Simplifier(this);

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

  /** The input node of an input operation; the index is 0 for MEAN. */
  public int input(Op op, int index) {
    if (!op.isInput()) {
      throw new IllegalArgumentException(op + " is not an input");
    }
    return node(op, 0, index);
  }

  /**
   * Applies an operation to nodes built before, simplified where an identity applies: the node
   * returned may be an operand or a node of another operation.
   */
  public int apply(Op op, int... args) {
    if (op.arity() != args.length || op.arity() == 0 || op == Op.POLYGAMMA) {
      throw new IllegalArgumentException(op + " cannot be applied to " + args.length + " operands");
    }
    return simplifier.apply(op, 0, args.clone());
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
    return simplifier.apply(Op.POWLOG, order, new int[] {a, b});
  }

  /** Derivative n of digamma at a: trigamma for n = 1. */
  public int polygamma(int a, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("polygamma of order " + n);
    }
    return n == 1 ? apply(Op.TRIGAMMA, a) : simplifier.apply(Op.POLYGAMMA, n, new int[] {a});
  }

  /**
   * A PREVIOUS node whose source is not built yet; give it later with {@link #setPreviousSource}.
   *
   * @param initial value at the first row of a group
   */
  public int previous(int initial) {
    ops.add(Op.PREVIOUS);
    operands.add(new int[] {NO_SOURCE, initial});
    constants.add(0.0);
    indexes.add(0);
    return ops.size() - 1;
  }

  /**
   * Gives a PREVIOUS node its source.
   *
   * @throws IllegalArgumentException if the node is not a PREVIOUS node without a source
   */
  public void setPreviousSource(int previous, int source) {
    if (op(previous) != Op.PREVIOUS || operand(previous, 0) != NO_SOURCE) {
      throw new IllegalArgumentException("node " + previous + " does not wait for a source");
    }
    operands.get(previous)[0] = source;
  }

  /** Copies a program into this one, its inputs as they are; returns the nodes of its outputs. */
  public int[] append(Program program) {
    return append(program, this::input);
  }

  /**
   * Copies a program into this one, simplified and shared with what is here.
   *
   * @param inputs what stands for each input of the program
   * @return the nodes of its outputs
   */
  public int[] append(Program program, InputSubstitution inputs) {
    int[] copy = new int[program.size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copy(program, i, copy, inputs);
    }
    for (int i = 0; i < copy.length; i++) {
      if (program.op(i) == Op.PREVIOUS) {
        setPreviousSource(copy[i], copy[program.operand(i, 0)]);
      }
    }
    return Arrays.stream(program.outputs()).map(output -> copy[output]).toArray();
  }

  private int copy(Program program, int i, int[] copy, InputSubstitution inputs) {
    Op op = program.op(i);
    if (op == Op.CONSTANT) {
      return constant(program.constant(i));
    }
    if (op.isInput()) {
      return inputs.node(op, program.index(i));
    }
    if (op == Op.PREVIOUS) {
      return previous(copy[program.operand(i, 1)]);
    }
    int[] args = new int[op.arity()];
    for (int k = 0; k < args.length; k++) {
      args[k] = copy[program.operand(i, k)];
    }
    return simplifier.apply(op, program.index(i), args);
  }

  /**
   * The program that returns these nodes: without the nodes that no output needs, and with
   * recursions that are equal for every input merged. The builder may be used further.
   *
   * @throws IllegalStateException if an output needs a PREVIOUS node that has no source
   */
  public Program build(int... outputs) {
    int[] representative = RecursionSharing.representatives(this);
    int[] roots = Arrays.stream(outputs).map(output -> representative[output]).toArray();
    int[] live = Liveness.of(this, representative, roots);
    int[] number = new int[size()];
    for (int i = 0; i < live.length; i++) {
      number[live[i]] = i;
    }
    int[][] renumbered = new int[live.length][];
    for (int i = 0; i < live.length; i++) {
      renumbered[i] =
          Arrays.stream(operands.get(live[i])).map(o -> number[representative[o]]).toArray();
    }
    return new Program(
        Arrays.stream(live).mapToObj(ops::get).toArray(Op[]::new),
        renumbered,
        Arrays.stream(live).mapToDouble(constants::get).toArray(),
        Arrays.stream(live).map(indexes::get).toArray(),
        Arrays.stream(roots).map(root -> number[root]).toArray());
  }

  /** The number of nodes so far. */
  int size() {
    return ops.size();
  }

  /** Operation of a node. */
  Op op(int node) {
    return ops.get(node);
  }

  /** Operand k of a node, {@link #NO_SOURCE} for a source not given yet. */
  int operand(int node, int k) {
    return operands.get(node)[k];
  }

  /** Value of a CONSTANT node. */
  double constantValue(int node) {
    return constants.get(node);
  }

  /** Index of an input node, of POWLOG or of POLYGAMMA. */
  int index(int node) {
    return indexes.get(node);
  }

  /** The node of an operation as it stands; equal nodes are one. */
  int node(Op op, double constant, int index, int... args) {
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

  /** What stands for an input of an appended program. */
  @FunctionalInterface
  public interface InputSubstitution {
    /** The node of the receiving builder that stands for an input. */
    int node(Op op, int index);
  }
}
