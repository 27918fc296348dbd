package dev.menlo.estimator.start;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.estimator.algebra.Cholesky;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The unit of every fixed effect, as powers of the units of the response and the covariates, found
 * from the mean: what is added has one unit, an exponential has an argument without one. A fixed
 * effect may also be the logarithm of a quantity with a unit, as in {@code exp(b)}. What the mean
 * leaves open has the smallest powers.
 *
 * <pre>e = unit of the node (0 for a logarithm),  l = unit of what it is the logarithm of
 * a + b: e = e_a = e_b, l = l_a + l_b     a b: e = e_a + e_b     exp a: e_a = 0, e = l_a</pre>
 *
 * <p>The unknowns e and l of all nodes solve these equations in the least-squares sense, with a
 * small penalty on their size: one right-hand side a base unit.
 */
final class Units {
  private static final double PENALTY = 1e-4;
  private static final double SMALL = 0.02;

  private final Program mean;
  private final int bases;
  private final double[] normal;
  private final double[][] right;
  private final int n;

  /** Powers e and l of the base units, response first, then the covariates; by fixed effect. */
  private final double[][] unit;

  private final double[][] logUnit;

  /** The units of the fixed effects of a program. */
  Units(Program mean, int fixedEffects, int covariates) {
    this.mean = mean;
    this.bases = covariates + 1;
    this.n = 2 * mean.size();
    this.normal = new double[n * n];
    this.right = new double[bases][n];
    this.unit = new double[fixedEffects][bases];
    this.logUnit = new double[fixedEffects][bases];
    for (int i = 0; i < mean.size(); i++) {
      equations(i);
    }
    int root = mean.outputs()[0];
    equal(new int[] {e(root)}, new double[] {1}, 0);
    equal(l(root), 0);
    solve();
  }

  /** Power of a base unit (0 the response, c + 1 covariate c) in a fixed effect. */
  double power(int fixedEffect, int base) {
    return unit[fixedEffect][base];
  }

  /** Power of a base unit in what a fixed effect is the logarithm of. */
  double logPower(int fixedEffect, int base) {
    return logUnit[fixedEffect][base];
  }

  private static int e(int node) {
    return 2 * node;
  }

  private static int l(int node) {
    return 2 * node + 1;
  }

  private void equations(int i) {
    Op op = mean.op(i);
    int a = op.arity() > 0 ? mean.operand(i, 0) : -1;
    int b = op.arity() > 1 ? mean.operand(i, 1) : -1;
    switch (op) {
      case CONSTANT -> equal(l(i), 0);
      case COVARIATE -> {
        equal(new int[] {e(i)}, new double[] {1}, mean.index(i) + 1);
        equal(l(i), 0);
      }
      case FIXED_EFFECT -> {}
      case ADD, SUB, MIN, MAX -> {
        same(i, a);
        same(i, b);
        logs(i, a, 1, b, op == Op.SUB ? -1 : 1);
      }
      case NEG -> {
        zero(new int[] {e(i), e(a)}, new double[] {1, -1});
        zero(new int[] {l(i), l(a)}, new double[] {1, 1});
      }
      case MUL, DIV -> product(i, a, b, op == Op.MUL ? 1 : -1);
      case POW -> power(i, a, b);
      case SQRT -> zero(new int[] {e(i), e(a)}, new double[] {1, -0.5});
      case EXP, EXPM1 -> {
        equal(e(a), 0);
        equal(l(i), 0);
        zero(new int[] {e(i), l(a)}, new double[] {1, -1});
      }
      case LOG -> {
        equal(e(i), 0);
        equal(l(a), 0);
        zero(new int[] {l(i), e(a)}, new double[] {1, -1});
      }
      case SELECT -> {
        same(i, b);
        same(i, mean.operand(i, 2));
      }
      case PREVIOUS -> {
        same(i, a);
        same(i, b);
      }
      case ABS -> same(i, a);
      default -> {
        equal(e(i), 0);
        equal(l(i), 0);
        if (a >= 0 && b < 0) {
          equal(e(a), 0);
          equal(l(a), 0);
        }
      }
    }
  }

  /** A literal takes the unit of what it is added to. */
  private void same(int i, int a) {
    if (mean.op(a) != Op.CONSTANT) {
      zero(new int[] {e(i), e(a)}, new double[] {1, -1});
    }
  }

  private void logs(int i, int a, double signA, int b, double signB) {
    zero(new int[] {l(i), l(a), l(b)}, new double[] {1, -signA, -signB});
  }

  private void product(int i, int a, int b, double sign) {
    boolean left = mean.op(a) == Op.CONSTANT;
    boolean right = mean.op(b) == Op.CONSTANT;
    if (left && right) {
      return;
    }
    if (right || (left && sign > 0)) {
      int other = right ? a : b;
      double factor = mean.constant(right ? b : a);
      factor = right && sign < 0 ? 1 / factor : factor;
      zero(new int[] {e(i), e(other)}, new double[] {1, -1});
      zero(new int[] {l(i), l(other)}, new double[] {1, -factor});
      return;
    }
    if (left) {
      zero(new int[] {e(i), e(b)}, new double[] {1, -sign});
    } else {
      zero(new int[] {e(i), e(a), e(b)}, new double[] {1, -1, -sign});
    }
    equal(l(i), 0);
    equal(l(b), 0);
    if (!left) {
      equal(l(a), 0);
    }
  }

  private void power(int i, int a, int b) {
    equal(l(i), 0);
    equal(l(a), 0);
    if (mean.op(b) == Op.CONSTANT) {
      zero(new int[] {e(i), e(a)}, new double[] {1, -mean.constant(b)});
    } else {
      equal(e(b), 0);
      equal(l(b), 0);
    }
  }

  private void equal(int unknown, double value) {
    zero(new int[] {unknown}, new double[] {1});
  }

  /** sum of coefficients times unknowns = 0. */
  private void zero(int[] unknowns, double[] coefficients) {
    for (int r = 0; r < unknowns.length; r++) {
      for (int c = 0; c < unknowns.length; c++) {
        normal[unknowns[r] * n + unknowns[c]] += coefficients[r] * coefficients[c];
      }
    }
  }

  /** The unknown has the unit of a base: coefficient 1 there, 0 elsewhere. */
  private void equal(int[] unknown, double[] coefficient, int base) {
    zero(unknown, coefficient);
    right[base][unknown[0]] += coefficient[0];
  }

  private void solve() {
    for (int i = 0; i < n; i++) {
      normal[i * n + i] += PENALTY;
    }
    if (!Cholesky.factor(normal, n, 0)) {
      return;
    }
    List<double[]> solutions = new ArrayList<>();
    for (double[] side : right) {
      double[] solution = side.clone();
      Cholesky.solve(normal, n, solution);
      solutions.add(solution);
    }
    for (int i = 0; i < mean.size(); i++) {
      if (mean.op(i) == Op.FIXED_EFFECT) {
        for (int base = 0; base < bases; base++) {
          unit[mean.index(i)][base] = rounded(solutions.get(base)[e(i)]);
          logUnit[mean.index(i)][base] = rounded(solutions.get(base)[l(i)]);
        }
      }
    }
  }

  /** Whole and half powers are exact; the penalty moves them a little. */
  private static double rounded(double power) {
    double half = Math.rint(2 * power) / 2;
    return Math.abs(power - half) < SMALL ? half : power;
  }

  @Override
  public String toString() {
    return Arrays.deepToString(unit) + " log " + Arrays.deepToString(logUnit);
  }
}
