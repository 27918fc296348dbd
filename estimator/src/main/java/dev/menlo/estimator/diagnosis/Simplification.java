package dev.menlo.estimator.diagnosis;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A smaller model beside the fit that suggested it.
 *
 * @param text what was changed
 * @param fit its fit, started at the larger model's fixed effects
 * @param parameters fixed effects, variance parameters and residual parameters
 * @param aic {@code -2 l + 2 k}, l the log likelihood of the linearised model
 * @param bic {@code -2 l + k log N}, menl's N: observations, or N - p under REML
 */
public record Simplification(String text, Fit fit, int parameters, double aic, double bic) {
  /**
   * The fit itself and every reduction of its findings, fitted to the same data.
   *
   * @param data what the fit was fitted to
   */
  public static List<Simplification> of(Fit fit, Dataset data, List<Finding> findings) {
    List<Simplification> out = new ArrayList<>();
    out.add(row("as given", fit));
    FitOptions options = fit.fitted().options().withInitial(start(fit)).withTrace(false);
    for (Reduction reduction : Diagnosis.reductions(findings)) {
      out.add(row(reduction.text(), Menlo.fit(reduction.model(), data, options)));
    }
    return out;
  }

  private static Map<String, Double> start(Fit fit) {
    Map<String, Double> start = new LinkedHashMap<>();
    fit.fixedEffects().forEach(row -> start.put(row.name(), row.estimate()));
    return start;
  }

  private static Simplification row(String text, Fit fit) {
    int variances = fit.randomEffects().stream().mapToInt(block -> block.parameters().size()).sum();
    int k = fit.fixedEffects().size() + variances + fit.residual().size();
    int n = fit.observations();
    n -= fit.criterion() == Criterion.REML ? fit.fixedEffects().size() : 0;
    double deviance = -2 * fit.logLikelihood();
    return new Simplification(text, fit, k, deviance + 2 * k, deviance + k * Math.log(n));
  }
}
