package dev.menlo.engine.program;

/**
 * Partial derivatives of single operations, as nodes. Forms are chosen to stay finite where the
 * derivative is: no quotient whose parts overflow, powers with their limits at 0.
 */
final class DerivativeRules {
  private static final double INVERSE_LN10 = 0.43429448190325182765;
  private static final double INVERSE_ROOT_TWO_PI = 0.39894228040143267794;
  private static final double ROOT_TWO_PI = 2.5066282746310005024;

  private final ProgramBuilder builder;

  DerivativeRules(ProgramBuilder builder) {
    this.builder = builder;
  }

  /**
   * adjoint * d node / d operand k. SELECT, MIN, MAX and PREVIOUS are not rules: they are
   * differentiated as a whole by {@link Differentiator}.
   */
  int product(int adjoint, int node, int k) {
    int a = builder.operand(node, 0);
    return builder.op(node).arity() == 1
        ? unary(adjoint, node, a)
        : binary(adjoint, node, k, a, builder.operand(node, 1));
  }

  private int unary(int adjoint, int f, int a) {
    return switch (builder.op(f)) {
      case NEG -> neg(adjoint);
      case FLOOR, CEIL, ROUND, SIGN -> constant(0);
      case SQRT -> div(mul(constant(.5), adjoint), f);
      case LOG -> div(adjoint, a);
      case LOG10 -> div(mul(constant(INVERSE_LN10), adjoint), a);
      case LOG1P -> div(adjoint, add(constant(1), a));
      case ASIN -> div(adjoint, apply(Op.SQRT, oneMinusSquare(a)));
      case ACOS -> neg(div(adjoint, apply(Op.SQRT, oneMinusSquare(a))));
      case ATAN -> div(adjoint, add(constant(1), mul(a, a)));
      case ASINH -> div(adjoint, apply(Op.SQRT, add(constant(1), mul(a, a))));
      case ACOSH -> div(adjoint, apply(Op.SQRT, neg(oneMinusSquare(a))));
      case ATANH -> div(adjoint, oneMinusSquare(a));
      default -> mul(adjoint, factor(f, a));
    };
  }

  /** df/da of the functions whose derivative is no quotient. */
  private int factor(int f, int a) {
    return switch (builder.op(f)) {
      case ABS -> apply(Op.SIGN, a);
      case EXP -> f;
      case EXPM1 -> apply(Op.EXP, a);
      case SIN -> apply(Op.COS, a);
      case COS -> neg(apply(Op.SIN, a));
      case TAN -> add(constant(1), mul(f, f));
      case SINH -> apply(Op.COSH, a);
      case COSH -> apply(Op.SINH, a);
      case TANH -> oneMinusSquare(f);
      case LNGAMMA -> apply(Op.DIGAMMA, a);
      case DIGAMMA -> apply(Op.TRIGAMMA, a);
      case TRIGAMMA -> builder.polygamma(a, 2);
      case POLYGAMMA -> builder.polygamma(a, builder.index(f) + 1);
      case NORMAL -> mul(constant(INVERSE_ROOT_TWO_PI), halfSquareExponential(a, -.5));
      case INVNORMAL -> mul(constant(ROOT_TWO_PI), halfSquareExponential(f, .5));
      case INVLOGIT -> mul(f, sub(constant(1), f));
      default -> throw new IllegalStateException("no derivative of " + builder.op(f));
    };
  }

  private int binary(int adjoint, int f, int k, int a, int b) {
    return switch (builder.op(f)) {
      case ADD -> adjoint;
      case SUB -> k == 0 ? adjoint : neg(adjoint);
      case MUL -> mul(adjoint, k == 0 ? b : a);
      case DIV -> k == 0 ? overDenominator(adjoint, b) : neg(mul(overDenominator(adjoint, b), f));
      case POW -> mul(adjoint, k == 0 ? powerInBase(a, b) : powerInExponent(f, a, b));
      case POWLOG -> mul(adjoint, powlog(f, k, a, b));
      case MOD -> k == 0 ? adjoint : neg(mul(adjoint, apply(Op.FLOOR, div(a, b))));
      case ATAN2 -> {
        int squares = add(mul(a, a), mul(b, b));
        yield k == 0 ? mul(adjoint, div(b, squares)) : neg(mul(adjoint, div(a, squares)));
      }
      case LT, LE, EQ -> constant(0);
      default -> throw new IllegalStateException("no derivative of " + builder.op(f));
    };
  }

  /**
   * adjoint / b as a product with 1 / b: all derivatives of a quotient then share one division,
   * which leaves the loop over rows where b does not vary.
   */
  private int overDenominator(int adjoint, int b) {
    return mul(adjoint, div(constant(1), b));
  }

  /** b a^(b-1), and 0 for b = 0 even at a = 0. */
  private int powerInBase(int a, int b) {
    int value = mul(b, apply(Op.POW, a, sub(b, constant(1))));
    return builder.op(b) == Op.CONSTANT
        ? value
        : apply(Op.SELECT, apply(Op.EQ, b, constant(0)), constant(0), value);
  }

  /** a^b ln a, with its limit 0 at a = 0. */
  private int powerInExponent(int f, int a, int b) {
    boolean positive = builder.op(a) == Op.CONSTANT && builder.constantValue(a) > 0;
    return positive ? mul(f, apply(Op.LOG, a)) : builder.powlog(a, b, 1);
  }

  /**
   * With L = ln|a|: d/da = sign(a) (b |a|^(b-1) L^c + c |a|^(b-1) L^(c-1)), d/db = |a|^b L^(c+1).
   */
  private int powlog(int f, int k, int a, int b) {
    int c = builder.index(f);
    if (k == 1) {
      return builder.powlog(a, b, c + 1);
    }
    int exponent = sub(b, constant(1));
    int sum = mul(b, builder.powlog(a, exponent, c));
    if (c > 0) {
      sum = add(sum, mul(constant(c), builder.powlog(a, exponent, c - 1)));
    }
    return mul(apply(Op.SIGN, a), sum);
  }

  private int halfSquareExponential(int x, double factor) {
    return apply(Op.EXP, mul(constant(factor), mul(x, x)));
  }

  /** (1 - x)(1 + x), accurate near |x| = 1. */
  private int oneMinusSquare(int x) {
    return mul(sub(constant(1), x), add(constant(1), x));
  }

  private int constant(double value) {
    return builder.constant(value);
  }

  private int apply(Op op, int... args) {
    return builder.apply(op, args);
  }

  private int neg(int a) {
    return builder.apply(Op.NEG, a);
  }

  private int add(int a, int b) {
    return builder.add(a, b);
  }

  private int sub(int a, int b) {
    return builder.sub(a, b);
  }

  private int mul(int a, int b) {
    return builder.mul(a, b);
  }

  private int div(int a, int b) {
    return builder.div(a, b);
  }
}
