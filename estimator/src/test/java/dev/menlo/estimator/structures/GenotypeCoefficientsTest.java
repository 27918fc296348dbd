package dev.menlo.estimator.structures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.oracle.DenseErrors;
import dev.menlo.estimator.oracle.Oracle;
import dev.menlo.model.Model;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Soybean growth with a random asymptote of its own for each genotype. */
@Tag("slow")
class GenotypeCoefficientsTest {
  private static final Dataset DATA = Examples.data("soybean-factors.yaml");
  private static final FitOptions OPTIONS =
      FitOptions.defaults().withThreads(1).withInitial(Map.of("phi1:_cons", 17.0));

  private static Model model(String phi1, String phi2, String phi3) {
    return Model.parse(
        "weight = {phi1:}/(1+exp(-(time-"
            + phi2
            + ")/"
            + phi3
            + ")), define(phi1: "
            + phi1
            + ") resvariance(power _yhat, noconstant)");
  }

  private static Fit fit(Model model) {
    Fit fit = Menlo.fit(model, DATA, OPTIONS);
    assertThat(fit.converged()).as(fit.message()).isTrue();
    return fit;
  }

  private static List<String> complaints(Model model, Fit fit) {
    return new Oracle(model, DATA).complaints(fit, DenseErrors.POWER, "", List.of("delta"), 1e-6);
  }

  @Test
  void eachGenotypeHasItsOwnVariance() {
    Model model = model("i.variety 1.variety#F1[plot] 2.variety#P1[plot]", "{c2=52}", "{c3=7.5}");
    Fit fit = fit(model);
    assertThat(fit.parameter("var(F1)").estimate()).isPositive();
    assertThat(fit.parameter("var(P1)").estimate()).isPositive();
    assertThat(complaints(model, fit)).isEmpty();
  }

  /** Given the years, plots of genotype P do not differ: the fit is that of the smaller model. */
  @Test
  void variancesThatYearsExplainAreZero() {
    String fixed = "i.variety##i.year 1.variety#F1[plot]";
    Fit fit =
        fit(model(fixed + " 2.variety#P1[plot]", "({c2=52}+{U2[plot]})", "({c3=7.5}+{U3[plot]})"));
    assertThat(fit.parameter("var(P1)").estimate()).isZero();
    assertThat(fit.parameter("var(U3)").estimate()).isZero();
    Model smaller = model(fixed, "({c2=52}+{U2[plot]})", "{c3=7.5}");
    Fit same = fit(smaller);
    Comparison.assertEqual(fit, same);
    assertThat(complaints(smaller, same)).isEmpty();
  }
}
