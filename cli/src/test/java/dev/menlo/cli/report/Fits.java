package dev.menlo.cli.report;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.Certificate;
import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.GroupSummary;
import dev.menlo.estimator.Outcome;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.Provenance;
import dev.menlo.estimator.RandomEffectsEstimate;
import dev.menlo.estimator.Warning;
import dev.menlo.model.CovarianceType;
import java.util.List;
import java.util.Map;

/** Fits made by hand, to see how they are printed. */
final class Fits {
  private Fits() {}

  /** Two levels, a linear combination, a parameter without an interval, not converged. */
  static Fit awkward() {
    return new Fit(
        Outcome.NOT_CONVERGED,
        "out of row passes",
        Criterion.ML,
        -0.1 - 0.2,
        1234567,
        List.of(
            new GroupSummary("site", 3, 1, 411522.3333, 1234560),
            new GroupSummary("site>a_rather_long_name", 40, 1, 30864.2, 99999)),
        List.of("phi: i.variety U[site]"),
        List.of(
            coefficient("phi", "_cons", 17.4712947, 0.6714904),
            coefficient("phi", "2.variety", 3.2501462, 0.8180351),
            coefficient("", "k", 1.0 / 3, 0.1),
            new CoefficientEstimate(
                "phi",
                "3.variety",
                0,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                true)),
        List.of(
            new RandomEffectsEstimate(
                "site",
                CovarianceType.UNSTRUCTURED,
                List.of("U", "V"),
                List.of(
                    new ParameterEstimate("var(U)", 2.5, 0.5, 1.69, 3.7),
                    new ParameterEstimate("var(V)", 0, Double.NaN, Double.NaN, Double.NaN),
                    new ParameterEstimate("cov(U,V)", 0, 0.1, -0.196, 0.196)))),
        List.of(new ParameterEstimate("sigma2", 0.05, 0.01, 0.0338, 0.074)),
        new double[0],
        99.5,
        new Certificate(Double.NaN, 1.2, 1e-3, 2, Double.NaN, 1000, 5000),
        List.of(
            new Warning(Warning.Code.ZERO_VARIANCE, "var(V) (site) is estimated as 0", "drop it")),
        List.of(),
        "cpu",
        0.25,
        new Provenance(
            "1.2.3",
            "y = {phi:}",
            "00ff",
            "a \"b\".csv",
            "cpu",
            "2 cores",
            2,
            0,
            Map.of("iterate", "7")),
        null);
  }

  private static CoefficientEstimate coefficient(
      String equation, String term, double estimate, double se) {
    return new CoefficientEstimate(
        equation,
        term,
        estimate,
        se,
        estimate / se,
        0.0123456,
        estimate - 2 * se,
        estimate + 2 * se,
        false);
  }
}
