package dev.menlo.estimator.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.oracle.Differences;
import dev.menlo.model.CovarianceBlock;
import dev.menlo.model.CovarianceType;
import dev.menlo.model.GroupingLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** D, its Jacobian and its curvature, for every structure and for blocks over two levels. */
class RandomEffectsCovarianceTest {
  static Stream<RandomEffectsCovariance> structures() {
    Stream<RandomEffectsCovariance> single =
        Stream.of(CovarianceType.values())
            .flatMap(
                type ->
                    IntStream.of(1, 2, 4)
                        .mapToObj(
                            q -> of(level("g", block(type, IntStream.range(0, q).toArray())))));
    RandomEffectsCovariance blocks =
        of(
            level(
                "a",
                block(CovarianceType.UNSTRUCTURED, 0, 2),
                block(CovarianceType.EXCHANGEABLE, 1, 3, 4)),
            level("b"),
            level("c", block(CovarianceType.IDENTITY, 0, 1), block(CovarianceType.INDEPENDENT, 2)));
    return Stream.concat(single, Stream.of(blocks));
  }

  static RandomEffectsCovariance of(GroupingLevel... levels) {
    return new RandomEffectsCovariance(List.of(levels));
  }

  static CovarianceBlock block(CovarianceType type, int... members) {
    return new CovarianceBlock(type, IntStream.of(members).boxed().toList());
  }

  static GroupingLevel level(String path, CovarianceBlock... blocks) {
    int q = Stream.of(blocks).mapToInt(b -> b.members().size()).sum();
    List<String> names = IntStream.range(0, q).mapToObj(i -> path + i).toList();
    return new GroupingLevel(List.of(path), names, List.of(blocks));
  }

  private static double[] theta(RandomEffectsCovariance covariance) {
    Random random = new Random(4);
    return random.doubles(covariance.parameters(), 0.3, 2).toArray();
  }

  /** vech(D_1), vech(D_2), ... by columns of the lower triangles. */
  private static double[] vech(RandomEffectsCovariance covariance, double[] theta) {
    List<Double> out = new ArrayList<>();
    for (int level = 1; level <= covariance.levels().size(); level++) {
      int q = covariance.size(level);
      double[] d = covariance.relativeCovariance(theta, level);
      for (int column = 0; column < q; column++) {
        for (int row = column; row < q; row++) {
          assertThat(d[row * q + column]).isEqualTo(d[column * q + row]);
          out.add(d[row * q + column]);
        }
      }
    }
    return out.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @ParameterizedTest
  @MethodSource("structures")
  void jacobianIsTheDerivativeOfD(RandomEffectsCovariance covariance) {
    double[] theta = theta(covariance);
    double[][] expected = Differences.jacobian(x -> vech(covariance, x), theta);
    double[] found = covariance.vechJacobian(theta);
    int v = covariance.vechLength();
    for (int a = 0; a < theta.length; a++) {
      for (int i = 0; i < v; i++) {
        assertThat(found[a * v + i]).isCloseTo(expected[i][a], within(1e-10));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("structures")
  void curvatureIsTheSecondDerivativeOfD(RandomEffectsCovariance covariance) {
    double[] theta = theta(covariance);
    double[] weights = new Random(5).doubles(covariance.vechLength(), -1, 1).toArray();
    double[][] expected =
        Differences.jacobian(
            x -> {
              double[] jacobian = covariance.vechJacobian(x);
              double[] out = new double[x.length];
              for (int a = 0; a < x.length; a++) {
                for (int i = 0; i < weights.length; i++) {
                  out[a] += weights[i] * jacobian[a * weights.length + i];
                }
              }
              return out;
            },
            theta);
    double[] found = covariance.curvature(weights);
    for (int a = 0; a < theta.length; a++) {
      for (int b = 0; b < theta.length; b++) {
        assertThat(found[a * theta.length + b]).isCloseTo(expected[a][b], within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("structures")
  void thetaIsRecoveredFromD(RandomEffectsCovariance covariance) {
    double[] theta = theta(covariance);
    List<double[]> d = new ArrayList<>();
    for (int level = 1; level <= covariance.levels().size(); level++) {
      d.add(covariance.relativeCovariance(theta, level));
    }
    double[] back = covariance.theta(d, 1e-14);
    assertThat(vech(covariance, back)).containsExactly(vech(covariance, theta), within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("structures")
  void factorIsASquareRootOfD(RandomEffectsCovariance covariance) {
    double[] theta = theta(covariance);
    double[] factor = new double[covariance.factorLength() + 3];
    covariance.factor(theta, factor, 3);
    for (int level = 1; level <= covariance.levels().size(); level++) {
      int q = covariance.size(level);
      int at = 3 + covariance.factorOffset(level);
      double[] d = covariance.relativeCovariance(theta, level);
      for (int i = 0; i < q * q; i++) {
        double sum = 0;
        for (int k = 0; k < q; k++) {
          sum += factor[at + i / q * q + k] * factor[at + i % q * q + k];
        }
        assertThat(sum).isCloseTo(d[i], within(1e-14));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("structures")
  void zeroIsAnOrdinaryPoint(RandomEffectsCovariance covariance) {
    double[] zero = new double[covariance.parameters()];
    assertThat(vech(covariance, zero)).containsOnly(0);
    assertThat(covariance.vechJacobian(zero)).containsOnly(0);
    assertThat(covariance.free(zero, zero.length)).doesNotContain(true);
    assertThat(covariance.free(theta(covariance), zero.length)).doesNotContain(false);
  }
}
