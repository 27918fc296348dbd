package dev.menlo.engine.program;

import static dev.menlo.engine.program.Op.ABS;
import static dev.menlo.engine.program.Op.ADD;
import static dev.menlo.engine.program.Op.CONSTANT;
import static dev.menlo.engine.program.Op.DIV;
import static dev.menlo.engine.program.Op.EXP;
import static dev.menlo.engine.program.Op.INVLOGIT;
import static dev.menlo.engine.program.Op.LOG;
import static dev.menlo.engine.program.Op.MUL;
import static dev.menlo.engine.program.Op.NEG;
import static dev.menlo.engine.program.Op.SQRT;
import static dev.menlo.engine.program.Op.SUB;

/**
 * Algebraic identities applied while a program is built. Signs move outwards (so that a and -a
 * share their work), constants fold, operands of commutative operations are put in ascending order,
 * and logistic quotients become INVLOGIT, which has no overflow in its derivatives.
 */
final class Simplifier {
  private final ProgramBuilder builder;

  Simplifier(ProgramBuilder builder) {
    this.builder = builder;
  }

  int apply(Op op, int index, int[] args) {
    if (op == Op.PREVIOUS) {
      return builder.node(op, 0, 0, args);
    }
    if (op == Op.SELECT) {
      return select(args[0], args[1], args[2]);
    }
    if (isFoldable(args)) {
      return builder.constant(fold(op, index, args));
    }
    return switch (op) {
      case NEG -> negate(args[0]);
      case ADD -> add(args[0], args[1]);
      case SUB -> subtract(args[0], args[1]);
      case MUL -> multiply(args[0], args[1]);
      case DIV -> divide(args[0], args[1]);
      case POW -> power(args[0], args[1]);
      case ABS -> is(args[0], NEG) ? apply(ABS, 0, new int[] {left(args[0])}) : plain(op, args);
      case LOG -> is(args[0], EXP) ? left(args[0]) : plain(op, args);
      case MIN, MAX, EQ -> args[0] == args[1] && op != Op.EQ ? args[0] : commutative(op, args);
      default -> builder.node(op, 0, index, args);
    };
  }

  private int negate(int a) {
    return switch (builder.op(a)) {
      case CONSTANT -> builder.constant(-builder.constantValue(a));
      case NEG -> left(a);
      case SUB -> subtract(right(a), left(a));
      case MUL, DIV ->
          isConstant(left(a)) || is(left(a), SUB)
              ? apply(builder.op(a), 0, new int[] {negate(left(a)), right(a)})
              : isConstant(right(a))
                  ? apply(builder.op(a), 0, new int[] {left(a), negate(right(a))})
                  : plain(NEG, a);
      default -> plain(NEG, a);
    };
  }

  private int add(int a, int b) {
    if (is(a, 0)) {
      return b;
    }
    if (is(b, 0)) {
      return a;
    }
    if (is(b, NEG)) {
      return subtract(a, left(b));
    }
    if (is(a, NEG)) {
      return subtract(b, left(a));
    }
    return a == b ? multiply(builder.constant(2), a) : commutative(ADD, a, b);
  }

  private int subtract(int a, int b) {
    if (a == b) {
      return builder.constant(0);
    }
    if (is(b, 0)) {
      return a;
    }
    if (is(a, 0)) {
      return negate(b);
    }
    if (is(b, NEG)) {
      return add(a, left(b));
    }
    return is(a, NEG) ? negate(add(left(a), b)) : plain(SUB, a, b);
  }

  private int multiply(int a, int b) {
    if (is(a, 0) || is(b, 0)) {
      return builder.constant(0);
    }
    if (is(a, 1) || is(b, 1)) {
      return is(a, 1) ? b : a;
    }
    if (is(a, -1) || is(b, -1)) {
      return negate(is(a, -1) ? b : a);
    }
    if (is(a, NEG)) {
      return negate(multiply(left(a), b));
    }
    if (is(b, NEG)) {
      return negate(multiply(a, left(b)));
    }
    return commutative(MUL, a, b);
  }

  private int divide(int a, int b) {
    if (is(a, 0)) {
      return a;
    }
    if (is(b, 1)) {
      return a;
    }
    if (is(b, -1)) {
      return negate(a);
    }
    if (is(a, NEG)) {
      return negate(divide(left(a), b));
    }
    if (is(b, NEG)) {
      return negate(divide(a, left(b)));
    }
    int exponential = onePlusExponential(b);
    return exponential < 0 ? plain(DIV, a, b) : logistic(a, exponential);
  }

  /** The node e^z when the node is 1 + e^z, else -1. */
  private int onePlusExponential(int node) {
    if (!is(node, ADD)) {
      return -1;
    }
    if (is(left(node), 1) && is(right(node), EXP)) {
      return right(node);
    }
    return is(right(node), 1) && is(left(node), EXP) ? left(node) : -1;
  }

  /** a / (1 + e^z) = a invlogit(-z), e^z / (1 + e^z) = invlogit(z). */
  private int logistic(int a, int exponential) {
    int z = left(exponential);
    return a == exponential
        ? apply(INVLOGIT, 0, new int[] {z})
        : multiply(a, apply(INVLOGIT, 0, new int[] {negate(z)}));
  }

  private int power(int a, int b) {
    if (!isConstant(b)) {
      return plain(Op.POW, a, b);
    }
    double exponent = builder.constantValue(b);
    if (exponent == 0) {
      return builder.constant(1);
    }
    if (exponent == 1) {
      return a;
    }
    if (exponent == 2) {
      return multiply(a, a);
    }
    if (exponent == 3) {
      return multiply(a, multiply(a, a));
    }
    if (exponent == .5) {
      return plain(SQRT, a);
    }
    boolean reciprocal = exponent == -1 || exponent == -2 || exponent == -.5;
    return reciprocal
        ? divide(builder.constant(1), power(a, builder.constant(-exponent)))
        : plain(Op.POW, a, b);
  }

  private int select(int condition, int a, int b) {
    if (a == b) {
      return a;
    }
    if (isConstant(condition)) {
      return builder.constantValue(condition) != 0 ? a : b;
    }
    return plain(Op.SELECT, condition, a, b);
  }

  private boolean isFoldable(int[] args) {
    for (int arg : args) {
      if (!isConstant(arg)) {
        return false;
      }
    }
    return true;
  }

  private double fold(Op op, int index, int[] args) {
    double a = builder.constantValue(args[0]);
    double b = args.length > 1 ? builder.constantValue(args[1]) : 0;
    return Arithmetic.apply(op, index, a, b, 0);
  }

  private int commutative(Op op, int... args) {
    return plain(op, Math.min(args[0], args[1]), Math.max(args[0], args[1]));
  }

  private int plain(Op op, int... args) {
    return builder.node(op, 0, 0, args);
  }

  private int left(int node) {
    return builder.operand(node, 0);
  }

  private int right(int node) {
    return builder.operand(node, 1);
  }

  private boolean isConstant(int node) {
    return is(node, CONSTANT);
  }

  private boolean is(int node, Op op) {
    return builder.op(node) == op;
  }

  private boolean is(int node, double value) {
    return isConstant(node) && builder.constantValue(node) == value;
  }
}
