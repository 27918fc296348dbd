package dev.menlo.estimator;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.postestimation.ConfidenceInterval;
import dev.menlo.estimator.postestimation.DerivedEstimates;
import dev.menlo.estimator.postestimation.Inference;
import dev.menlo.estimator.postestimation.InformationCriteria;
import dev.menlo.estimator.postestimation.LikelihoodRatioTest;
import dev.menlo.estimator.postestimation.Margins;
import dev.menlo.estimator.postestimation.Vce;
import dev.menlo.estimator.postestimation.WaldTest;
import dev.menlo.estimator.predict.Predictor;
import dev.menlo.estimator.simulate.Simulator;
import java.util.List;

/**
 * A fitted model. Numerical failure is an {@link Outcome}, not an exception; the estimates are then
 * the best iterate.
 *
 * @param outcome how the fit ended
 * @param message one sentence on the outcome; for failures it names place and cure
 * @param criterion ML or REML
 * @param logLikelihood of the linearised model at the estimates (restricted under REML)
 * @param observations N
 * @param groups one entry a grouping level, outermost first
 * @param legend lines of the expression legend
 * @param fixedEffects in model order
 * @param randomEffects by level and block
 * @param residual residual parameters in table order
 * @param fixedEffectsCovariance p x p row-major, menl's rule (docs/method.md)
 * @param level confidence level in percent
 * @param certificate evidence of convergence
 * @param warnings everything worth knowing
 * @param trace the rounds
 * @param backend backend name
 * @param seconds wall-clock time of the fit
 * @param provenance enough to repeat it
 * @param fitted what everything after the fit works from; null if there is no fit
 */
public record Fit(
    Outcome outcome,
    String message,
    Criterion criterion,
    double logLikelihood,
    int observations,
    List<GroupSummary> groups,
    List<String> legend,
    List<CoefficientEstimate> fixedEffects,
    List<RandomEffectsEstimate> randomEffects,
    List<ParameterEstimate> residual,
    double[] fixedEffectsCovariance,
    double level,
    Certificate certificate,
    List<Warning> warnings,
    List<IterationRecord> trace,
    String backend,
    double seconds,
    Provenance provenance,
    FittedModel fitted) {
  /**
   * What everything after the fit works from: model, data, and the point where the fit ended.
   *
   * @throws IllegalStateException if the data could not carry the model
   */
  @Override
  public FittedModel fitted() {
    if (fitted == null) {
      throw new IllegalStateException("nothing was fitted: " + message);
    }
    return fitted;
  }

  /**
   * Predictions: means, residuals, random effects, named parameters, on these or other data.
   *
   * @throws dev.menlo.estimator.data.DataException if the fit has no estimates
   */
  public Predictor predict() {
    return Predictor.of(fitted());
  }

  /** Whether there is anything to ask {@link #fitted} of: the data could carry the model. */
  public boolean hasEstimates() {
    return fitted != null;
  }

  /**
   * New data drawn at the estimates.
   *
   * @throws dev.menlo.estimator.data.DataException if the fit has no estimates
   */
  public Simulator simulate() {
    return Simulator.of(fitted());
  }

  /** Whether the estimates are certified. */
  public boolean converged() {
    return outcome.converged();
  }

  /** A fixed effect by its full name. */
  public CoefficientEstimate fixedEffect(String name) {
    return fixedEffects.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no fixed effect named " + name));
  }

  /** A variance, covariance or residual parameter by the name that tables print. */
  public ParameterEstimate parameter(String name) {
    return java.util.stream.Stream.concat(
            randomEffects.stream().flatMap(r -> r.parameters().stream()), residual.stream())
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no parameter named " + name));
  }

  /**
   * Functions and hypotheses of the estimates.
   *
   * @throws dev.menlo.estimator.data.DataException if there are no estimates
   */
  public Inference inference() {
    return Inference.of(fitted());
  }

  /** Nonlinear combinations of estimates; see {@link Inference#nlcom}. */
  public DerivedEstimates nlcom(String... expressions) {
    return inference().nlcom(expressions);
  }

  /** A linear combination of estimates; see {@link Inference#lincom}. */
  public DerivedEstimates lincom(String expression) {
    return inference().lincom(expression);
  }

  /** A joint Wald test of linear hypotheses; see {@link Inference#test}. */
  public WaldTest test(String... hypotheses) {
    return inference().test(hypotheses);
  }

  /** A joint Wald test of any hypotheses; see {@link Inference#testnl}. */
  public WaldTest testnl(String... hypotheses) {
    return inference().testnl(hypotheses);
  }

  /** A likelihood-ratio test against a smaller or larger model; see {@link LikelihoodRatioTest}. */
  public LikelihoodRatioTest lrtest(Fit other) {
    return LikelihoodRatioTest.of(fitted(), other.fitted());
  }

  /** Confidence intervals of some or all estimates; see {@link Inference#confint}. */
  public List<ConfidenceInterval> confint(ConfidenceInterval.Method method, String... names) {
    return inference().confint(method, names);
  }

  /** Margins at the population level; see {@link Margins}. */
  public Margins margins() {
    return inference().margins();
  }

  /** AIC, AICc, CAIC and BIC. */
  public InformationCriteria informationCriteria() {
    return InformationCriteria.of(fitted());
  }

  /** The same estimates with standard errors by another rule. */
  public Fit with(Vce vce) {
    return fitted().with(vce).fit();
  }
}
