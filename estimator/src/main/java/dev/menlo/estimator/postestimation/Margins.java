package dev.menlo.estimator.postestimation;

import dev.menlo.engine.program.Program;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.inference.QuadraticForm;
import dev.menlo.estimator.postestimation.DerivedEstimates.Adjustment;
import dev.menlo.model.NearestNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Margins: the mean, or a named parameter of the model, at the population level (random effects 0),
 * averaged over the observations with some variables set, with delta-method standard errors
 * (method.md, eq. 25). Immutable; methods that say what to average return a changed one.
 */
public final class Margins {
  private final Inference inference;
  private final String quantity;
  private final List<Map<String, List<String>>> at;
  private final List<String> over;

  private Margins(
      Inference inference, String quantity, List<Map<String, List<String>>> at, List<String> over) {
    this.inference = inference;
    this.quantity = quantity;
    this.at = at;
    this.over = over;
  }

  /** The margin of the mean over all observations. */
  static Margins of(Inference inference) {
    return new Margins(inference, "", List.of(), List.of());
  }

  /**
   * Of a named expression of the model, {@code define()}d or a linear combination, instead of the
   * mean.
   *
   * @throws DataException if the model has none of that name
   */
  public Margins of(String name) {
    Set<String> names = fitted().lowered().named().keySet();
    if (!names.contains(name)) {
      List<String> near = NearestNames.to(name, names);
      throw new DataException(
          "the model defines no "
              + name
              + (near.isEmpty()
                  ? names.isEmpty()
                      ? "; it defines nothing"
                      : "; it has " + String.join(", ", names)
                  : "; did you mean " + String.join(", ", near) + "?"));
    }
    return new Margins(inference, name, at, over);
  }

  /**
   * At values of variables, {@code "age=500 1000 variety=1"}: every combination is a margin.
   * Several calls give the margins of each.
   *
   * @throws DataException if the text cannot be read or the model does not read a variable
   */
  public Margins at(String text) {
    return with(AtValues.parse(text));
  }

  /**
   * At each level of variables, every observation set to it.
   *
   * @throws DataException if the model does not read a variable
   */
  public Margins factors(String... variables) {
    Map<String, List<String>> levels = new LinkedHashMap<>();
    for (String variable : variables) {
      requireRead(variable);
      levels.put(variable, fitted().data().data().column(variable).levels(fitted().data().rows()));
    }
    List<Map<String, List<String>>> combined = new ArrayList<>();
    for (Map<String, List<String>> scenario :
        at.isEmpty() ? List.of(Map.<String, List<String>>of()) : at) {
      Map<String, List<String>> joined = new LinkedHashMap<>(scenario);
      joined.putAll(levels);
      combined.add(joined);
    }
    return new Margins(inference, quantity, combined, over);
  }

  /**
   * Averaged within each group of observations that a variable's values make.
   *
   * @throws DataException if the data have no such variable
   */
  public Margins over(String... variables) {
    List<String> all = new ArrayList<>(over);
    for (String variable : variables) {
      fitted().data().data().column(variable);
      all.add(variable);
    }
    return new Margins(inference, quantity, at, all);
  }

  private Margins with(Map<String, List<String>> values) {
    values.keySet().forEach(this::requireRead);
    List<Map<String, List<String>>> all = new ArrayList<>(at);
    all.add(values);
    return new Margins(inference, quantity, all, over);
  }

  private FittedModel fitted() {
    return inference.fitted();
  }

  private void requireRead(String variable) {
    Set<String> read = new LinkedHashSet<>();
    fitted().lowered().covariates().forEach(c -> VariableSummary.collect(c, read));
    if (!read.contains(variable)) {
      throw new DataException(
          "the model does not read " + variable + "; it reads " + String.join(", ", read));
    }
  }

  /** The margins. */
  public DerivedEstimates estimates() {
    List<Margin> margins = margins();
    return derived(margins, Adjustment.NONE);
  }

  /**
   * Differences from the first margin.
   *
   * @throws DataException if there is only one margin
   */
  public DerivedEstimates contrasts(Adjustment adjustment) {
    List<Margin> margins = several();
    return derived(
        IntStream.range(1, margins.size())
            .mapToObj(i -> margins.get(i).less(margins.get(0)))
            .toList(),
        adjustment);
  }

  /**
   * Differences of all pairs of margins.
   *
   * @throws DataException if there is only one margin
   */
  public DerivedEstimates pairwise(Adjustment adjustment) {
    List<Margin> margins = several();
    List<Margin> pairs = new ArrayList<>();
    for (int i = 0; i < margins.size(); i++) {
      for (int j = i + 1; j < margins.size(); j++) {
        pairs.add(margins.get(j).less(margins.get(i)));
      }
    }
    return derived(pairs, adjustment);
  }

  /**
   * A joint test that all margins are equal.
   *
   * @throws DataException if there is only one margin
   */
  public WaldTest equality() {
    DerivedEstimates contrasts = contrasts(Adjustment.NONE);
    return WaldTest.of(
        contrasts.estimates().stream().map(e -> e.name() + " = 0").toList(),
        contrasts.estimates().stream().mapToDouble(DerivedEstimate::estimate).toArray(),
        contrasts.covariance(),
        contrasts.vce());
  }

  private List<Margin> several() {
    List<Margin> margins = margins();
    if (margins.size() < 2) {
      throw new DataException("there is one margin: give values, factors or groups to compare");
    }
    return margins;
  }

  /** A margin with its gradient in beta. */
  private record Margin(String name, double value, double[] gradient) {
    Margin less(Margin other) {
      double[] difference = gradient.clone();
      for (int j = 0; j < difference.length; j++) {
        difference[j] -= other.gradient[j];
      }
      return new Margin(name + " vs " + other.name, value - other.value, difference);
    }
  }

  private List<Margin> margins() {
    Program program =
        quantity.isEmpty()
            ? fitted().lowered().spec().mean()
            : fitted().lowered().named().get(quantity);
    PopulationAverage average = new PopulationAverage(fitted(), program);
    List<Margin> out = new ArrayList<>();
    for (Map<String, String> scenario : scenarios()) {
      average.set(scenario);
      String label = label(scenario);
      groups()
          .forEach(
              (name, rows) -> {
                double[] mean = average.over(rows);
                String joined =
                    name.isEmpty() || label.isEmpty() ? label + name : label + ", " + name;
                out.add(
                    new Margin(
                        joined.isEmpty() ? "_cons" : joined,
                        mean[0],
                        java.util.Arrays.copyOfRange(mean, 1, mean.length)));
              });
    }
    return out;
  }

  /** Every combination of values, variable by variable, the last one fastest. */
  private List<Map<String, String>> scenarios() {
    if (at.isEmpty()) {
      return List.of(Map.of());
    }
    List<Map<String, String>> out = new ArrayList<>();
    for (Map<String, List<String>> values : at) {
      List<Map<String, String>> partial = List.of(Map.of());
      for (Map.Entry<String, List<String>> variable : values.entrySet()) {
        List<Map<String, String>> longer = new ArrayList<>();
        for (Map<String, String> start : partial) {
          for (String value : variable.getValue()) {
            Map<String, String> next = new LinkedHashMap<>(start);
            next.put(variable.getKey(), value);
            longer.add(next);
          }
        }
        partial = longer;
      }
      out.addAll(partial);
    }
    return out;
  }

  private static String label(Map<String, String> scenario) {
    return String.join(
        ", ", scenario.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }

  /** The observations of each combination of values of {@code over}, in order of appearance. */
  private Map<String, int[]> groups() {
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    for (int i = 0; i < fitted().data().rows().length; i++) {
      if (fitted().data().design().inLikelihood(i)) {
        rows.computeIfAbsent(overLabel(fitted().data().rows()[i]), k -> new ArrayList<>()).add(i);
      }
    }
    Map<String, int[]> out = new java.util.TreeMap<>();
    rows.forEach((k, v) -> out.put(k, v.stream().mapToInt(Integer::intValue).toArray()));
    return out;
  }

  private String overLabel(int row) {
    List<String> words = new ArrayList<>();
    for (String variable : over) {
      Column column = fitted().data().data().column(variable);
      words.add(variable + "=" + (column.isMissing(row) ? "." : column.text(row)));
    }
    return String.join(", ", words);
  }

  private DerivedEstimates derived(List<Margin> margins, Adjustment adjustment) {
    int p = inference.parameters().fixedEffects();
    double[] fixed = inference.covariance().fixedEffects(p);
    int k = margins.size();
    double[] covariance = new double[k * k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        covariance[i * k + j] =
            QuadraticForm.of(margins.get(i).gradient(), fixed, margins.get(j).gradient(), p);
      }
    }
    String expression = quantity.isEmpty() ? "yhat" : quantity;
    return DerivedEstimates.of(
        margins.stream()
            .map(m -> new DerivedEstimates.Value(m.name(), expression, m.value()))
            .toList(),
        covariance,
        inference.level(),
        inference.covariance().vce(),
        adjustment,
        List.of("random effects are 0: the population level"));
  }
}
