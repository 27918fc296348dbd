package dev.menlo.model.lowering;

import dev.menlo.model.Covariate;
import dev.menlo.model.syntax.Atom;
import dev.menlo.model.syntax.Coefficients;
import dev.menlo.model.syntax.LinearCombination;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Expands the factor variables of a linear combination into coefficients and columns. */
final class EquationLowering {
  private final CovariateColumns columns;
  private final boolean zeroAtStart;
  private final List<String> problems;
  private final Set<String> notes;

  /**
   * Expands against a data set.
   *
   * @param zeroAtStart see {@link Covariate.Lagged}
   * @param notes where base levels and empty cells are reported
   */
  EquationLowering(
      CovariateColumns columns, boolean zeroAtStart, List<String> problems, Set<String> notes) {
    this.columns = columns;
    this.zeroAtStart = zeroAtStart;
    this.problems = problems;
    this.notes = notes;
  }

  /** Coefficients and random effects of a linear combination. */
  Equation lower(LinearCombination combination) {
    Set<List<Atom>> products = Products.of(combination.terms());
    List<List<Atom.Column>> fixed =
        products.stream().filter(p -> effect(p) == null).map(EquationLowering::columns).toList();
    FactorCoding coding = new FactorCoding(fixed);
    Map<String, Coefficient> coefficients = new LinkedHashMap<>();
    for (List<Atom.Column> product : byOrder(fixed)) {
      cells(combination.name(), product, coding)
          .forEach(c -> coefficients.putIfAbsent(c.term(), c));
    }
    if (combination.constant()) {
      coefficients.put(Coefficients.CONSTANT, new Coefficient(Coefficients.CONSTANT, List.of()));
    }
    List<EffectProduct> effects = new ArrayList<>();
    products.stream().filter(p -> effect(p) != null).forEach(p -> effects.add(effectProduct(p)));
    return new Equation(List.copyOf(coefficients.values()), effects);
  }

  /** The random effects of a product in braces. */
  List<EffectProduct> effects(Set<List<Atom>> products) {
    return products.stream().map(this::effectProduct).toList();
  }

  private static Atom.Effect effect(List<Atom> product) {
    return product.stream()
        .filter(Atom.Effect.class::isInstance)
        .map(Atom.Effect.class::cast)
        .findFirst()
        .orElse(null);
  }

  private static List<Atom.Column> columns(List<Atom> product) {
    return product.stream()
        .filter(Atom.Column.class::isInstance)
        .map(Atom.Column.class::cast)
        .toList();
  }

  /** Main effects of ## before its interactions, otherwise as written. */
  private static List<List<Atom.Column>> byOrder(List<List<Atom.Column>> products) {
    return products.stream().sorted(Comparator.comparingInt(List::size)).toList();
  }

  private EffectProduct effectProduct(List<Atom> product) {
    Atom.Effect effect = effect(product);
    if (effect == null) {
      problems.add(
          product
              .get(0)
              .place()
              .problem(
                  "expected a random effect such as U[id] in braces; columns alone stand in"
                      + " linear combinations, {name: ...}"));
      return new EffectProduct("", List.of());
    }
    List<Covariate> factors = new ArrayList<>();
    for (Atom atom : product) {
      if (atom instanceof Atom.Column column) {
        factors.add(slope(column, effect));
      } else if (atom != effect) {
        problems.add(
            atom.place()
                .problem("two random effects cannot be multiplied in a linear combination"));
      }
    }
    return new EffectProduct(effect.name(), factors);
  }

  private Covariate slope(Atom.Column column, Atom.Effect effect) {
    if (column.operator() instanceof Atom.Operator.Level level) {
      return columns.indicator(column.variable(), level.level(), column.place());
    }
    if (!(column.operator() instanceof Atom.Operator.Continuous)) {
      problems.add(
          column
              .place()
              .problem(
                  "a random coefficient needs c."
                      + column.variable()
                      + "#"
                      + effect.name()
                      + " for a column, or one random effect a level, as in 1."
                      + column.variable()
                      + "#"
                      + effect.name()));
    }
    return columns.numeric(column.variable(), column.shifts(), zeroAtStart, column.place());
  }

  /** One coefficient for each cell of a product's factors that has rows. */
  private List<Coefficient> cells(String equation, List<Atom.Column> product, FactorCoding coding) {
    List<List<Part>> choices = new ArrayList<>();
    boolean[] leavesOutBase = coding.leavesOutBase(product);
    for (int i = 0; i < product.size(); i++) {
      choices.add(parts(equation, product, i, leavesOutBase[i]));
    }
    List<List<Part>> cells = new ArrayList<>(combinations(choices));
    if (FactorCoding.spansConstant(product, leavesOutBase) && !cells.isEmpty()) {
      cells.remove(0);
    }
    cells.removeIf(cell -> isEmpty(equation, cell));
    return cells.stream().map(EquationLowering::coefficient).toList();
  }

  /** What one variable of a product contributes to a cell: a column, and a level if a factor. */
  private record Part(String name, Covariate column, String variable, String level) {}

  private List<Part> parts(
      String equation, List<Atom.Column> product, int at, boolean leavesOutBase) {
    Atom.Column column = product.get(at);
    String variable = column.variable();
    if (FactorCoding.isFactor(product, at)) {
      return indicators(equation, column, leavesOutBase);
    }
    if (column.operator() instanceof Atom.Operator.Level level) {
      Covariate indicator = columns.indicator(variable, level.level(), column.place());
      String name = level.level() + "." + variable;
      return List.of(new Part(name, indicator, variable, level.level()));
    }
    Covariate numeric = columns.numeric(variable, column.shifts(), zeroAtStart, column.place());
    String name = Coefficients.continuous(column, product.size() == 1);
    return List.of(new Part(name, numeric, variable, null));
  }

  private List<Part> indicators(String equation, Atom.Column column, boolean leavesOutBase) {
    String variable = column.variable();
    if (!column.shifts().isEmpty()) {
      problems.add(
          column.place().problem("time-series operators apply to columns, not to factors"));
    }
    List<String> levels = columns.levels(variable, column.place());
    String base = base(column, levels);
    List<Part> parts = new ArrayList<>();
    for (String level : levels) {
      if (!level.equals(base) || !leavesOutBase) {
        Covariate indicator = new Covariate.Indicator(variable, level);
        parts.add(new Part(level + "." + variable, indicator, variable, level));
      }
    }
    if (base != null && leavesOutBase) {
      notes.add(equation + ": the base level of " + variable + " is " + base);
    }
    return parts;
  }

  /** The base level, or null if there is none. */
  private String base(Atom.Column column, List<String> levels) {
    Atom.Base base =
        column.operator() instanceof Atom.Operator.Factor factor
            ? factor.base()
            : new Atom.Base.First();
    if (levels.isEmpty() || base instanceof Atom.Base.Absent) {
      return null;
    }
    if (base instanceof Atom.Base.Named named) {
      columns.indicator(column.variable(), named.level(), column.place());
      return named.level();
    }
    return levels.get(base instanceof Atom.Base.Last ? levels.size() - 1 : 0);
  }

  /** All ways to take one part of each; the last varies fastest. */
  private static List<List<Part>> combinations(List<List<Part>> choices) {
    List<List<Part>> all = List.of(List.of());
    for (List<Part> choice : choices) {
      List<List<Part>> longer = new ArrayList<>();
      for (List<Part> start : all) {
        for (Part part : choice) {
          List<Part> cell = new ArrayList<>(start);
          cell.add(part);
          longer.add(cell);
        }
      }
      all = longer;
    }
    return all;
  }

  private boolean isEmpty(String equation, List<Part> cell) {
    Map<String, String> levels = new LinkedHashMap<>();
    cell.stream().filter(p -> p.level() != null).forEach(p -> levels.put(p.variable(), p.level()));
    boolean empty = levels.size() > 1 && !columns.observed(levels);
    if (empty) {
      notes.add(equation + ": " + name(cell) + " is omitted: the data have no such cell");
    }
    return empty;
  }

  private static Coefficient coefficient(List<Part> cell) {
    return new Coefficient(name(cell), cell.stream().map(Part::column).toList());
  }

  private static String name(List<Part> cell) {
    return cell.stream().map(Part::name).collect(Collectors.joining("#"));
  }
}
