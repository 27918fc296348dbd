package dev.menlo.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ProgramBuilderTest {
  private final ProgramBuilder f = new ProgramBuilder();
  private final int x = f.covariate(0);
  private final int y = f.covariate(1);

  private int constant(double value) {
    return f.constant(value);
  }

  private int neg(int a) {
    return f.apply(Op.NEG, a);
  }

  private int pow(int a, double b) {
    return f.apply(Op.POW, a, constant(b));
  }

  @Test
  void equalExpressionsAreOneNode() {
    assertThat(f.covariate(0)).isEqualTo(x);
    assertThat(f.add(x, y)).isEqualTo(f.add(y, x));
    assertThat(f.mul(x, y)).isEqualTo(f.mul(y, x));
    assertThat(f.apply(Op.MAX, x, y)).isEqualTo(f.apply(Op.MAX, y, x));
    assertThat(f.sub(x, y)).isNotEqualTo(f.sub(y, x));
    assertThat(f.apply(Op.LT, x, y)).isNotEqualTo(f.apply(Op.LT, y, x));
    assertThat(f.powlog(x, y, 1)).isNotEqualTo(f.powlog(x, y, 2));
  }

  @Test
  void neutralAndAbsorbingElementsDisappear() {
    assertThat(f.add(x, constant(0))).isEqualTo(x);
    assertThat(f.sub(x, constant(0))).isEqualTo(x);
    assertThat(f.sub(constant(0), x)).isEqualTo(neg(x));
    assertThat(f.sub(x, x)).isEqualTo(constant(0));
    assertThat(f.mul(x, constant(1))).isEqualTo(x);
    assertThat(f.mul(x, constant(0))).isEqualTo(constant(0));
    assertThat(f.div(x, constant(1))).isEqualTo(x);
    assertThat(f.div(constant(0), x)).isEqualTo(constant(0));
    assertThat(f.apply(Op.MIN, x, x)).isEqualTo(x);
  }

  @Test
  void signsMoveOutwards() {
    assertThat(neg(neg(x))).isEqualTo(x);
    assertThat(neg(f.sub(x, y))).isEqualTo(f.sub(y, x));
    assertThat(f.add(x, neg(y))).isEqualTo(f.sub(x, y));
    assertThat(f.sub(x, neg(y))).isEqualTo(f.add(x, y));
    assertThat(f.mul(neg(x), neg(y))).isEqualTo(f.mul(x, y));
    assertThat(f.mul(neg(x), y)).isEqualTo(neg(f.mul(x, y)));
    assertThat(f.div(x, neg(y))).isEqualTo(neg(f.div(x, y)));
    assertThat(f.mul(x, constant(-1))).isEqualTo(neg(x));
    assertThat(neg(f.mul(constant(2), x))).isEqualTo(f.mul(constant(-2), x));
    assertThat(f.apply(Op.ABS, neg(x))).isEqualTo(f.apply(Op.ABS, x));
  }

  @Test
  void powersWithSmallExponentsBecomeProducts() {
    assertThat(pow(x, 0)).isEqualTo(constant(1));
    assertThat(pow(x, 1)).isEqualTo(x);
    assertThat(pow(x, 2)).isEqualTo(f.mul(x, x));
    assertThat(pow(x, 3)).isEqualTo(f.mul(x, f.mul(x, x)));
    assertThat(pow(x, -1)).isEqualTo(f.div(constant(1), x));
    assertThat(pow(x, -2)).isEqualTo(f.div(constant(1), f.mul(x, x)));
    assertThat(pow(x, .5)).isEqualTo(f.apply(Op.SQRT, x));
    assertThat(f.op(pow(x, 1.5))).isEqualTo(Op.POW);
  }

  @Test
  void constantsFoldThroughTheInterpretersArithmetic() {
    for (Op op : Op.values()) {
      if (op.arity() == 1 && op != Op.POLYGAMMA) {
        double value = Arithmetic.apply(op, 0, .3, 0, 0);
        assertThat(f.apply(op, constant(.3))).as(op.name()).isEqualTo(constant(value));
      }
      if (op.arity() == 2 && op != Op.PREVIOUS) {
        double value = Arithmetic.apply(op, 0, .3, .7, 0);
        assertThat(f.apply(op, constant(.3), constant(.7)))
            .as(op.name())
            .isEqualTo(constant(value));
      }
    }
  }

  @Test
  void aChoiceThatIsKnownIsMade() {
    assertThat(f.apply(Op.SELECT, constant(1), x, y)).isEqualTo(x);
    assertThat(f.apply(Op.SELECT, constant(0), x, y)).isEqualTo(y);
    assertThat(f.apply(Op.SELECT, f.apply(Op.LT, x, y), x, x)).isEqualTo(x);
  }

  @Test
  void logisticQuotientsBecomeInvlogit() {
    int e = f.apply(Op.EXP, neg(x));
    int logistic = f.apply(Op.INVLOGIT, x);
    assertThat(f.div(constant(1), f.add(constant(1), e))).isEqualTo(logistic);
    assertThat(f.div(y, f.add(e, constant(1)))).isEqualTo(f.mul(y, logistic));
    assertThat(pow(f.add(constant(1), e), -1)).isEqualTo(logistic);
    assertThat(f.div(e, f.add(constant(1), e))).isEqualTo(f.apply(Op.INVLOGIT, neg(x)));
  }

  @Test
  void nodesThatNoOutputNeedsAreDropped() {
    f.apply(Op.EXP, x);
    int sum = f.add(y, constant(2));
    Program program = f.build(sum, y);
    assertThat(program)
        .hasToString(
            """
            %0 = COVARIATE[1]
            %1 = CONSTANT 2.0
            %2 = ADD %0 %1
            outputs %2 %0""");
  }

  @Test
  void appendingSubstitutesInputs() {
    ProgramBuilder g = new ProgramBuilder();
    Program square = g.build(g.mul(g.mean(), g.sub(g.mean(), g.covariate(0))));
    int z = f.apply(Op.EXP, y);
    int appended = f.append(square, (op, index) -> op == Op.MEAN ? z : f.input(op, index))[0];
    assertThat(appended).isEqualTo(f.mul(z, f.sub(z, x)));
  }

  @Test
  void recursionsBuiltApartAreMerged() {
    int first = f.previous(y);
    f.setPreviousSource(first, f.add(f.mul(x, first), y));
    int second = f.previous(y);
    f.setPreviousSource(second, f.add(f.mul(x, second), y));
    int other = f.previous(y);
    f.setPreviousSource(other, f.sub(f.mul(x, other), y));
    Program program = f.build(first, second, other);
    int[] outputs = program.outputs();
    assertThat(outputs[1]).isEqualTo(outputs[0]);
    assertThat(outputs[2]).isNotEqualTo(outputs[0]);
    assertThat(program.isRecursive()).isTrue();
  }

  @Test
  void misuseIsRefused() {
    int lag = f.previous(x);
    assertThatIllegalStateException()
        .isThrownBy(() -> f.build(lag))
        .withMessageContaining("source");
    assertThatIllegalArgumentException().isThrownBy(() -> f.setPreviousSource(x, y));
    f.setPreviousSource(lag, y);
    assertThatIllegalArgumentException().isThrownBy(() -> f.setPreviousSource(lag, x));
    assertThatIllegalArgumentException().isThrownBy(() -> f.apply(Op.ADD, x));
    assertThatIllegalArgumentException().isThrownBy(() -> f.apply(Op.MEAN));
    assertThatIllegalArgumentException().isThrownBy(() -> f.input(Op.ADD, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> f.polygamma(x, 0));
  }
}
