package dev.menlo.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DerivativesTest {
  private static final double[] NONE = {};

  /** b1 / (1 + exp(-(t - b2 - U) / b3)), the orange-tree curve. */
  private static Program logistic() {
    ProgramBuilder f = new ProgramBuilder();
    int shift = f.sub(f.covariate(0), f.add(f.fixedEffect(1), f.randomEffect(0)));
    int z = f.div(f.apply(Op.NEG, shift), f.fixedEffect(2));
    return f.build(f.div(f.fixedEffect(0), f.add(f.constant(1), f.apply(Op.EXP, z))));
  }

  private static long count(Program program, Op op) {
    return IntStream.range(0, program.size()).filter(i -> program.op(i) == op).count();
  }

  private static double[] mean(MeanDerivatives d, double[] x, double[] beta, double[] b) {
    return new Interpreter(d.program()).evaluate(Interpreter.Row.ofMean(x, beta, b));
  }

  @Test
  void parametersThatAddUpShareAColumn() {
    MeanDerivatives d = Derivatives.of(logistic(), 3, 1, 2);

    assertThat(d.columns()).isEqualTo(3);
    assertThat(d.fixedColumn()).containsExactly(0, 1, 2);
    assertThat(d.randomColumn()).containsExactly(1);
    assertThat(d.secondRow()).containsExactly(1, 1, 2, 2, 2);
    assertThat(d.secondColumn()).containsExactly(0, 1, 0, 1, 2);
  }

  @Test
  void logisticDerivativesMatchTheirClosedForms() {
    double[] beta = {180, 700, 350};
    double u = 30;
    double t = 1004;
    double[] out =
        mean(Derivatives.of(logistic(), 3, 1, 2), new double[] {t}, beta, new double[] {u});
    double z = (t - beta[1] - u) / beta[2];
    double p = 1 / (1 + Math.exp(-z));
    double w = p * (1 - p);
    double v = w * (1 - 2 * p);
    double a = beta[0];
    double s = beta[2];
    double[] expected = {
      a * p,
      p,
      -a * w / s,
      -a * w * z / s,
      -w / s,
      a * v / (s * s),
      -w * z / s,
      a * (v * z + w) / (s * s),
      a * (v * z * z + 2 * w * z) / (s * s)
    };
    for (int k = 0; k < expected.length; k++) {
      assertThat(out[k]).isCloseTo(expected[k], within(1e-13 * Math.abs(expected[k])));
    }
  }

  @Test
  void logisticDerivativesStayFiniteFarOut() {
    MeanDerivatives d = Derivatives.of(logistic(), 3, 1, 2);
    for (double t : new double[] {-1e6, 1e6}) {
      double[] out = mean(d, new double[] {t}, new double[] {180, 700, .5}, new double[] {0});
      assertThat(Arrays.stream(out).allMatch(Double::isFinite)).isTrue();
    }
  }

  @Test
  void aCoefficientOfALinearCombinationCostsOneMultiply() {
    int p = 20;
    ProgramBuilder f = new ProgramBuilder();
    int eta = f.fixedEffect(0);
    for (int j = 1; j < p; j++) {
      eta = f.add(eta, f.mul(f.fixedEffect(j), f.covariate(j)));
    }
    Program mean = f.build(f.apply(Op.EXP, eta));
    Program derived = Derivatives.of(mean, p, 0, 1).program();
    assertThat(derived.size() - mean.size()).isEqualTo(p - 1);

    Program second = Derivatives.of(mean, p, 0, 2).program();
    assertThat(second.size() - derived.size()).isLessThanOrEqualTo(p * (p - 1) / 2);
    assertThat(count(second, Op.EXP)).isEqualTo(1);
  }

  @Test
  void parametersThatDoNotEnterHaveNoColumn() {
    ProgramBuilder f = new ProgramBuilder();
    MeanDerivatives d = Derivatives.of(f.build(f.fixedEffect(1)), 3, 2, 2);

    assertThat(d.columns()).isEqualTo(1);
    assertThat(d.fixedColumn()).containsExactly(-1, 0, -1);
    assertThat(d.randomColumn()).containsExactly(-1, -1);
    assertThat(d.secondRow()).isEmpty();
  }

  @Test
  void theBranchNotTakenDoesNotReachTheDerivative() {
    ProgramBuilder f = new ProgramBuilder();
    int x = f.covariate(0);
    int log = f.apply(Op.LOG, f.mul(f.fixedEffect(0), x));
    Program mean =
        f.build(f.apply(Op.SELECT, f.apply(Op.LT, f.constant(0), x), log, f.constant(7)));
    MeanDerivatives d = Derivatives.of(mean, 1, 0, 2);

    assertThat(mean(d, new double[] {0}, new double[] {4}, NONE)).containsExactly(7, 0, 0);
    assertThat(mean(d, new double[] {1}, new double[] {4}, NONE))
        .containsExactly(StrictMath.log(4), .25, -.0625);
  }

  @Test
  void aRecursionIsDifferentiatedThroughItsState() {
    // mu_t = b1 mu_(t-1) + b2 + U, mu_1 = b3
    ProgramBuilder f = new ProgramBuilder();
    int lag = f.previous(f.fixedEffect(2));
    int mu = f.add(f.mul(f.fixedEffect(0), lag), f.add(f.fixedEffect(1), f.randomEffect(0)));
    f.setPreviousSource(lag, mu);
    MeanDerivatives d = Derivatives.of(f.build(mu), 3, 1, 2);
    assertThat(d.randomColumn()[0]).isEqualTo(d.fixedColumn()[1]);

    Interpreter interpreter = new Interpreter(d.program());
    Interpreter.Row row = Interpreter.Row.ofMean(NONE, new double[] {.5, 2, 8}, new double[] {1});
    double[] out = {};
    for (int t = 0; t < 4; t++) {
      out = interpreter.evaluate(row);
    }
    // mu_n = b1^n b3 + c (1 + b1 + ... + b1^(n-1)) with n = 4, c = 3
    assertThat(out[0]).isEqualTo(8 / 16.0 + 3 * (1 + .5 + .25 + .125));
    assertThat(out[1 + d.fixedColumn()[2]]).isEqualTo(1 / 16.0);
    assertThat(out[1 + d.fixedColumn()[1]]).isEqualTo(1.875);
    assertThat(out[1 + d.fixedColumn()[0]]).isEqualTo(4 * 8 / 8.0 + 3 * (1 + 1 + .75));
    assertThat(second(d, out, 0, 0)).isEqualTo(12 * 8 / 4.0 + 3 * (2 + 6 * .5));
    assertThat(second(d, out, 0, 2)).isEqualTo(4 / 8.0);
    assertThat(second(d, out, 0, 1)).isEqualTo(1 + 1 + .75);
  }

  private static double second(MeanDerivatives d, double[] out, int j, int k) {
    int row = Math.max(d.fixedColumn()[j], d.fixedColumn()[k]);
    int column = Math.min(d.fixedColumn()[j], d.fixedColumn()[k]);
    for (int s = 0; s < d.secondRow().length; s++) {
      if (d.secondRow()[s] == row && d.secondColumn()[s] == column) {
        return out[1 + d.columns() + s];
      }
    }
    return 0;
  }

  @Test
  void aTableOfValuesIsDifferentiatedBlockByBlock() {
    // 1, delta_0 delta_1, delta_0^2 + delta_1
    ProgramBuilder f = new ProgramBuilder();
    int a = f.residualParameter(0);
    int b = f.residualParameter(1);
    Program table = f.build(f.constant(1), f.mul(a, b), f.add(f.mul(a, a), b));
    ParameterDerivatives d = Derivatives.inParameters(table, 2, 2);
    double[] out =
        new Interpreter(d.program())
            .evaluate(Interpreter.Row.ofResidual(NONE, NONE, 0, new double[] {3, 5}));

    assertThat(d.values()).isEqualTo(3);
    assertThat(Arrays.copyOf(out, 3)).containsExactly(1, 15, 14);
    assertThat(at(out, d.first(0, 0), d.first(1, 0), d.first(2, 0))).containsExactly(0, 5, 6);
    assertThat(at(out, d.first(0, 1), d.first(1, 1), d.first(2, 1))).containsExactly(0, 3, 1);
    assertThat(at(out, d.second(1, 0, 0), d.second(1, 0, 1), d.second(1, 1, 0)))
        .containsExactly(0, 1, 1);
    assertThat(at(out, d.second(2, 0, 0), d.second(2, 1, 0), d.second(2, 1, 1)))
        .containsExactly(2, 0, 0);
  }

  private static double[] at(double[] values, int... positions) {
    return Arrays.stream(positions).mapToDouble(k -> values[k]).toArray();
  }

  @Test
  void aPowerVarianceFunctionHasItsLimitsAtZero() {
    // g = |mean|^delta_0 + delta_1
    ProgramBuilder f = new ProgramBuilder();
    int power = f.powlog(f.mean(), f.residualParameter(0), 0);
    Program g = f.build(f.add(power, f.residualParameter(1)));
    ParameterDerivatives d = Derivatives.inParameters(g, 2, 2);
    Interpreter interpreter = new Interpreter(d.program());
    double[] delta = {.5, 2};

    double[] atZero = interpreter.evaluate(Interpreter.Row.ofResidual(NONE, NONE, 0, delta));
    assertThat(atZero).containsExactly(2, 0, 1, 0, 0, 0);
    double[] atMinusFour = interpreter.evaluate(Interpreter.Row.ofResidual(NONE, NONE, -4, delta));
    double log = Math.log(4);
    assertThat(atMinusFour[d.first(0, 0)]).isCloseTo(2 * log, within(1e-14));
    assertThat(atMinusFour[d.second(0, 0, 0)]).isCloseTo(2 * log * log, within(1e-14));
  }
}
