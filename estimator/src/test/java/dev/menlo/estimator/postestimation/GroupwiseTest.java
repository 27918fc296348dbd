package dev.menlo.estimator.postestimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FittedExamples;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.oracle.DenseErrors;
import dev.menlo.estimator.oracle.DenseFrozen;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What estat says of groups and variables. */
class GroupwiseTest {
  @Test
  void withinGroupCovarianceIsZPsiZAndR() {
    Fit ovary = FittedExamples.of("ovary-ar1.yaml");
    double[][] dense = new DenseFrozen(ovary, DenseErrors.AR1, "obs").covariance(0);
    assertSame(WithinGroupCovariance.of(ovary.fitted(), ""), dense);
  }

  @Test
  void outerGroupsHoldTheirInnerOnes() {
    Fit ces = FittedExamples.of("ces.yaml");
    String region = ces.fitted().data().labels().get(0).get(0);
    double[][] dense = new DenseFrozen(ces, DenseErrors.IDENTITY, "").covariance(0);
    assertSame(WithinGroupCovariance.of(ces.fitted(), region), dense);
    assertThatThrownBy(() -> WithinGroupCovariance.of(ces.fitted(), "Atlantis"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no group Atlantis");
  }

  private static void assertSame(WithinGroupCovariance found, double[][] dense) {
    int n = dense.length;
    assertThat(found.lines()).hasSize(n);
    for (int i = 0; i < n; i++) {
      assertThat(found.correlation()[i * n + i]).isEqualTo(1);
      for (int j = 0; j < n; j++) {
        assertThat(found.covariance()[i * n + j])
            .isCloseTo(dense[i][j], within(1e-9 * dense[i][i]));
      }
    }
  }

  @Test
  void levelsHaveTheTablesEntries() {
    Fit soybean = FittedExamples.of("soybean.yaml");
    LevelCovariance plot = LevelCovariance.of(soybean.fitted()).get(0);
    assertThat(plot.path()).isEqualTo("plot");
    assertThat(plot.names()).containsExactly("U1", "U2", "U3");
    assertThat(plot.covariance()[1]).isEqualTo(soybean.parameter("cov(U1,U2)").estimate());
    assertThat(plot.covariance()[8]).isEqualTo(soybean.parameter("var(U3)").estimate());
    double r = soybean.nlcom("corr(U1,U2)").estimates().get(0).estimate();
    assertThat(plot.correlation()[1]).isCloseTo(r, within(1e-14));
  }

  /** Means and deviations of circumf and age as published with the data: 35 rows, 7 ages. */
  @Test
  void variablesAreSummarised() {
    List<VariableSummary> rows = VariableSummary.of(FittedExamples.of("orange.yaml").fitted());
    assertThat(rows).extracting(VariableSummary::name).containsExactly("circumf", "age");
    assertThat(rows.get(0).observations()).isEqualTo(35);
    assertThat(rows.get(0).mean()).isCloseTo(4055.0 / 35, within(1e-9));
    assertThat(rows.get(1).values()).isEqualTo(7);
    assertThat(rows.get(1).min()).isEqualTo(118);
    assertThat(rows.get(1).max()).isEqualTo(1582);
    assertThat(rows.get(1).mean()).isCloseTo(6455.0 / 7, within(1e-9));
  }
}
