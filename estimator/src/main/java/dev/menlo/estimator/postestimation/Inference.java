package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.inference.Interval;
import dev.menlo.estimator.inference.QuadraticForm;
import dev.menlo.estimator.postestimation.DerivedEstimates.Adjustment;
import dev.menlo.model.EstimateFunction;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Functions and hypotheses of the estimates of one fit, by one rule for standard errors. Immutable;
 * {@link #with(Vce)} and {@link #atLevel} give changed ones.
 */
public final class Inference {
  private final FittedModel fitted;
  private final ParameterSpace space;
  private final EstimatesCovariance covariance;
  private final double level;

  private Inference(
      FittedModel fitted, ParameterSpace space, EstimatesCovariance covariance, double level) {
    this.fitted = fitted;
    this.space = space;
    this.covariance = covariance;
    this.level = level;
  }

  /**
   * Inference by the rule and at the confidence level of the fit's options.
   *
   * @throws DataException if the fit has no estimates
   */
  public static Inference of(FittedModel fitted) {
    fitted.requireEstimates();
    return new Inference(
        fitted,
        ParameterSpace.of(fitted),
        EstimatesCovariance.of(fitted, fitted.options().vce()),
        fitted.options().level());
  }

  /**
   * The same by another rule.
   *
   * @throws DataException if clusters are not there or not independent
   */
  public Inference with(Vce vce) {
    return vce.equals(covariance.vce())
        ? this
        : new Inference(fitted, space, EstimatesCovariance.of(fitted, vce), level);
  }

  /** The same at another confidence level in percent. */
  public Inference atLevel(double percent) {
    return new Inference(fitted, space, covariance, percent);
  }

  /** The fit. */
  public FittedModel fitted() {
    return fitted;
  }

  /** The estimates by name. */
  public ParameterSpace parameters() {
    return space;
  }

  /** The covariance of the estimates. */
  public EstimatesCovariance covariance() {
    return covariance;
  }

  /** Confidence level in percent. */
  public double level() {
    return level;
  }

  /**
   * Nonlinear combinations of estimates, by the delta method.
   *
   * @param expressions {@code expression} or {@code name: expression}, as {@code 1/(1+{rho})}
   * @throws dev.menlo.model.ModelException if one cannot be read
   */
  public DerivedEstimates nlcom(String... expressions) {
    List<EstimateFunction> functions =
        Arrays.stream(expressions)
            .map(e -> EstimateFunction.of("nlcom", e, space.names()))
            .toList();
    return derived(functions, "_nl_");
  }

  /**
   * A linear combination of estimates.
   *
   * @throws dev.menlo.model.ModelException if it cannot be read
   * @throws DataException if it is not linear
   */
  public DerivedEstimates lincom(String expression) {
    EstimateFunction function = EstimateFunction.of("lincom", expression, space.names());
    requireLinear("lincom", "nlcom", List.of(function));
    return derived(List.of(function), "");
  }

  private DerivedEstimates derived(List<EstimateFunction> functions, String prefix) {
    FunctionsOfEstimates at = new FunctionsOfEstimates(space, functions);
    List<DerivedEstimates.Value> values = new ArrayList<>();
    for (int i = 0; i < at.count(); i++) {
      EstimateFunction f = functions.get(i);
      if (at.isConstant(i)) {
        throw new DataException(f.text() + " does not depend on any estimate");
      }
      String name = f.name().isEmpty() ? prefix.isEmpty() ? "(1)" : prefix + (i + 1) : f.name();
      values.add(new DerivedEstimates.Value(name, f.text(), at.values()[i]));
    }
    return DerivedEstimates.of(
        values, at.covariance(covariance), level, covariance.vce(), Adjustment.NONE, List.of());
  }

  /**
   * Tests linear hypotheses jointly.
   *
   * @param hypotheses {@code a = b}, or {@code a}, which stands for {@code a = 0}
   * @throws dev.menlo.model.ModelException if one cannot be read
   * @throws DataException if one is not linear, contradicts the others, or cannot be tested
   */
  public WaldTest test(String... hypotheses) {
    List<EstimateFunction> functions = hypotheses("test", hypotheses);
    requireLinear("test", "testnl", functions);
    return waldTest(functions);
  }

  /**
   * Tests any hypotheses jointly, linearised at the estimates.
   *
   * @param hypotheses {@code a = b}, or {@code a}, which stands for {@code a = 0}
   * @throws dev.menlo.model.ModelException if one cannot be read
   * @throws DataException if one contradicts the others or cannot be tested
   */
  public WaldTest testnl(String... hypotheses) {
    return waldTest(hypotheses("testnl", hypotheses));
  }

  private List<EstimateFunction> hypotheses(String command, String[] hypotheses) {
    return Arrays.stream(hypotheses)
        .flatMap(h -> EstimateFunction.hypothesis(command, h, space.names()).stream())
        .toList();
  }

  private void requireLinear(String command, String cure, List<EstimateFunction> functions) {
    FunctionsOfEstimates at = new FunctionsOfEstimates(space, functions);
    for (int i = 0; i < at.count(); i++) {
      if (!at.isLinear(i)) {
        throw new DataException(
            command
                + ": "
                + functions.get(i).text()
                + " is not linear in the estimates; use "
                + cure);
      }
    }
  }

  /**
   * Confidence intervals.
   *
   * @param names estimates by any of their names; none for all, where those without a profile have
   *     a note instead of bounds
   * @throws DataException if there is no such estimate, or a named one has no profile
   */
  public List<ConfidenceInterval> confint(ConfidenceInterval.Method method, String... names) {
    List<ParameterSpace.Parameter> asked = new ArrayList<>();
    for (String name : names) {
      asked.add(space.parameter(name));
    }
    if (names.length == 0) {
      space.parameters().stream().filter(p -> !p.isView()).forEach(asked::add);
    }
    return method == ConfidenceInterval.Method.PROFILE
        ? new ProfileIntervals(this).of(asked, names.length == 0)
        : asked.stream().map(this::wald).toList();
  }

  private ConfidenceInterval wald(ParameterSpace.Parameter parameter) {
    boolean onBoundary = parameter.scale() == IntervalScale.LOG && parameter.value() == 0;
    double se =
        onBoundary
            ? Double.NaN
            : QuadraticForm.standardError(
                parameter.gradient(), covariance.matrix(), covariance.size());
    ParameterEstimate row =
        new Interval(level).around(parameter.name(), parameter.value(), se, parameter.scale());
    List<String> notes =
        Double.isNaN(row.lower()) ? List.of("it has no standard error") : List.of();
    return new ConfidenceInterval(row.name(), row.estimate(), row.lower(), row.upper(), notes);
  }

  /** Margins of the mean or of a named parameter; say of what by the methods of the answer. */
  public Margins margins() {
    return Margins.of(this);
  }

  private WaldTest waldTest(List<EstimateFunction> functions) {
    FunctionsOfEstimates at = new FunctionsOfEstimates(space, functions);
    List<String> texts = functions.stream().map(EstimateFunction::text).toList();
    try {
      return WaldTest.of(texts, at.values(), at.covariance(covariance), covariance.vce());
    } catch (IllegalArgumentException e) {
      throw new DataException(e.getMessage(), e);
    }
  }
}
