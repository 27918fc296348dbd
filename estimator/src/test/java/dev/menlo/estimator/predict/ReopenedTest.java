package dev.menlo.estimator.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.data.DataException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The workspace of a fit that was put back where it ended. */
class ReopenedTest {
  private static Fit fit(String file, FitOptions options) {
    FitOptions started =
        options.initial().isEmpty() ? options.withInitial(ExampleFits.start(file)) : options;
    return Menlo.fit(Examples.model(file), Examples.data(file), started);
  }

  @ParameterizedTest
  @CsvSource({
    "orange.yaml, ML, auto",
    "orange.yaml, REML, cpu-reference",
    "ces.yaml, ML, auto",
    "ovary-ar1.yaml, ML, auto"
  })
  void hasTheLogLikelihoodOfTheFit(String file, Criterion criterion, String backend) {
    Fit fit = fit(file, FitOptions.defaults().withCriterion(criterion).withBackend(backend));
    double deviance = Reopened.at(fit.fitted(), workspace -> deviance(workspace, fit.fitted()));
    assertThat(-0.5 * deviance).isCloseTo(fit.logLikelihood(), within(fit.logLikelihood()));
  }

  /** Eq. (7) at the fit's psi. */
  private static double deviance(Workspace workspace, FittedModel fitted) {
    double[] psi = fitted.point().psi();
    RandomEffectsCovariance covariance = new RandomEffectsCovariance(fitted.lowered().levels());
    double[] factor = new double[covariance.factorLength()];
    covariance.factor(psi, factor, 0);
    double[] delta = Arrays.copyOfRange(psi, covariance.parameters(), psi.length);
    Profile profile = new Profile(workspace.model(), 1);
    Criterion criterion = fitted.options().criterion();
    workspace.profile(factor, delta, criterion, FixedEffects.PROFILED, 0, profile);
    int lost = criterion == Criterion.REML ? fitted.point().beta().length : 0;
    double nu = fitted.data().design().observations() - lost;
    return profile.logDeterminant[0]
        + nu * (1 + Math.log(2 * Math.PI * profile.penalizedRss[0] / nu));
  }

  private static org.assertj.core.data.Offset<Double> within(double logLikelihood) {
    return org.assertj.core.data.Offset.offset(1e-11 * Math.abs(logLikelihood));
  }

  @Test
  void readsWhatTheFitLeftThere() {
    FittedModel fitted = fit("orange.yaml", FitOptions.defaults()).fitted();
    double[] u = Reopened.at(fitted, w -> w.read(Quantity.SPHERICAL_EFFECTS, 0));
    assertThat(u).isEqualTo(fitted.point().sphericalEffects()).hasSize(5);
    double[] mean = Reopened.at(fitted, w -> w.read(Quantity.MEAN, 0));
    double[] residual = Reopened.at(fitted, w -> w.read(Quantity.RESIDUAL, 0));
    for (int i = 0; i < mean.length; i++) {
      assertThat(mean[i] + residual[i]).isCloseTo(fitted.data().response()[i], within(1000));
    }
  }

  @Test
  void refusesFitsWithoutEstimates() {
    Fit failed =
        fit(
            "orange.yaml",
            FitOptions.defaults().withInitial(Map.of("b1", 1e308, "b2", 0.0, "b3", 0.0)));
    assertThatThrownBy(() -> Reopened.at(failed.fitted(), Workspace::fits))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no estimates");
  }

  @Test
  void tablesFollowTheLevelAskedFor() {
    Fit fit = fit("orange.yaml", FitOptions.defaults());
    Fit again = fit.fitted().fit(90, true);
    Fit direct =
        fit("orange.yaml", FitOptions.defaults().withLevel(90).withStandardDeviations(true));
    assertThat(again.fixedEffects()).isEqualTo(direct.fixedEffects());
    assertThat(again.randomEffects()).isEqualTo(direct.randomEffects());
    assertThat(again.residual()).isEqualTo(direct.residual());
    assertThat(fit.fitted().fit().fixedEffects()).isEqualTo(fit.fixedEffects());
  }
}
