package dev.menlo.engine.program;

/** Operations of a {@link Program}, by arity. Comparisons give 1 or 0. */
public enum Op {
  /** A literal; see {@link Program#constant}. */
  CONSTANT(0),
  /** A covariate of the row; see {@link Program#index}. */
  COVARIATE(0),
  /** A covariate of the other row of a pair (residual programs only). */
  PAIRED_COVARIATE(0),
  /** A fixed effect beta. */
  FIXED_EFFECT(0),
  /** A random effect b, numbered through the levels, outermost first. */
  RANDOM_EFFECT(0),
  /** The mean at the variance point (residual programs only). */
  MEAN(0),
  /** A residual parameter delta (residual programs only). */
  RESIDUAL_PARAMETER(0),

  /** -a. */
  NEG(1),
  /** |a|. */
  ABS(1),
  /** sqrt(a). */
  SQRT(1),
  /** e^a. */
  EXP(1),
  /** e^a - 1. */
  EXPM1(1),
  /** ln a. */
  LOG(1),
  /** log10 a. */
  LOG10(1),
  /** ln(1 + a). */
  LOG1P(1),
  /** sin a. */
  SIN(1),
  /** cos a. */
  COS(1),
  /** tan a. */
  TAN(1),
  /** arc sine. */
  ASIN(1),
  /** arc cosine. */
  ACOS(1),
  /** arc tangent. */
  ATAN(1),
  /** Hyperbolic sine. */
  SINH(1),
  /** Hyperbolic cosine. */
  COSH(1),
  /** Hyperbolic tangent. */
  TANH(1),
  /** Inverse hyperbolic sine. */
  ASINH(1),
  /** Inverse hyperbolic cosine. */
  ACOSH(1),
  /** Inverse hyperbolic tangent. */
  ATANH(1),
  /** Largest integer not above a. */
  FLOOR(1),
  /** Smallest integer not below a. */
  CEIL(1),
  /** Nearest integer, halves away from zero. */
  ROUND(1),
  /** -1, 0 or 1. */
  SIGN(1),
  /** ln Gamma(a). */
  LNGAMMA(1),
  /** Derivative of lngamma. */
  DIGAMMA(1),
  /** Second derivative of lngamma. */
  TRIGAMMA(1),
  /** Derivative n of digamma, n = 2, 3, ... the node's index: closes TRIGAMMA under derivatives. */
  POLYGAMMA(1),
  /** Standard normal distribution function. */
  NORMAL(1),
  /** Inverse of the standard normal distribution function. */
  INVNORMAL(1),
  /** 1 / (1 + e^-a), without overflow. */
  INVLOGIT(1),

  /** a + b. */
  ADD(2),
  /** a - b. */
  SUB(2),
  /** a b. */
  MUL(2),
  /** a / b. */
  DIV(2),
  /** a^b; 0^0 = 1. */
  POW(2),
  /**
   * |a|^b log(|a|)^c with c = 0, 1, 2 the node's index, and its limit 0 at a = 0, b &gt; 0, c &gt;
   * 0: closes powers of a variance function under differentiation in the exponent.
   */
  POWLOG(2),
  /** Smaller of two. */
  MIN(2),
  /** Larger of two. */
  MAX(2),
  /** a modulo b, sign of b. */
  MOD(2),
  /** Angle of the point (b, a). */
  ATAN2(2),
  /** a &lt; b. */
  LT(2),
  /** a &lt;= b. */
  LE(2),
  /** a == b. */
  EQ(2),

  /** a != 0 ? b : c; the branch not taken may be NaN. */
  SELECT(3),

  /**
   * Value of node a at the row before in recursion order; at the first row of a group of level K,
   * the value of b at that row. Operand a may be a node defined later in the list.
   */
  PREVIOUS(2);

  private final int arity;

  Op(int arity) {
    this.arity = arity;
  }

  /** The number of operands. */
  public int arity() {
    return arity;
  }

  /** Whether a node of this operation is given its value from outside: no operands, no literal. */
  public boolean isInput() {
    return arity == 0 && this != CONSTANT;
  }
}
