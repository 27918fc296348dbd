package dev.menlo.estimator;

import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.lindstrombates.StartPoint;
import dev.menlo.model.FixedEffect;
import dev.menlo.model.LoweredModel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where fits start: {@code initial()} first, then the model's inline starts; what neither gives is
 * NaN and left to the search.
 */
final class StartSource {
  private final LoweredModel model;
  private final Map<String, Double> initial;

  StartSource(LoweredModel model, Map<String, Double> initial) {
    this.model = model;
    this.initial = initial;
  }

  /**
   * The given fixed effects, NaN where none is given.
   *
   * @throws DataException if a name is unknown
   */
  double[] given() {
    Set<String> unknown = new HashSet<>(initial.keySet());
    double[] beta = new double[model.fixedEffects().size()];
    for (int k = 0; k < beta.length; k++) {
      FixedEffect effect = model.fixedEffects().get(k);
      beta[k] = effect.start();
      for (String name : List.of(effect.name(), "/" + effect.name(), effect.equation() + ":")) {
        if (initial.containsKey(name)) {
          beta[k] = initial.get(name);
          unknown.remove(name);
        }
      }
    }
    if (!unknown.isEmpty()) {
      throw new DataException(
          "initial(): there is no parameter named "
              + String.join(", ", unknown)
              + "; the fixed effects are "
              + String.join(", ", model.fixedEffects().stream().map(FixedEffect::name).toList()));
    }
    return beta;
  }

  /**
   * Per fixed effect, whether a search begins with 0 for it: coefficients of covariates in a linear
   * combination that has a constant.
   */
  boolean[] zeroAtFirst() {
    Set<String> withConstant = new HashSet<>();
    for (FixedEffect effect : model.fixedEffects()) {
      if (effect.term().equals("_cons")) {
        withConstant.add(effect.equation());
      }
    }
    boolean[] zero = new boolean[model.fixedEffects().size()];
    for (int k = 0; k < zero.length; k++) {
      FixedEffect effect = model.fixedEffects().get(k);
      zero[k] = withConstant.contains(effect.equation()) && !effect.term().equals("_cons");
    }
    return zero;
  }

  /** Whether nothing is left to search for. */
  static boolean complete(double[] given) {
    return Arrays.stream(given).noneMatch(Double::isNaN);
  }

  /** A starting point at some fixed effects, variance parameters at their defaults. */
  StartPoint at(double[] beta) {
    return new StartPoint(beta, null, model.residual().start());
  }
}
