package dev.menlo.model.lowering;

import dev.menlo.model.FixedEffect;
import dev.menlo.model.GroupingLevel;
import dev.menlo.model.Schema;
import dev.menlo.model.syntax.Expression;
import dev.menlo.model.syntax.LinearCombination;
import dev.menlo.model.syntax.Nearest;
import dev.menlo.model.syntax.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers the inputs of the programs: fixed effects, random effects and covariate columns.
 *
 * <p>Fixed effects come equation by equation, in the order of definition, each with its constant
 * last; then the free parameters, by name.
 */
final class Quantities {
  private final Names names;
  private final CovariateColumns columns;
  private final List<String> problems;
  private final Set<String> notes = new LinkedHashSet<>();
  private final Map<String, Equation> equations = new HashMap<>();
  private final Map<String, FixedEffect> fixedEffects = new LinkedHashMap<>();
  private final List<String> fixedOrder;
  private final List<String> randomOrder;

  Quantities(Names names, List<GroupingLevel> levels, Schema schema, List<String> problems) {
    this.names = names;
    this.problems = problems;
    this.columns = new CovariateColumns(schema, problems);
    this.randomOrder = levels.stream().flatMap(l -> l.randomEffects().stream()).toList();
    names.equations().keySet().forEach(this::addCoefficients);
    addParameters();
    this.fixedOrder = List.copyOf(fixedEffects.keySet());
  }

  private void addCoefficients(String equation) {
    for (Coefficient coefficient : equation(equation, false).coefficients()) {
      FixedEffect effect = new FixedEffect(equation, coefficient.term(), Double.NaN);
      Expression.Parameter reference = names.parameters().get(effect.name());
      double start = reference == null ? Double.NaN : reference.start();
      fixedEffects.put(effect.name(), new FixedEffect(equation, coefficient.term(), start));
    }
  }

  private void addParameters() {
    List<Expression.Parameter> free = new ArrayList<>();
    for (Expression.Parameter parameter : names.parameters().values()) {
      if (!names.equations().containsKey(parameter.equation())) {
        free.add(parameter);
      } else if (!fixedEffects.containsKey(parameter.name())) {
        problems.add(parameter.place().problem(missing(parameter)));
      }
    }
    free.sort(
        Comparator.comparing(Expression.Parameter::equation, NaturalOrder.INSTANCE)
            .thenComparing(Expression.Parameter::term, NaturalOrder.INSTANCE));
    for (Expression.Parameter p : free) {
      fixedEffects.put(p.name(), new FixedEffect(p.equation(), p.term(), p.start()));
    }
  }

  private String missing(Expression.Parameter parameter) {
    List<String> terms =
        equation(parameter.equation(), false).coefficients().stream()
            .map(Coefficient::term)
            .toList();
    return parameter.equation()
        + " has no coefficient "
        + parameter.term()
        + Nearest.hint(parameter.term(), terms)
        + "; it has "
        + String.join(", ", terms);
  }

  /** A linear combination against the data. */
  Equation equation(String name, boolean zeroAtStart) {
    LinearCombination combination = names.equations().get(name);
    return equations.computeIfAbsent(
        name + zeroAtStart, k -> lowering(zeroAtStart).lower(combination));
  }

  /** The random effects of a term in braces. */
  List<EffectProduct> effects(Term term, boolean zeroAtStart) {
    return lowering(zeroAtStart).effects(Products.of(List.of(term)));
  }

  private EquationLowering lowering(boolean zeroAtStart) {
    return new EquationLowering(columns, zeroAtStart, problems, notes);
  }

  /** Position of a parameter among the fixed effects; 0 for one that has been reported. */
  int fixedEffect(Expression.Parameter parameter) {
    return Math.max(0, fixedOrder.indexOf(parameter.name()));
  }

  /** Position of a coefficient among the fixed effects. */
  int fixedEffect(String equation, String term) {
    return fixedOrder.indexOf(equation + ":" + term);
  }

  /** Position of a random effect through the levels; 0 for one that has been reported. */
  int randomEffect(String name) {
    return Math.max(0, randomOrder.indexOf(name));
  }

  /** The fixed effects in program order. */
  List<FixedEffect> fixedEffects() {
    return List.copyOf(fixedEffects.values());
  }

  CovariateColumns columns() {
    return columns;
  }

  /** Base levels and empty cells, one sentence each. */
  List<String> notes() {
    return List.copyOf(notes);
  }
}
