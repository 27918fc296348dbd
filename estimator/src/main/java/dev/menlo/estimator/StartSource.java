package dev.menlo.estimator;

import dev.menlo.estimator.covariance.CovarianceParameter;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.lindstrombates.StartPoint;
import dev.menlo.model.FixedEffect;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.ResidualParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where fits start: {@code initial()} first, then the model's inline starts; what neither gives is
 * NaN and left to the search (fixed effects) or to the estimator (variance parameters).
 */
final class StartSource {
  private final LoweredModel model;
  private final RandomEffectsCovariance covariance;
  private final List<String> names;
  private final Map<String, Double> values;

  /** Where theta and delta start; the same for every fit, made when first needed. */
  private double[] theta;

  private double[] delta;

  /**
   * The starts of a job.
   *
   * @param initial by name or position, as {@link InitialText} gives them
   * @throws DataException if a name is unknown
   */
  StartSource(LoweredModel model, Map<String, Double> initial) {
    this.model = model;
    this.covariance = new RandomEffectsCovariance(model.levels());
    this.names = names();
    this.values = resolved(initial);
  }

  /** Every parameter in table order: fixed effects, random-effects entries, residual parameters. */
  private List<String> names() {
    List<String> all = new ArrayList<>();
    model.fixedEffects().forEach(e -> all.add(e.name()));
    covariance.entries().forEach(e -> all.add(e.name()));
    model.residual().parameters().forEach(p -> all.add(p.name()));
    return all;
  }

  private Map<String, Double> resolved(Map<String, Double> initial) {
    Map<String, Double> out = new HashMap<>();
    Set<String> unknown = new HashSet<>();
    initial.forEach(
        (name, value) -> {
          List<String> meant = meant(name);
          meant.forEach(n -> out.put(n, value));
          if (meant.isEmpty()) {
            unknown.add(name);
          }
        });
    if (!unknown.isEmpty()) {
      throw new DataException(
          "initial(): there is no parameter "
              + String.join(", ", unknown)
              + "; the parameters are "
              + String.join(", ", names));
    }
    return out;
  }

  /** The parameters that a name of {@code initial()} stands for. */
  private List<String> meant(String name) {
    if (name.startsWith("#")) {
      int position = Integer.parseInt(name.substring(1));
      return position <= names.size() ? List.of(names.get(position - 1)) : List.of();
    }
    if (name.endsWith(":")) {
      return names.stream().filter(n -> n.startsWith(name)).toList();
    }
    if (names.contains(name)) {
      return List.of(name);
    }
    String constant = name + ":_cons";
    return names.contains(constant) ? List.of(constant) : List.of();
  }

  /** The given fixed effects, NaN where none is given. */
  double[] given() {
    return model.fixedEffects().stream()
        .mapToDouble(e -> values.getOrDefault(e.name(), e.start()))
        .toArray();
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

  /** A starting point at some fixed effects, with the variance parameters that are given. */
  StartPoint at(double[] beta) {
    if (delta == null) {
      theta = theta();
      delta = new ResidualStart(model.residual()).delta(residualParameters());
    }
    return new StartPoint(beta, theta, delta);
  }

  /** Theta of the given variances and covariances, or null if not every variance is given. */
  private double[] theta() {
    for (CovarianceParameter entry : covariance.entries()) {
      if (!values.containsKey(entry.name()) && entry.isVariance()) {
        return null;
      }
    }
    return covariance.entries().isEmpty()
        ? null
        : covariance.theta(covariances(residualVariance()), 1e-12);
  }

  /** The given variances and covariances over a divisor, q_k x q_k a level; 0 where not given. */
  List<double[]> covariances(double divisor) {
    List<double[]> d = new ArrayList<>();
    for (int level = 1; level <= model.levels().size(); level++) {
      d.add(new double[covariance.size(level) * covariance.size(level)]);
    }
    for (CovarianceParameter entry : covariance.entries()) {
      Double value = values.get(entry.name());
      if (value != null) {
        place(entry, value / divisor, d.get(entry.level() - 1));
      }
    }
    return d;
  }

  /** Names of parameters without a value, covariances aside: those are 0 where not given. */
  List<String> missing() {
    Set<String> optional = new HashSet<>();
    covariance.entries().stream().filter(e -> !e.isVariance()).forEach(e -> optional.add(e.name()));
    return names.stream().filter(n -> !values.containsKey(n) && !optional.contains(n)).toList();
  }

  /** The given residual parameters in table order, NaN where none is given. */
  double[] residualParameters() {
    return model.residual().parameters().stream()
        .map(ResidualParameter::name)
        .mapToDouble(name -> values.getOrDefault(name, Double.NaN))
        .toArray();
  }

  /** Writes an entry of D, in every place that its structure gives it. */
  private void place(CovarianceParameter entry, double value, double[] d) {
    int q = covariance.size(entry.level());
    var block = model.levels().get(entry.level() - 1).blocks().get(entry.block());
    boolean shared =
        switch (block.type()) {
          case IDENTITY, EXCHANGEABLE -> true;
          default -> false;
        };
    if (!shared) {
      d[entry.row() * q + entry.column()] = value;
      d[entry.column() * q + entry.row()] = value;
      return;
    }
    for (int i : block.members()) {
      for (int j : block.members()) {
        if ((i == j) == entry.isVariance()) {
          d[i * q + j] = value;
        }
      }
    }
  }

  private double residualVariance() {
    String first = model.residual().parameters().get(0).name();
    return values.getOrDefault(first, 1.0);
  }
}
