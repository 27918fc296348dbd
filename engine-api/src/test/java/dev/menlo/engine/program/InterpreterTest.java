package dev.menlo.engine.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InterpreterTest {
  private static final double[] NONE = {};

  private final ProgramBuilder f = new ProgramBuilder();

  @Test
  void aRowOfAMeanProgramReadsCovariatesAndEffects() {
    int sum = f.add(f.covariate(1), f.mul(f.fixedEffect(0), f.randomEffect(2)));
    Interpreter interpreter = new Interpreter(f.build(sum, f.covariate(0)));
    Interpreter.Row row =
        Interpreter.Row.ofMean(new double[] {7, 5}, new double[] {2}, new double[] {0, 0, 3});
    assertThat(interpreter.evaluate(row)).containsExactly(11, 7);
  }

  @Test
  void aPairOfRowsReadsBothAndTheParameters() {
    int lag = f.apply(Op.ABS, f.sub(f.covariate(0), f.pairedCovariate(0)));
    int rho = f.apply(Op.POW, f.residualParameter(1), lag);
    Interpreter interpreter = new Interpreter(f.build(rho, f.mean()));
    Interpreter.Row row =
        Interpreter.Row.ofResidual(
            new double[] {4}, new double[] {7}, 9, new double[] {Double.NaN, .5});
    assertThat(interpreter.evaluate(row)).containsExactly(.125, 9);
  }

  @Test
  void aRecursionStartsAfreshInEachGroup() {
    int lag = f.previous(f.constant(100));
    f.setPreviousSource(lag, f.add(lag, f.covariate(0)));
    Interpreter interpreter = new Interpreter(f.build(lag));
    assertThat(row(interpreter, 1)).isEqualTo(100);
    assertThat(row(interpreter, 2)).isEqualTo(101);
    assertThat(row(interpreter, 3)).isEqualTo(103);
    interpreter.startGroup();
    assertThat(row(interpreter, 4)).isEqualTo(100);
    assertThat(row(interpreter, 5)).isEqualTo(104);
  }

  @Test
  void aBranchNotTakenMayBeNaN() {
    int x = f.covariate(0);
    int choice = f.apply(Op.SELECT, f.apply(Op.LE, x, f.constant(0)), x, f.apply(Op.LOG, x));
    Interpreter interpreter = new Interpreter(f.build(choice));
    assertThat(row(interpreter, -1)).isEqualTo(-1);
    assertThat(row(interpreter, 1)).isZero();
  }

  private static double row(Interpreter interpreter, double x) {
    return interpreter.evaluate(Interpreter.Row.ofMean(new double[] {x}, NONE, NONE))[0];
  }
}
