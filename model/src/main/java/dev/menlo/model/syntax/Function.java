package dev.menlo.model.syntax;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The functions of the language, with the numbers of arguments they take. */
public enum Function {
  /** |x|. */
  ABS(1),
  /** Arc cosine. */
  ACOS(1),
  /** Inverse hyperbolic cosine. */
  ACOSH(1),
  /** Arc sine. */
  ASIN(1),
  /** Inverse hyperbolic sine. */
  ASINH(1),
  /** Arc tangent. */
  ATAN(1),
  /** Angle of the point (x, y), written atan2(y, x). */
  ATAN2(2),
  /** Inverse hyperbolic tangent. */
  ATANH(1),
  /** Smallest integer not below x. */
  CEIL(1),
  /** ln(-ln(1 - x)). */
  CLOGLOG(1),
  /** cond(x, a, b): a where x is true, else b. */
  COND(3),
  /** Cosine. */
  COS(1),
  /** Hyperbolic cosine. */
  COSH(1),
  /** Derivative of lngamma. */
  DIGAMMA(1),
  /** e^x. */
  EXP(1),
  /** e^x - 1. */
  EXPM1(1),
  /** Largest integer not above x. */
  FLOOR(1),
  /** inlist(x, a, b, ...): 1 where x equals one of them. */
  INLIST(2, Integer.MAX_VALUE),
  /** inrange(x, a, b): 1 where a &lt;= x &lt;= b. */
  INRANGE(3),
  /** x towards zero. */
  INT(1),
  /** 1 - exp(-exp(x)). */
  INVCLOGLOG(1),
  /** 1 / (1 + exp(-x)). */
  INVLOGIT(1),
  /** Inverse of normal(). */
  INVNORMAL(1),
  /** Natural logarithm. */
  LN(1),
  /** ln(1 - x). */
  LN1M(1),
  /** ln(1 + x). */
  LN1P(1),
  /** ln x!. */
  LNFACTORIAL(1),
  /** ln Gamma(x). */
  LNGAMMA(1),
  /** ln normal(x). */
  LNNORMAL(1),
  /** ln normalden(x). */
  LNNORMALDEN(1),
  /** Natural logarithm. */
  LOG(1),
  /** Logarithm to base 10. */
  LOG10(1),
  /** ln(1 - x). */
  LOG1M(1),
  /** ln(1 + x). */
  LOG1P(1),
  /** ln(x / (1 - x)). */
  LOGIT(1),
  /** Largest of its arguments. */
  MAX(1, Integer.MAX_VALUE),
  /** Smallest of its arguments. */
  MIN(1, Integer.MAX_VALUE),
  /** x - y floor(x / y). */
  MOD(2),
  /** Standard normal distribution function. */
  NORMAL(1),
  /** Normal density: normalden(z), normalden(x, sd), normalden(x, mean, sd). */
  NORMALDEN(1, 3),
  /** Nearest integer, or with two arguments nearest multiple of the second. */
  ROUND(1, 2),
  /** -1, 0 or 1. */
  SIGN(1),
  /** Sine. */
  SIN(1),
  /** Hyperbolic sine. */
  SINH(1),
  /** Square root. */
  SQRT(1),
  /** Tangent. */
  TAN(1),
  /** Hyperbolic tangent. */
  TANH(1),
  /** Second derivative of lngamma. */
  TRIGAMMA(1),
  /** x towards zero. */
  TRUNC(1);

  private final int fewest;
  private final int most;

  Function(int arguments) {
    this(arguments, arguments);
  }

  Function(int fewest, int most) {
    this.fewest = fewest;
    this.most = most;
  }

  /** As it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it takes that many arguments. */
  public boolean takes(int arguments) {
    return arguments >= fewest && arguments <= most;
  }

  /** The numbers of arguments it takes, in words. */
  public String arity() {
    if (most == Integer.MAX_VALUE) {
      return fewest + " or more arguments";
    }
    return (fewest == most ? "" : fewest + " to ")
        + most
        + (most == 1 ? " argument" : " arguments");
  }

  /** The function that is written so. */
  public static Optional<Function> named(String word) {
    return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
  }

  /** The names of all functions. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Function::word).toList();
  }
}
