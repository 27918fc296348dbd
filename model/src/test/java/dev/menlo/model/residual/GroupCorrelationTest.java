package dev.menlo.model.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.model.LoweredResidual;
import dev.menlo.model.ResidualParameter;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Structures without serial order: exchangeable, by position and spatial. */
class GroupCorrelationTest {
  private final Random random = new Random(1996);

  @ParameterizedTest
  @ValueSource(doubles = {-30, -2, 0, 1.5, 20})
  void exchangeableStaysAboveItsBound(double delta) {
    TableColumns columns = new TableColumns().with("x", 1, 2, 3, 4, 5);
    LoweredResidual lowered = lower("exchangeable", columns);
    double rho = natural(lowered, delta)[1];
    assertThat(rho).isCloseTo(-.25 + 1.25 / (1 + Math.exp(-delta)), within(1e-15));
    double[][] c = correlation(lowered, columns, 5, delta);
    assertThat(c[3][1]).isEqualTo(rho);
    assertThat(rho).isBetween(-.25, 1.0);
    if (delta > -30) {
      assertThat(Reference.positiveDefinite(c)).isTrue();
    }
  }

  @Test
  void exchangeableStartsUncorrelated() {
    TableColumns columns = new TableColumns().with("x", 1, 2, 3, 4, 5);
    LoweredResidual lowered = lower("exchangeable", columns);
    assertThat(natural(lowered, lowered.start())[1]).isCloseTo(0, within(1e-15));
  }

  /** C = F F' with rows of F in hyperspherical angles, written with cosines and sines. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void positionsHaveTheMatrixOfTheirAngles(int bandwidth) {
    TableColumns columns = new TableColumns().with("visit", 1, 2, 3, 5, 8);
    LoweredResidual lowered =
        lower(
            bandwidth == 4
                ? "unstructured, index(visit)"
                : "banded " + bandwidth + ", index(visit)",
            columns);
    double[] delta = random.doubles(lowered.spec().parameters(), -1.5, 1.5).toArray();
    double[][] expected = product(factor(5, bandwidth, delta));
    double[][] c = correlation(lowered, columns, 5, delta);
    double[] natural = natural(lowered, delta);
    int next = 1;
    for (int i = 0; i < 5; i++) {
      assertThat(c[i]).containsExactly(expected[i], within(1e-14));
      for (int j = Math.max(0, i - bandwidth); j < i; j++) {
        assertThat(natural[next++]).isCloseTo(expected[i][j], within(1e-14));
      }
    }
    assertThat(next).isEqualTo(natural.length);
    assertThat(Reference.positiveDefinite(c)).isTrue();
  }

  private static double[][] factor(int n, int bandwidth, double[] delta) {
    double[][] f = new double[n][n];
    int next = 0;
    for (int i = 0; i < n; i++) {
      double rest = 1;
      for (int j = Math.max(0, i - bandwidth); j < i; j++) {
        double angle = Math.acos(Math.tanh(delta[next++]));
        f[i][j] = rest * Math.cos(angle);
        rest *= Math.sin(angle);
      }
      f[i][i] = rest;
    }
    return f;
  }

  private static double[][] product(double[][] f) {
    int n = f.length;
    double[][] c = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          c[i][j] += f[i][k] * f[j][k];
        }
      }
    }
    return c;
  }

  @Test
  void groupsMayLackPositions() {
    TableColumns columns = new TableColumns().with("visit", 1, 2, 3, 4, 1, 3, 4);
    LoweredResidual lowered = lower("unstructured, index(visit)", columns);
    double[] delta = random.doubles(6, -1, 1).toArray();
    double[][] c = correlation(lowered, columns, 7, delta);
    int[] present = {0, 2, 3};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(c[4 + i][4 + j]).isEqualTo(c[present[i]][present[j]]);
      }
    }
    assertThat(lowered.parameters())
        .extracting(ResidualParameter::name)
        .containsExactly(
            "var(Residual)",
            "corr(1,2)",
            "corr(1,3)",
            "corr(2,3)",
            "corr(1,4)",
            "corr(2,4)",
            "corr(3,4)");
  }

  @ParameterizedTest
  @EnumSource(SpatialKernel.class)
  void spatialDecaysWithDistance(SpatialKernel kernel) {
    double[] x = {0, 1, 2.5, 4, 9};
    double[] y = {0, 2, -1, 3, 9};
    TableColumns columns = new TableColumns().with("x", x).with("y", y);
    LoweredResidual lowered = lower(kernel + ", coords(x y) nugget", columns);
    double range = 3.7;
    double nugget = .2;
    double[] delta = {Math.log(range), Math.log(nugget / (1 - nugget))};
    double[][] c = correlation(lowered, columns, 5, delta);
    for (int j = 0; j < 5; j++) {
      for (int k = 0; k < j; k++) {
        double s = Math.hypot(x[j] - x[k], y[j] - y[k]) / range;
        assertThat(c[j][k]).isCloseTo((1 - nugget) * correlation(kernel, s), within(1e-14));
      }
    }
    assertThat(Reference.positiveDefinite(c)).isTrue();
    assertThat(Arrays.copyOfRange(natural(lowered, delta), 1, 3))
        .containsExactly(new double[] {range, nugget}, within(1e-14));
  }

  private static double correlation(SpatialKernel kernel, double s) {
    return switch (kernel) {
      case EXPONENTIAL -> Math.exp(-s);
      case GAUSSIAN -> Math.exp(-Math.pow(s, 2));
      case LINEAR -> Math.max(0, 1 - s);
      case RATIONAL -> 1 / (1 + Math.pow(s, 2));
      case SPHERICAL -> s < 1 ? 1 - 3 * s / 2 + Math.pow(s, 3) / 2 : 0;
    };
  }

  @Test
  void spatialStartLiesBetweenNeighboursAndExtent() {
    TableColumns columns = new TableColumns().with("x", 0, 1, 2, 3, 4);
    assertThat(lower("exponential, coords(x)", columns).start())
        .containsExactly(new double[] {Math.log(2)}, within(1e-15));
  }

  private static double[][] correlation(
      LoweredResidual lowered, TableColumns columns, int n, double... delta) {
    ResidualSpec.Correlation correlation = lowered.spec().correlation();
    return Evaluation.of(columns, n, delta).correlation(correlation);
  }

  private static double[] natural(LoweredResidual lowered, double... delta) {
    return Evaluation.parameters(lowered.natural(), Arrays.copyOf(delta, delta.length + 1));
  }

  private static LoweredResidual lower(String rescorrelation, TableColumns columns) {
    return ResidualStructure.parse(null, rescorrelation, null, null).lower(columns);
  }
}
