package dev.menlo.estimator.postestimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.FittedExamples;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.simulate.ReplicateKey;
import dev.menlo.estimator.simulate.Simulation;
import dev.menlo.estimator.simulate.TrueParameters;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The delta-method standard error of 1/(1+rho) against a parametric bootstrap: the standard
 * deviation over B refits of data drawn from the estimates has a relative Monte Carlo error of
 * about 1/sqrt(2B). Bounds are four of those.
 */
class BootstrapTest {
  private static final long SEED = 20171990;

  @Test
  void deltaMethodIsWithinMonteCarloError() {
    assertBootstrap(40);
  }

  @Tag("slow")
  @Test
  void deltaMethodIsWithinMonteCarloErrorOfManyReplicates() {
    assertBootstrap(1000);
  }

  private static void assertBootstrap(int replicates) {
    Fit fit = FittedExamples.of("ces.yaml");
    DerivedEstimate sigma = fit.nlcom("1/(1+{rho})").estimates().get(0);
    double[] drawn =
        refits(fit.fitted(), replicates).stream()
            .mapToDouble(f -> 1 / (1 + f.fixedEffect("rho").estimate()))
            .toArray();
    double mean = java.util.Arrays.stream(drawn).average().orElseThrow();
    double squares = java.util.Arrays.stream(drawn).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = Math.sqrt(squares / (drawn.length - 1));
    assertThat(deviation / sigma.se()).isCloseTo(1, within(4 / Math.sqrt(2.0 * drawn.length)));
  }

  /** Refits that converged; nearly all must. */
  private static List<Fit> refits(FittedModel fitted, int replicates) {
    List<double[]> psi =
        LevelCovariance.of(fitted).stream().map(LevelCovariance::covariance).toList();
    TrueParameters truth =
        new TrueParameters(fitted.point().beta(), psi, Math.sqrt(fitted.point().sigma2()));
    Simulation simulation = new Simulation(fitted.lowered().spec(), fitted.data().design(), truth);
    List<Dataset> data =
        LongStream.range(0, replicates)
            .mapToObj(
                r ->
                    simulation.dataset(
                        fitted.data().data(),
                        fitted.data(),
                        fitted.lowered().response(),
                        new ReplicateKey(SEED, 0, r)))
            .toList();
    FitOptions options =
        FitOptions.defaults()
            .withInitial(Map.of("b0", 3.5, "delta0", 0.3, "rho", 1.25))
            .withStandardErrors(false)
            .withTrace(false);
    List<Fit> fits =
        Menlo.fitAll(Examples.model("ces.yaml"), data, options).stream()
            .filter(Fit::converged)
            .toList();
    assertThat(fits.size()).isGreaterThanOrEqualTo((int) Math.ceil(0.98 * replicates));
    return fits;
  }
}
