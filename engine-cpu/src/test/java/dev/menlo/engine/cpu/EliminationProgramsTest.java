package dev.menlo.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Program;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elimination over lanes against {@link GroupElimination}, group by group. */
class EliminationProgramsTest {
  private static final int LANES = LaneProgram.LANES;
  private static final int TILES = 3;
  private static final double[] NONE = {};

  private final SplittableRandom random = new SplittableRandom(20261126);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void hasTheBitsOfTheScalarElimination(int q) {
    MeanDerivatives mean = derivatives(q);
    ModelLayout layout = layout(q);
    double[] c = triangles(layout);
    double[] lambda = random.doubles(q * q, -1, 1).toArray();
    for (int width : VectorUnit.LANES == 1 ? new int[] {1} : new int[] {1, VectorUnit.LANES}) {
      EliminationPrograms programs = EliminationPrograms.plain(layout, false);
      double[] s = run(programs, layout, c, NONE, NONE, lambda, 1, 0, width);
      requireScalarBits(layout, c, lambda, s);
      EliminationPrograms newton =
          EliminationPrograms.newton(layout, mean.secondRow(), mean.secondColumn(), false);
      int seconds = mean.secondRow().length;
      double[] none = new double[TILES * LANES * seconds];
      double[] effects = random.doubles(TILES * LANES * q, -1, 1).toArray();
      s = run(newton, layout, c, none, effects, lambda, seconds, q, width);
      requireScalarBits(layout, c, lambda, s);
    }
  }

  /** C_N - C of the program against that of the model's formula, by what S is at Lambda = 0. */
  @Test
  void subtractsCurvature() {
    int q = 3;
    MeanDerivatives mean = derivatives(q);
    ModelLayout layout = layout(q);
    int seconds = mean.secondRow().length;
    double[] c = triangles(layout);
    double[] h = random.doubles(TILES * LANES * seconds, -1, 1).toArray();
    double[] b = random.doubles(TILES * LANES * q, -1, 1).toArray();
    EliminationPrograms programs =
        EliminationPrograms.newton(layout, mean.secondRow(), mean.secondColumn(), false);
    double[] s = run(programs, layout, c, h, b, new double[q * q], seconds, q, 1);
    int m = layout.columns;
    for (int slot = 0; slot < TILES * LANES; slot++) {
      double[] e = new double[m];
      for (int j = 0; j < q; j++) {
        e[layout.randomColumn[0][j]] = b[at(slot, q, j)];
      }
      double corner = c[at(slot, layout.packed, layout.packed - 1)];
      for (int k = 0; k < seconds; k++) {
        int i = mean.secondRow()[k];
        int j = mean.secondColumn()[k];
        double value = h[at(slot, seconds, k)];
        int entry = PackedTriangle.at(i, j);
        double kept = c[at(slot, layout.packed, entry)];
        assertThat(s[at(slot, layout.eliminatedLength(), entry)])
            .isCloseTo(kept - value, within(1e-12));
        corner -= (i == j ? 1 : 2) * value * e[i] * e[j];
      }
      assertThat(s[at(slot, layout.eliminatedLength(), layout.packed - 1)])
          .isCloseTo(corner, within(1e-12));
    }
  }

  private static MeanDerivatives derivatives(int q) {
    ModelSpec model = model(q);
    return Derivatives.of(model.mean(), model.fixedEffects(), model.allRandomEffects(), 2);
  }

  private static ModelLayout layout(int q) {
    return new ModelLayout(model(q), derivatives(q));
  }

  private static ModelSpec model(int q) {
    return Examples.logistic(java.util.stream.IntStream.range(0, q).toArray());
  }

  private static int at(int slot, int length, int i) {
    return (slot / LANES * length + i) * LANES + slot % LANES;
  }

  /** Cross-products of random columns, in lanes. */
  private double[] triangles(ModelLayout layout) {
    double[] c = new double[TILES * LANES * layout.packed];
    for (int slot = 0; slot < TILES * LANES; slot++) {
      for (int row = 0; row < 6; row++) {
        double[] x = random.doubles(layout.order, -2, 2).toArray();
        for (int i = 0, k = 0; i < layout.order; i++) {
          for (int j = 0; j <= i; j++, k++) {
            c[at(slot, layout.packed, k)] += x[i] * x[j];
          }
        }
      }
    }
    return c;
  }

  private static double[] run(
      EliminationPrograms programs,
      ModelLayout layout,
      double[] c,
      double[] h,
      double[] b,
      double[] lambda,
      int seconds,
      int effects,
      int width) {
    int formed = programs.form.outputs().length;
    int factored = programs.factor.outputs().length;
    LaneInputs first = LaneInputs.of(layout.packed, seconds).withMovingLane(effects);
    LaneInputs last = LaneInputs.of(layout.packed, formed).withMovingLane(factored);
    double[] form = new double[TILES * LANES * formed];
    double[] factor = new double[TILES * LANES * factored];
    double[] s = new double[TILES * LANES * layout.eliminatedLength()];
    run(programs.form, first, width, c, h, b, lambda, form);
    run(programs.factor, LaneInputs.of(formed, 1), width, form, NONE, NONE, NONE, factor);
    run(programs.apply, last, width, c, form, factor, NONE, s);
    return s;
  }

  private static void run(
      Program program,
      LaneInputs inputs,
      int width,
      double[] first,
      double[] second,
      double[] lane,
      double[] lambda,
      double[] stored) {
    LaneProgram lanes = LaneCompiler.lower(program, 0, inputs, width);
    double[] spill = new double[LaneProgram.SPILL];
    lanes.run(
        first, 0, second, 0, NONE, 0, lane, 0, NONE, lambda, TILES, stored, 0, NONE, 0, spill);
  }

  private static void requireScalarBits(
      ModelLayout layout, double[] c, double[] lambda, double[] s) {
    GroupElimination elimination = new GroupElimination(layout.order, layout.randomColumn[0]);
    double[] own = new double[layout.packed];
    double[] expected = new double[layout.packed];
    for (int slot = 0; slot < TILES * LANES; slot++) {
      for (int i = 0; i < own.length; i++) {
        own[i] = c[at(slot, layout.packed, i)];
      }
      elimination.eliminate(own, 0, lambda, 0, expected, 0);
      for (int i = 0; i < own.length; i++) {
        assertThat(s[at(slot, layout.eliminatedLength(), i)]).isEqualTo(expected[i]);
      }
      for (int l = 0; l < elimination.pivot.length; l++) {
        assertThat(s[at(slot, layout.eliminatedLength(), layout.packed + l)])
            .isEqualTo(elimination.pivot[l]);
      }
    }
  }
}
