package dev.menlo.engine.tck;

import dev.menlo.engine.program.Program;

/** Evaluates analytic programs at complex inputs; comparisons look at real parts. */
final class ComplexInterpreter {
  private final Program program;
  private final Complex[] values;
  private Complex[] before;

  ComplexInterpreter(Program program) {
    this.program = program;
    this.values = new Complex[program.size()];
  }

  /** Evaluates one row and moves recursions on by it. */
  Complex[] evaluate(double[] covariates, Complex[] fixedEffects, Complex[] randomEffects) {
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (program.op(i)) {
            case CONSTANT -> Complex.real(program.constant(i));
            case COVARIATE -> Complex.real(covariates[program.index(i)]);
            case FIXED_EFFECT -> fixedEffects[program.index(i)];
            case RANDOM_EFFECT -> randomEffects[program.index(i)];
            case PREVIOUS -> before == null ? operand(i, 1) : before[program.operand(i, 0)];
            default -> program.op(i).arity() == 1 ? unary(i, operand(i, 0)) : other(i);
          };
    }
    before = values.clone();
    int[] outputs = program.outputs();
    Complex[] result = new Complex[outputs.length];
    for (int k = 0; k < outputs.length; k++) {
      result[k] = values[outputs[k]];
    }
    return result;
  }

  /** The largest absolute real part of any node at the last row: the scale of rounding errors. */
  double scale() {
    double scale = 1;
    for (Complex value : values) {
      scale = Math.max(scale, Math.abs(value.re()));
    }
    return scale;
  }

  private Complex operand(int node, int k) {
    return values[program.operand(node, k)];
  }

  private Complex unary(int node, Complex a) {
    Complex one = Complex.real(1);
    return switch (program.op(node)) {
      case NEG -> a.neg();
      case ABS -> a.times(sign(a));
      case SIGN -> sign(a);
      case SQRT -> a.sqrt();
      case EXP -> a.exp();
      case EXPM1 -> a.exp().minus(one);
      case LOG -> a.log();
      case LOG1P -> a.plus(one).log();
      case SIN -> a.sin();
      case COS -> a.cos();
      case TAN -> a.sin().over(a.cos());
      case SINH -> a.sinh();
      case COSH -> a.cosh();
      case TANH -> Complex.real(1).minus(Complex.real(2).over(a.plus(a).exp().plus(one)));
      case ATAN -> a.atan();
      case INVLOGIT -> one.over(one.plus(a.neg().exp()));
      default -> throw new IllegalArgumentException(program.op(node) + " is not analytic here");
    };
  }

  private Complex other(int node) {
    Complex a = operand(node, 0);
    Complex b = operand(node, 1);
    return switch (program.op(node)) {
      case ADD -> a.plus(b);
      case SUB -> a.minus(b);
      case MUL -> a.times(b);
      case DIV -> a.over(b);
      case POW -> a.pow(b);
      case POWLOG -> powlog(a, b, program.index(node));
      case MIN -> a.re() <= b.re() ? a : b;
      case MAX -> a.re() >= b.re() ? a : b;
      case LT -> Complex.real(a.re() < b.re() ? 1 : 0);
      case LE -> Complex.real(a.re() <= b.re() ? 1 : 0);
      case EQ -> Complex.real(a.re() == b.re() ? 1 : 0);
      case SELECT -> a.re() != 0 ? b : operand(node, 2);
      default -> throw new IllegalArgumentException(program.op(node) + " is not analytic here");
    };
  }

  private static Complex powlog(Complex a, Complex b, int order) {
    Complex value = a.pow(b);
    for (int k = 0; k < order; k++) {
      value = value.times(a.log());
    }
    return value;
  }

  private static Complex sign(Complex a) {
    return Complex.real(Math.signum(a.re()));
  }
}
