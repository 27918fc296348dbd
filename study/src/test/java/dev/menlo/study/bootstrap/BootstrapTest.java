package dev.menlo.study.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static Dataset table(String name) throws URISyntaxException {
    return Dataset.readCsv(Path.of(BootstrapTest.class.getResource(name).toURI()));
  }

  /** Against R's boot: src/test/r/bootstrap.R made the tables. */
  @Test
  void intervalsAreThoseOfR() throws URISyntaxException {
    Dataset expected = table("intervals.csv");
    BootstrapIntervals intervals =
        new BootstrapIntervals(
            expected.numbers("estimate")[0], table("replicates.csv").numbers("t"), 90);
    double[] percentile = intervals.percentile();
    double[] bca = intervals.bca(table("jackknife.csv").numbers("j"));
    double[] all = {percentile[0], percentile[1], bca[0], bca[1]};
    String[] names = {"percentile_lower", "percentile_upper", "bca_lower", "bca_upper"};
    for (int i = 0; i < all.length; i++) {
      assertThat(all[i]).as(names[i]).isCloseTo(expected.numbers(names[i])[0], within(1e-9));
    }
  }

  private static Fit fit() {
    return Menlo.fit(
        Model.parse("circumf = ({b1}+{U1[tree]})/(1+exp(-(age-{b2})/{b3}))"),
        Dataset.readCsv(Path.of("../examples/data/orange.csv")),
        FitOptions.defaults().withThreads(1));
  }

  @Test
  void parametricReplicatesScatterAsTheModelSays() {
    Fit fit = fit();
    Bootstrap.Replicates drawn =
        new Bootstrap(fit, 1).run(Bootstrap.Kind.PARAMETRIC, 300, 5, done -> {});
    assertThat(drawn.failures()).isEmpty();
    BootstrapIntervals b2 = drawn.intervals("b2", 95);
    // The model's standard error is itself an estimate; Monte Carlo adds 4 % to one in 300.
    assertThat(b2.standardError()).isCloseTo(fit.fixedEffect("b2").se(), within(0.2 * 33));
    assertThat(b2.percentile()[0]).isLessThan(fit.fixedEffect("b2").estimate());
    assertThat(b2.replicates()).isEqualTo(300);
  }

  @Test
  void replicatesDoNotDependOnThreadsOrNumber() {
    Fit fit = fit();
    for (Bootstrap.Kind kind : Bootstrap.Kind.values()) {
      double[] one = new Bootstrap(fit, 1).run(kind, 20, 5, d -> {}).estimates().get("b1");
      double[] two = new Bootstrap(fit, 2).run(kind, 9, 5, d -> {}).estimates().get("b1");
      assertThat(two).isEqualTo(Arrays.copyOf(one, 9));
    }
  }

  @Test
  void caseReplicatesAreWholeGroupsNumberedAnew() {
    Fit fit = fit();
    Resampling cases = new Resampling(fit.fitted());
    Dataset some = Resampling.of(cases.sample(), cases.groups(), "tree", new int[] {2, 2, 0});
    assertThat(some.rows()).isEqualTo(21);
    assertThat(some.numbers("tree")[0]).isEqualTo(1);
    assertThat(some.numbers("tree")[7]).isEqualTo(2);
    assertThat(Arrays.copyOf(some.numbers("circumf"), 7))
        .isEqualTo(Arrays.copyOfRange(some.numbers("circumf"), 7, 14));
  }

  @Test
  void theJackknifeLeavesOneGroupOutAtATime() {
    Fit fit = fit();
    Map<String, double[]> jackknife = new Bootstrap(fit, 1).jackknife();
    assertThat(jackknife.get("b1")).hasSize(5).doesNotHaveDuplicates();
    Dataset orange = Dataset.readCsv(Path.of("../examples/data/orange.csv"));
    String first = orange.column("tree").text(0);
    Fit without =
        Menlo.fit(
            fit.fitted().model(),
            orange,
            FitOptions.defaults().withThreads(1).withCondition("tree != " + first));
    double left = without.fixedEffect("b1").estimate();
    assertThat(jackknife.get("b1")).contains(new double[] {left}, within(1e-3));
  }
}
