package dev.menlo.engine.program;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Derivatives of nodes of a builder with respect to parameters, as new nodes of it.
 *
 * <p>One reverse sweep a node gives its adjoints {@code d node / d leaf} for all parameters at
 * once, so that a linear predictor costs one derivative and each of its coefficients one multiply.
 * SELECT, MIN, MAX and PREVIOUS end a sweep like parameters do and contribute by the chain rule:
 *
 * <pre>d f/d theta = (adjoint of theta) + sum over cuts c of (adjoint of c) * d c/d theta
 * d SELECT(c, a, b) = SELECT(c, da, db)      (the branch not taken may be NaN: never times 0)
 * d PREVIOUS(a, init) = PREVIOUS(da, d init) (exact through the recursion)</pre>
 *
 * <p>Differentiates nodes that existed when it was created.
 */
final class Differentiator {
  private record Tangent(int node, int parameter) {}

  private final ProgramBuilder builder;
  private final int[] parameterNodes;
  private final Dependence dependence;
  private final DerivativeRules rules;
  private final Map<Integer, TreeMap<Integer, Integer>> sweeps = new HashMap<>();
  private final Map<Tangent, Integer> tangents = new HashMap<>();
  private final Map<Tangent, Integer> derivatives = new HashMap<>();

  /**
   * Prepares derivatives.
   *
   * @param parameterNodes the input nodes to differentiate in, distinct
   */
  Differentiator(ProgramBuilder builder, int[] parameterNodes) {
    this.builder = builder;
    this.parameterNodes = parameterNodes;
    this.dependence = new Dependence(builder, parameterNodes);
    this.rules = new DerivativeRules(builder);
  }

  /** d node / d parameter; the constant 0 where the node does not depend on it. */
  int derivative(int node, int parameter) {
    if (!dependence.on(node, parameter)) {
      return builder.constant(0);
    }
    Tangent key = new Tangent(node, parameter);
    Integer known = derivatives.get(key);
    if (known == null) {
      known = chainRule(node, parameter);
      derivatives.put(key, known);
    }
    return known;
  }

  /**
   * As {@link #derivative} for nodes that share a costly factor: {@code d(a x) = (da) x} when x
   * does not depend on any parameter. The derivatives {@code A x_i} of a linear predictor then
   * share dA.
   */
  int derivativeOfProduct(int node, int parameter) {
    if (builder.op(node) == Op.NEG) {
      return builder.apply(Op.NEG, derivativeOfProduct(builder.operand(node, 0), parameter));
    }
    if (builder.op(node) == Op.MUL) {
      int a = builder.operand(node, 0);
      int b = builder.operand(node, 1);
      if (!dependence.onAny(a)) {
        return builder.mul(a, derivative(b, parameter));
      }
      if (!dependence.onAny(b)) {
        return builder.mul(b, derivative(a, parameter));
      }
    }
    return derivative(node, parameter);
  }

  private int chainRule(int node, int parameter) {
    int sum = builder.constant(0);
    for (Map.Entry<Integer, Integer> entry : sweep(node).entrySet()) {
      int leaf = entry.getKey();
      int adjoint = entry.getValue();
      if (leaf == parameterNodes[parameter]) {
        sum = builder.add(sum, adjoint);
      } else if (isCut(leaf) && dependence.on(leaf, parameter)) {
        sum = builder.add(sum, builder.mul(adjoint, tangent(leaf, parameter)));
      }
    }
    return sum;
  }

  /** Adjoints of the parameters and cuts that a node reaches, ascending by node. */
  private TreeMap<Integer, Integer> sweep(int node) {
    TreeMap<Integer, Integer> known = sweeps.get(node);
    if (known != null) {
      return known;
    }
    TreeMap<Integer, Integer> open = new TreeMap<>();
    TreeMap<Integer, Integer> leaves = new TreeMap<>();
    open.put(node, builder.constant(1));
    while (!open.isEmpty()) {
      Map.Entry<Integer, Integer> last = open.pollLastEntry();
      int reached = last.getKey();
      if (isCut(reached) || builder.op(reached).arity() == 0) {
        leaves.put(reached, last.getValue());
      } else {
        spread(reached, last.getValue(), open);
      }
    }
    sweeps.put(node, leaves);
    return leaves;
  }

  private void spread(int node, int adjoint, TreeMap<Integer, Integer> open) {
    for (int k = 0; k < builder.op(node).arity(); k++) {
      int operand = builder.operand(node, k);
      if (dependence.onAny(operand)) {
        open.merge(operand, rules.product(adjoint, node, k), builder::add);
      }
    }
  }

  private boolean isCut(int node) {
    return switch (builder.op(node)) {
      case SELECT, MIN, MAX, PREVIOUS -> true;
      default -> false;
    };
  }

  private int tangent(int cut, int parameter) {
    Tangent key = new Tangent(cut, parameter);
    Integer known = tangents.get(key);
    if (known != null) {
      return known;
    }
    if (builder.op(cut) == Op.PREVIOUS) {
      return recursion(cut, parameter, key);
    }
    int tangent = choice(cut, parameter);
    tangents.put(key, tangent);
    return tangent;
  }

  private int recursion(int cut, int parameter, Tangent key) {
    int tangent = builder.previous(derivative(builder.operand(cut, 1), parameter));
    tangents.put(key, tangent);
    builder.setPreviousSource(tangent, derivative(builder.operand(cut, 0), parameter));
    return tangent;
  }

  private int choice(int cut, int parameter) {
    int a = builder.operand(cut, 0);
    int b = builder.operand(cut, 1);
    return switch (builder.op(cut)) {
      case MIN -> choose(builder.apply(Op.LE, a, b), a, b, parameter);
      case MAX -> choose(builder.apply(Op.LE, b, a), a, b, parameter);
      default -> choose(a, b, builder.operand(cut, 2), parameter);
    };
  }

  private int choose(int condition, int a, int b, int parameter) {
    return builder.apply(Op.SELECT, condition, derivative(a, parameter), derivative(b, parameter));
  }
}
