package dev.menlo.model.residual;

import dev.menlo.engine.program.Program;

/** Evaluates a residual program for one row or pair of rows, operation by operation. */
record Evaluation(double[] row, double[] pairedRow, double mean, double[] delta) {
  static double[] parameters(Program program, double... delta) {
    return new Evaluation(null, null, Double.NaN, delta).of(program);
  }

  double[] of(Program program) {
    double[] value = new double[program.size()];
    for (int i = 0; i < value.length; i++) {
      value[i] = node(program, i, value);
    }
    int[] outputs = program.outputs();
    double[] result = new double[outputs.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = value[outputs[i]];
    }
    return result;
  }

  private double node(Program p, int i, double[] value) {
    return switch (p.op(i).arity()) {
      case 0 -> input(p, i);
      case 1 -> unary(p, i, value[p.operand(i, 0)]);
      case 2 -> binary(p, i, value[p.operand(i, 0)], value[p.operand(i, 1)]);
      default -> value[p.operand(i, 0)] != 0 ? value[p.operand(i, 1)] : value[p.operand(i, 2)];
    };
  }

  private double input(Program p, int i) {
    return switch (p.op(i)) {
      case CONSTANT -> p.constant(i);
      case COVARIATE -> row[p.index(i)];
      case PAIRED_COVARIATE -> pairedRow[p.index(i)];
      case MEAN -> mean;
      case RESIDUAL_PARAMETER -> delta[p.index(i)];
      default -> throw new IllegalArgumentException(p.op(i) + " in a residual program");
    };
  }

  private static double unary(Program p, int i, double a) {
    return switch (p.op(i)) {
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case SQRT -> Math.sqrt(a);
      case EXP -> Math.exp(a);
      case LOG -> Math.log(a);
      case LOG1P -> Math.log1p(a);
      case COSH -> Math.cosh(a);
      case TANH -> Math.tanh(a);
      case INVLOGIT -> 1 / (1 + Math.exp(-a));
      default -> throw new IllegalArgumentException(p.op(i) + " in a residual program");
    };
  }

  private static double binary(Program p, int i, double a, double b) {
    return switch (p.op(i)) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case POW -> Math.pow(a, b);
      case POWLOG -> powlog(a, b, p.index(i));
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case LT -> a < b ? 1 : 0;
      case LE -> a <= b ? 1 : 0;
      case EQ -> a == b ? 1 : 0;
      default -> throw new IllegalArgumentException(p.op(i) + " in a residual program");
    };
  }

  private static double powlog(double a, double b, int order) {
    double power = Math.pow(Math.abs(a), b);
    return power == 0 || order == 0 ? power : power * Math.pow(Math.log(Math.abs(a)), order);
  }
}
