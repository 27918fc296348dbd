package dev.menlo.engine.program;

/**
 * The value of one operation on doubles: the arithmetic that constant folding and the {@link
 * Interpreter} share, and that lowerings to the JVM reproduce to the bit.
 */
public final class Arithmetic {
  private Arithmetic() {}

  /**
   * Value of an operation of one to three operands other than PREVIOUS.
   *
   * @param index the node's index (POWLOG, POLYGAMMA)
   * @param a operand 0
   * @param b operand 1; ignored by operations of arity 1
   * @param c operand 2; ignored by operations of arity 1 and 2
   */
  public static double apply(Op op, int index, double a, double b, double c) {
    return switch (op.arity()) {
      case 1 -> unary(op, index, a);
      case 2 -> binary(op, index, a, b);
      default -> a != 0 ? b : c;
    };
  }

  private static double unary(Op op, int index, double a) {
    return switch (op) {
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case SQRT -> Math.sqrt(a);
      case EXP -> ElementaryFunctions.exp(a);
      case EXPM1 -> ElementaryFunctions.expm1(a);
      case LOG -> ElementaryFunctions.log(a);
      case LOG10 -> ElementaryFunctions.log10(a);
      case LOG1P -> ElementaryFunctions.log1p(a);
      case SIN -> ElementaryFunctions.sin(a);
      case COS -> ElementaryFunctions.cos(a);
      case TAN -> ElementaryFunctions.tan(a);
      case ASIN -> ElementaryFunctions.asin(a);
      case ACOS -> ElementaryFunctions.acos(a);
      case ATAN -> ElementaryFunctions.atan(a);
      case SINH -> ElementaryFunctions.sinh(a);
      case COSH -> ElementaryFunctions.cosh(a);
      case TANH -> ElementaryFunctions.tanh(a);
      case ASINH -> ElementaryFunctions.asinh(a);
      case ACOSH -> ElementaryFunctions.acosh(a);
      case ATANH -> ElementaryFunctions.atanh(a);
      case FLOOR -> Math.floor(a);
      case CEIL -> Math.ceil(a);
      case ROUND -> ElementaryFunctions.round(a);
      case SIGN -> Math.signum(a);
      case LNGAMMA -> ElementaryFunctions.lngamma(a);
      case DIGAMMA -> ElementaryFunctions.digamma(a);
      case TRIGAMMA -> ElementaryFunctions.trigamma(a);
      case POLYGAMMA -> ElementaryFunctions.polygamma(a, index);
      case NORMAL -> ElementaryFunctions.normal(a);
      case INVNORMAL -> ElementaryFunctions.invnormal(a);
      case INVLOGIT -> ElementaryFunctions.invlogit(a);
      default -> throw new IllegalArgumentException(op + " is not a function of one operand");
    };
  }

  private static double binary(Op op, int index, double a, double b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case POW -> ElementaryFunctions.pow(a, b);
      case POWLOG -> ElementaryFunctions.powlog(a, b, index);
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case MOD -> ElementaryFunctions.mod(a, b);
      case ATAN2 -> ElementaryFunctions.atan2(a, b);
      case LT -> a < b ? 1 : 0;
      case LE -> a <= b ? 1 : 0;
      case EQ -> a == b ? 1 : 0;
      default -> throw new IllegalArgumentException(op + " is not a function of two operands");
    };
  }
}
