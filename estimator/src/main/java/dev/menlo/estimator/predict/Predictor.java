package dev.menlo.estimator.predict;

import dev.menlo.engine.program.ElementaryFunctions;
import dev.menlo.engine.program.Program;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.FixedEffect;
import dev.menlo.model.GroupingLevel;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import dev.menlo.model.ModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Predictions from a fit, with menl's words. Immutable: {@code on}, {@code fixedOnly}, {@code
 * relevel}, {@code newGroups} and {@code level} return changed predictors; the other methods give
 * one value a row of the data, in the order of the data, NaN where a row could not be used.
 *
 * <pre>{@code
 * double[] curve = fit.predict().yhat();
 * double[] population = fit.predict().on(newTrees).fixedOnly().yhat();
 * Band delta = fit.predict().relevel("region").parameterConfidence("delta");
 * }</pre>
 *
 * <p>Random effects are the conditional modes of the fit. The rules of standard errors and
 * intervals are in docs/method.md, section 9. Not for several threads at a time.
 */
public final class Predictor {
  private final FittedModel fit;
  private final Dataset data;
  private final int deepest;
  private final NewGroups newGroups;
  private final double level;
  private final Map<String, Evaluation> evaluations = new HashMap<>();

  private Predictor(FittedModel fit, Dataset data, int deepest, NewGroups newGroups, double level) {
    this.fit = fit;
    this.data = data;
    this.deepest = deepest;
    this.newGroups = newGroups;
    this.level = level;
  }

  /**
   * Predictions on the estimation sample, with the random effects of every level.
   *
   * @throws DataException if the fit has no estimates
   */
  public static Predictor of(FittedModel fit) {
    fit.requireEstimates();
    return new Predictor(
        fit, null, fit.lowered().levels().size(), NewGroups.POPULATION, fit.options().level());
  }

  /**
   * On another data set. It needs the covariates and, unless only fixed effects are used, the
   * grouping variables; groups are recognised by their values. A response is needed for residuals
   * and to estimate new groups.
   */
  public Predictor on(Dataset other) {
    return new Predictor(fit, other, deepest, newGroups, level);
  }

  /** With all random effects at 0 (menl's {@code fixedonly}). */
  public Predictor fixedOnly() {
    return new Predictor(fit, data, 0, newGroups, level);
  }

  /**
   * With random effects down to a grouping level (menl's {@code relevel()}); deeper ones are 0.
   *
   * @param name its path, {@code region>state}, or the last variable of it
   * @throws DataException if the model has no such level
   */
  public Predictor relevel(String name) {
    List<GroupingLevel> levels = fit.lowered().levels();
    for (int k = 0; k < levels.size(); k++) {
      List<String> path = levels.get(k).path();
      if (name.equals(levels.get(k).pathText()) || name.equals(path.get(path.size() - 1))) {
        return new Predictor(fit, data, k + 1, newGroups, level);
      }
    }
    throw new DataException(
        "relevel: the model has no grouping level "
            + name
            + (levels.isEmpty()
                ? "; it has none"
                : "; it has "
                    + String.join(", ", levels.stream().map(GroupingLevel::pathText).toList())));
  }

  /** What to do with groups that the fit has not seen; their population's curve by default. */
  public Predictor newGroups(NewGroups rule) {
    return new Predictor(fit, data, deepest, rule, level);
  }

  /**
   * With intervals of another confidence level.
   *
   * @param percent the fit's by default
   * @throws IllegalArgumentException unless it lies between 10 and 99.99
   */
  public Predictor level(double percent) {
    double valid = fit.options().withLevel(percent).level();
    return new Predictor(fit, data, deepest, newGroups, valid);
  }

  /**
   * The variables that identify a group of the deepest level used; empty for fixed effects only.
   */
  public List<String> levelPath() {
    return deepest == 0 ? List.of() : fit.lowered().levels().get(deepest - 1).path();
  }

  /** The data set that is predicted: the one given, or the one of the fit. */
  public Dataset data() {
    return data == null ? fit.data().data() : data;
  }

  /** The mean. */
  public double[] yhat() {
    Evaluation e = evaluation();
    return e.rows().inDataOrder(e.values(mean()));
  }

  /** The response less the mean. */
  public double[] residuals() {
    Evaluation e = evaluation();
    double[] out = e.values(mean());
    for (int i = 0; i < out.length; i++) {
      out[i] = e.rows().bound().response()[i] - out[i];
    }
    return e.rows().inDataOrder(out);
  }

  /**
   * Standardised residuals, independent with variance 1 under the model: {@code L^{-1} (y - mean) /
   * sigma} with {@code L L' = R} of the group, rows in the order of the model, S at the means.
   */
  public double[] rstandard() {
    Evaluation e = evaluation();
    return e.rows().inDataOrder(e.standardised());
  }

  /** The mean with the interval of the curve: fixed and random effects vary, variances do not. */
  public Band confidence() {
    return band(evaluation(), mean(), false);
  }

  /**
   * The mean with the interval of a new observation: also random effects that are not estimated
   * there, and the error.
   */
  public Band prediction() {
    return band(evaluation(), mean(), true);
  }

  /**
   * A nonlinear parameter: the value of a name of the model ({@code delta}), or of any expression
   * in its parameters, names and variables ({@code {cl:}/{v:}}).
   *
   * @throws DataException if it cannot be read, or has parameters that the model has not
   */
  public double[] parameter(String expression) {
    Evaluation e = evaluation(expression);
    return e.rows().inDataOrder(e.values(program(e, expression)));
  }

  /** As {@link #parameter}, with the interval of the curve as {@link #confidence} has it. */
  public Band parameterConfidence(String expression) {
    Evaluation e = evaluation(expression);
    return band(e, program(e, expression), false);
  }

  /**
   * The random effects of the groups, outermost level first, in the order of the groups; those of
   * new groups only if they are estimated.
   */
  public List<RandomEffect> reffects() {
    Evaluation e = evaluation();
    List<RandomEffect> out = new ArrayList<>();
    for (int k = 1; k <= deepest; k++) {
      GroupingLevel grouping = fit.lowered().levels().get(k - 1);
      List<String> labels = e.rows().bound().labels().get(k - 1);
      for (int g = 0; g < labels.size(); g++) {
        double[] errors = e.effectErrors(k, g);
        for (int j = 0; errors != null && j < errors.length; j++) {
          String name = grouping.randomEffects().get(j);
          out.add(
              new RandomEffect(
                  grouping.pathText(), labels.get(g), name, e.effect(k, g, j), errors[j]));
        }
      }
    }
    return out;
  }

  private Program mean() {
    return fit.lowered().spec().mean();
  }

  private Band band(Evaluation e, Program program, boolean observation) {
    Gradient gradient = e.gradient(program);
    double[] se = e.variances(gradient, observation);
    double[] lower = new double[se.length];
    double[] upper = new double[se.length];
    double quantile = ElementaryFunctions.invnormal(0.5 + level / 200);
    for (int i = 0; i < se.length; i++) {
      se[i] = Math.sqrt(se[i]);
      lower[i] = gradient.values()[i] - quantile * se[i];
      upper[i] = gradient.values()[i] + quantile * se[i];
    }
    PredictionRows rows = e.rows();
    return new Band(
        rows.inDataOrder(gradient.values()),
        rows.inDataOrder(se),
        rows.inDataOrder(lower),
        rows.inDataOrder(upper));
  }

  private Evaluation evaluation() {
    return evaluations.computeIfAbsent("", none -> evaluate(fit.lowered()));
  }

  /** The model that knows an expression: the fit's own if it has a name for it. */
  private Evaluation evaluation(String expression) {
    return name(expression).isEmpty()
        ? evaluations.computeIfAbsent(expression, this::evaluateWith)
        : evaluation();
  }

  /** The name that an expression consists of, {@code delta} or {@code {delta:}}, or "". */
  private String name(String expression) {
    String bare = expression.strip();
    if (bare.startsWith("{") && bare.endsWith(":}")) {
      bare = bare.substring(1, bare.length() - 2).strip();
    }
    return fit.lowered().named().containsKey(bare) ? bare : "";
  }

  private Program program(Evaluation e, String expression) {
    String name = name(expression);
    return e.rows().model().named().get(name.isEmpty() ? free() : name);
  }

  private Evaluation evaluateWith(String expression) {
    return evaluate(extended(expression).lower(fit.schema()));
  }

  /** The model with an expression beside its definitions. */
  private Model extended(String expression) {
    try {
      return Model.of(fit.model().toString()).define(free(), expression).build();
    } catch (ModelException e) {
      boolean unknown = e.getMessage().contains("parameters of its own");
      throw new DataException(
          unknown
              ? expression
                  + " has a parameter that the model has not; its parameters are "
                  + String.join(
                      ", ", fit.lowered().fixedEffects().stream().map(FixedEffect::name).toList())
              : "cannot evaluate " + expression + ": " + e.getMessage(),
          e);
    }
  }

  /** A name that the model does not use. */
  private String free() {
    String name = "expression";
    while (fit.lowered().named().containsKey(name)) {
      name += "_";
    }
    return name;
  }

  private Evaluation evaluate(LoweredModel model) {
    PredictionRows rows =
        data == null
            ? PredictionRows.ofSample(model, fit)
            : PredictionRows.of(model, fit, data, deepest == 0);
    return new Evaluation(fit, rows, deepest, newGroups);
  }
}
