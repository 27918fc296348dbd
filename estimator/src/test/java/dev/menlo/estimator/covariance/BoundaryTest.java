package dev.menlo.estimator.covariance;

import static dev.menlo.estimator.covariance.RandomEffectsCovarianceTest.block;
import static dev.menlo.estimator.covariance.RandomEffectsCovarianceTest.level;
import static dev.menlo.estimator.covariance.RandomEffectsCovarianceTest.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.model.CovarianceType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ways off the boundary of the cone of D. */
class BoundaryTest {
  private static final RandomEffectsCovariance INDEPENDENT =
      of(level("g", block(CovarianceType.INDEPENDENT, 0, 1)));
  private static final RandomEffectsCovariance UNSTRUCTURED =
      of(level("g", block(CovarianceType.UNSTRUCTURED, 0, 1)));
  private static final double[] TYPICAL = {1, 1};

  @Test
  void interiorHasNoDirections() {
    double[] gradient = {-1, -1, -1};
    assertThat(new Boundary(INDEPENDENT).directions(new double[] {1, 2}, gradient, TYPICAL))
        .isEmpty();
    assertThat(new Boundary(UNSTRUCTURED).directions(new double[] {1, 0.5, 1}, gradient, TYPICAL))
        .isEmpty();
  }

  @Test
  void zeroVarianceLeadsOffAlongItself() {
    double[] gradient = {3, 100, -2};
    List<Boundary.Direction> directions =
        new Boundary(INDEPENDENT).directions(new double[] {1, 0}, gradient, TYPICAL);
    assertThat(directions).hasSize(1);
    assertThat(directions.get(0).name()).isEqualTo("var(g1)");
    assertThat(directions.get(0).slope()).isEqualTo(-2);
    assertThat(directions.get(0).matrix()).containsExactly(0, 0, 0, 1);
  }

  /** D = (1, 2)(1, 2)': its null vector is n = (2, -1) / sqrt 5; the slope is n'Gn. */
  @Test
  void rankOneMatrixLeadsOffAlongItsNullVector() {
    double[] gradient = {1, 6, 2};
    List<Boundary.Direction> directions =
        new Boundary(UNSTRUCTURED).directions(new double[] {1, 2, 0}, gradient, TYPICAL);
    assertThat(directions).hasSize(1);
    double slope = (4 * 1 - 2 * 2 * 3 + 2) / 5.0;
    assertThat(directions.get(0).slope()).isCloseTo(slope, within(1e-12));
    assertThat(directions.get(0).matrix())
        .containsExactly(new double[] {0.8, -0.4, -0.4, 0.2}, within(1e-12));
  }

  @Test
  void movingAddsTheDirection() {
    Boundary boundary = new Boundary(UNSTRUCTURED);
    double[] psi = {1, 2, 0, 7};
    Boundary.Direction direction = boundary.directions(psi, new double[] {1, 6, 2}, TYPICAL).get(0);
    double[] moved = boundary.moved(psi, direction, 0.5);
    double[] d = UNSTRUCTURED.relativeCovariance(moved, 1);
    assertThat(d).containsExactly(new double[] {1.4, 1.8, 1.8, 4.1}, within(1e-12));
    assertThat(moved[3]).as("residual parameters stay").isEqualTo(7);
  }

  @Test
  void negligiblePivotsAreMadeZero() {
    double[] nearly = {1, 2, 1e-9};
    double[] snapped = new Boundary(UNSTRUCTURED).snapped(nearly, TYPICAL, 1e-8);
    assertThat(snapped[2]).isZero();
    double[] clear = {1, 2, 0.5};
    assertThat(new Boundary(UNSTRUCTURED).snapped(clear, TYPICAL, 1e-8)).containsExactly(clear);
    double[] small = new Boundary(INDEPENDENT).snapped(new double[] {1e-6, 1}, TYPICAL, 1e-8);
    assertThat(small).containsExactly(0, 1);
  }
}
