package dev.menlo.engine.program;

/**
 * The elementary functions of a {@link Program} on every JVM path. A function returns the same bits
 * interpreted or compiled, on any thread and machine: it uses correctly rounded operations and
 * {@link StrictMath} only, never {@link Math#exp} and its kind, whose compiled and interpreted
 * forms differ in the last bit. Arguments outside the domain give NaN, poles the infinity of the
 * limit; nothing throws.
 */
public final class ElementaryFunctions {
  private static final double LN2 = 0x1.62e42fefa39efp-1;

  private ElementaryFunctions() {}

  /** e^x, within 1 ulp. */
  public static double exp(double x) {
    return Exponential.exp(x);
  }

  /** e^x - 1, within 1 ulp. */
  public static double expm1(double x) {
    return StrictMath.expm1(x);
  }

  /** ln x, within 1 ulp. */
  public static double log(double x) {
    return Logarithm.log(x);
  }

  /** log10 x, within 1 ulp. */
  public static double log10(double x) {
    return StrictMath.log10(x);
  }

  /** ln(1 + x), within 1 ulp. */
  public static double log1p(double x) {
    return StrictMath.log1p(x);
  }

  /** x^y, within 1 ulp; 0^0 = 1; NaN for negative x unless y is an integer. */
  public static double pow(double x, double y) {
    return Power.pow(x, y);
  }

  /** |x|^y ln(|x|)^order; its limit 0 at x = 0, y &gt; 0. */
  public static double powlog(double x, double y, int order) {
    double base = Math.abs(x);
    double value = pow(base, y);
    if (order == 0 || (base == 0 && y > 0)) {
      return value;
    }
    double log = log(base);
    for (int k = 0; k < order; k++) {
      value *= log;
    }
    return value;
  }

  /** sin x. */
  public static double sin(double x) {
    return StrictMath.sin(x);
  }

  /** cos x. */
  public static double cos(double x) {
    return StrictMath.cos(x);
  }

  /** tan x. */
  public static double tan(double x) {
    return StrictMath.tan(x);
  }

  /** Arc sine. */
  public static double asin(double x) {
    return StrictMath.asin(x);
  }

  /** Arc cosine. */
  public static double acos(double x) {
    return StrictMath.acos(x);
  }

  /** Arc tangent. */
  public static double atan(double x) {
    return StrictMath.atan(x);
  }

  /** Angle of the point (x, y), in (-pi, pi]. */
  public static double atan2(double y, double x) {
    return StrictMath.atan2(y, x);
  }

  /** Hyperbolic sine. */
  public static double sinh(double x) {
    return StrictMath.sinh(x);
  }

  /** Hyperbolic cosine. */
  public static double cosh(double x) {
    return StrictMath.cosh(x);
  }

  /** Hyperbolic tangent. */
  public static double tanh(double x) {
    return StrictMath.tanh(x);
  }

  /** Inverse hyperbolic sine: ln(x + sqrt(x^2 + 1)) without cancellation, 4 ulp. */
  public static double asinh(double x) {
    double a = Math.abs(x);
    double value = a > 0x1p28 ? log(a) + LN2 : log1p(a + a * (a / (1 + Math.sqrt(1 + a * a))));
    return Math.copySign(value, x);
  }

  /** Inverse hyperbolic cosine: ln(x + sqrt(x^2 - 1)), 4 ulp; NaN below 1. */
  public static double acosh(double x) {
    double t = x - 1;
    return x > 0x1p28 ? log(x) + LN2 : log1p(t + Math.sqrt(t * (x + 1)));
  }

  /** Inverse hyperbolic tangent: ln((1 + x) / (1 - x)) / 2, 4 ulp. */
  public static double atanh(double x) {
    double a = Math.abs(x);
    return Math.copySign(.5 * log1p(2 * a / (1 - a)), x);
  }

  /** Nearest integer, halves away from zero; exact. */
  public static double round(double x) {
    double a = Math.abs(x);
    double below = Math.floor(a);
    return Math.copySign(a - below >= .5 ? below + 1 : below, x);
  }

  /** x - y floor(x / y), which has the sign of y. */
  public static double mod(double x, double y) {
    return x - y * Math.floor(x / y);
  }

  /** ln |Gamma(x)|, relative error 1e-14 (absolute near its zeros). */
  public static double lngamma(double x) {
    return GammaFunctions.lngamma(x);
  }

  /** Derivative of lngamma, relative error 1e-14 (absolute near its zeros); NaN at poles. */
  public static double digamma(double x) {
    return GammaFunctions.digamma(x);
  }

  /** Second derivative of lngamma, relative error 1e-14. */
  public static double trigamma(double x) {
    return GammaFunctions.polygamma(x, 1);
  }

  /** Derivative n of digamma, n = 1 (trigamma), 2, 3, ... */
  public static double polygamma(double x, int n) {
    return GammaFunctions.polygamma(x, n);
  }

  /** Standard normal distribution function; relative error 1e-14 in both tails. */
  public static double normal(double x) {
    return NormalDistribution.cumulative(x);
  }

  /** Inverse of {@link #normal}; -inf at 0, inf at 1, NaN outside [0, 1]. */
  public static double invnormal(double p) {
    return NormalDistribution.quantile(p);
  }

  /** 1 / (1 + e^-x), without overflow. */
  public static double invlogit(double x) {
    double e = exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }
}
