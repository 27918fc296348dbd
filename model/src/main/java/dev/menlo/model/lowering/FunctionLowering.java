package dev.menlo.model.lowering;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.syntax.Function;

/** Functions and logic of the language as operations of a program. */
final class FunctionLowering {
  private static final double LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private final ProgramBuilder b;

  FunctionLowering(ProgramBuilder builder) {
    this.b = builder;
  }

  /**
   * A function of nodes.
   *
   * @param x the arguments
   */
  int apply(Function function, int... x) {
    return switch (function) {
      case MAX -> fold(Op.MAX, x);
      case MIN -> fold(Op.MIN, x);
      case LN -> b.apply(Op.LOG, x[0]);
      case LN1P -> b.apply(Op.LOG1P, x[0]);
      case LN1M, LOG1M -> log1m(x[0]);
      case LNFACTORIAL -> b.apply(Op.LNGAMMA, b.add(x[0], b.constant(1)));
      case LNNORMAL -> b.apply(Op.LOG, b.apply(Op.NORMAL, x[0]));
      case LNNORMALDEN -> logDensity(x[0]);
      case NORMALDEN -> density(x);
      case LOGIT -> b.sub(b.apply(Op.LOG, x[0]), log1m(x[0]));
      case CLOGLOG -> b.apply(Op.LOG, b.apply(Op.NEG, log1m(x[0])));
      case INVCLOGLOG -> inverseCloglog(x[0]);
      case INT, TRUNC -> towardsZero(x[0]);
      case ROUND -> x.length == 1 ? b.apply(Op.ROUND, x[0]) : roundTo(x[0], x[1]);
      case COND -> b.apply(Op.SELECT, x);
      case INRANGE -> and(b.apply(Op.LE, x[1], x[0]), b.apply(Op.LE, x[0], x[2]));
      case INLIST -> anyEqual(x);
      default -> b.apply(Op.valueOf(function.name()), x);
    };
  }

  private int fold(Op op, int[] x) {
    int result = x[0];
    for (int i = 1; i < x.length; i++) {
      result = b.apply(op, result, x[i]);
    }
    return result;
  }

  private int log1m(int x) {
    return b.apply(Op.LOG1P, b.apply(Op.NEG, x));
  }

  /** -z^2/2 - log sqrt(2 pi). */
  private int logDensity(int z) {
    return b.sub(b.mul(b.constant(-0.5), b.mul(z, z)), b.constant(LOG_SQRT_TWO_PI));
  }

  /** normalden(z), normalden(x, sd) or normalden(x, mean, sd). */
  private int density(int[] x) {
    if (x.length == 1) {
      return b.apply(Op.EXP, logDensity(x[0]));
    }
    int sd = x[x.length - 1];
    int centred = x.length == 3 ? b.sub(x[0], x[1]) : x[0];
    return b.div(b.apply(Op.EXP, logDensity(b.div(centred, sd))), sd);
  }

  /** 1 - exp(-exp(x)). */
  private int inverseCloglog(int x) {
    int hazard = b.apply(Op.EXP, x);
    return b.apply(Op.NEG, b.apply(Op.EXPM1, b.apply(Op.NEG, hazard)));
  }

  private int towardsZero(int x) {
    int negative = b.apply(Op.LT, x, b.constant(0));
    return b.apply(Op.SELECT, negative, b.apply(Op.CEIL, x), b.apply(Op.FLOOR, x));
  }

  private int roundTo(int x, int unit) {
    return b.mul(unit, b.apply(Op.ROUND, b.div(x, unit)));
  }

  private int anyEqual(int[] x) {
    int any = b.apply(Op.EQ, x[0], x[1]);
    for (int i = 2; i < x.length; i++) {
      any = or(any, b.apply(Op.EQ, x[0], x[i]));
    }
    return any;
  }

  /** 1 where a is not 0. */
  int truth(int a) {
    return not(not(a));
  }

  /** 1 where a is 0. */
  int not(int a) {
    return b.apply(Op.EQ, a, b.constant(0));
  }

  /** 1 where both are not 0. */
  int and(int a, int c) {
    return b.apply(Op.SELECT, a, truth(c), b.constant(0));
  }

  /** 1 where one is not 0. */
  int or(int a, int c) {
    return b.apply(Op.SELECT, a, b.constant(1), truth(c));
  }
}
