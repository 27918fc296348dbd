package dev.menlo.model.lowering;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.Covariate;
import dev.menlo.model.syntax.Expression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the program of the mean or of a named expression.
 *
 * <p>A name whose lag is used is a recursion: {@code value = first ? init : body}, where {@code
 * L.{name:}} in the body reads {@code value} at the row before, and {@code first} marks the first
 * row of a group of the lowest level.
 */
final class MeanLowering implements ArithmeticLowering.Leaves {
  private static final int NONE = -1;

  private final Names names;
  private final Quantities quantities;
  private final List<String> problems;
  private final ProgramBuilder b = new ProgramBuilder();
  private final ArithmeticLowering arithmetic = new ArithmeticLowering(b, this);
  private final Map<String, Integer> values = new HashMap<>();
  private final Map<String, Integer> previous = new HashMap<>();
  private int first = NONE;
  private boolean guarded;

  MeanLowering(Names names, Quantities quantities, List<String> problems) {
    this.names = names;
    this.quantities = quantities;
    this.problems = problems;
  }

  /** The program whose output is the value of a name. */
  Program program(String name) {
    return b.build(value(name));
  }

  /** The program whose output is an expression. */
  Program program(Expression expression) {
    return b.build(node(expression));
  }

  private int value(String name) {
    String key = names.key(name);
    Integer known = values.get(key);
    if (known == null) {
      known = names.isLagged(key) ? recursion(key) : within(names.body(key), guarded);
      values.put(key, known);
    }
    return known;
  }

  private int recursion(String name) {
    int initial = within(names.initial(name), false);
    int before = b.previous(initial);
    previous.put(name, before);
    int body = within(names.body(name), true);
    int value = b.apply(Op.SELECT, firstRow(), initial, body);
    b.setPreviousSource(before, value);
    return value;
  }

  /** An expression, with its own answer to whether the first row of a group is replaced. */
  private int within(Expression expression, boolean replaced) {
    boolean outer = guarded;
    guarded = replaced;
    int node = node(expression);
    guarded = outer;
    return node;
  }

  /** 1 at the first row of a group: starts at 1, and is 0 ever after. */
  private int firstRow() {
    if (first == NONE) {
      first = b.previous(b.constant(1));
      b.setPreviousSource(first, b.constant(0));
    }
    return first;
  }

  private int lag(String name) {
    String key = names.key(name);
    if (!previous.containsKey(key)) {
      value(key);
    }
    return previous.get(key);
  }

  private int node(Expression e) {
    return arithmetic.node(e);
  }

  @Override
  public int leaf(Expression e) {
    return input(e);
  }

  @Override
  public int indicator(Expression.Variable variable, Expression.Text level) {
    return covariate(columns().indicator(variable.name(), level.value(), level.place()));
  }

  private int input(Expression e) {
    if (e instanceof Expression.Variable v) {
      return covariate(columns().numericOrParameter(v.name(), v.shifts(), guarded, v.place()));
    }
    if (e instanceof Expression.Indicator i) {
      return covariate(columns().indicator(i.variable(), i.level(), i.place()));
    }
    if (e instanceof Expression.Parameter parameter) {
      return b.fixedEffect(quantities.fixedEffect(parameter));
    }
    if (e instanceof Expression.Effects effects) {
      return sum(quantities.effects(effects.term(), guarded));
    }
    if (e instanceof Expression.Reference reference) {
      return value(reference.name());
    }
    if (e instanceof Expression.Lagged lagged) {
      return lag(lagged.name());
    }
    if (e instanceof Expression.Linear linear) {
      return linear(linear.combination().name());
    }
    problems.add(
        e.place()
            .problem(
                e instanceof Expression.Estimate estimate
                    ? estimate.name() + " is an estimate, which a model cannot refer to"
                    : "a text can only be compared with a variable, by == or !="));
    return b.constant(Double.NaN);
  }

  private CovariateColumns columns() {
    return quantities.columns();
  }

  private int covariate(Covariate recipe) {
    return b.covariate(columns().of(recipe));
  }

  /** sum of coefficient times column, plus random effects. */
  private int linear(String name) {
    Equation equation = quantities.equation(name, guarded);
    int sum = NONE;
    for (Coefficient coefficient : equation.coefficients()) {
      int effect = b.fixedEffect(quantities.fixedEffect(name, coefficient.term()));
      sum = plus(sum, times(effect, coefficient.column()));
    }
    for (EffectProduct product : equation.effects()) {
      sum = plus(sum, effect(product));
    }
    return sum == NONE ? b.constant(0) : sum;
  }

  private int sum(List<EffectProduct> products) {
    int sum = NONE;
    for (EffectProduct product : products) {
      sum = plus(sum, effect(product));
    }
    return sum;
  }

  private int effect(EffectProduct product) {
    return times(b.randomEffect(quantities.randomEffect(product.effect())), product.column());
  }

  private int plus(int sum, int term) {
    return sum == NONE ? term : b.add(sum, term);
  }

  private int times(int effect, List<Covariate> column) {
    if (column.isEmpty()) {
      return effect;
    }
    Covariate recipe = column.size() == 1 ? column.get(0) : new Covariate.Product(column);
    return b.mul(effect, covariate(recipe));
  }
}
