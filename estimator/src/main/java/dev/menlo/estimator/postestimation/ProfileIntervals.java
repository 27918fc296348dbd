package dev.menlo.estimator.postestimation;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.covariance.CovarianceParameter;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.inference.NaturalResidual;
import dev.menlo.estimator.inference.QuadraticForm;
import dev.menlo.estimator.postestimation.ParameterSpace.Parameter;
import dev.menlo.estimator.postestimation.ProfileSearch.Bound;
import dev.menlo.estimator.postestimation.VarianceProfile.Target;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Profile intervals of named estimates (method.md, eqs. 23 and 24). */
final class ProfileIntervals {
  private final FittedModel fitted;
  private final ParameterSpace space;
  private final EstimatesCovariance covariance;
  private final double critical;

  ProfileIntervals(Inference inference) {
    this.fitted = inference.fitted();
    this.space = inference.parameters();
    this.covariance = inference.covariance();
    this.critical = ChiSquared.quantile1(inference.level());
  }

  /**
   * The intervals of some parameters.
   *
   * @param lenient whether a parameter without a profile has a note, and is not refused
   */
  List<ConfidenceInterval> of(List<Parameter> parameters, boolean lenient) {
    try (Linearised full = Linearised.of(fitted)) {
      return parameters.stream()
          .map(p -> lenient && isRestricted(p) ? without(p) : interval(full, p))
          .toList();
    }
  }

  /** Whether the likelihood is restricted and does not depend on a parameter. */
  private boolean isRestricted(Parameter parameter) {
    return fitted.options().criterion() == Criterion.REML
        && space.parameters().indexOf(parameter) < space.fixedEffects();
  }

  private static ConfidenceInterval without(Parameter parameter) {
    return new ConfidenceInterval(
        parameter.name(),
        parameter.value(),
        Double.NaN,
        Double.NaN,
        List.of("the restricted likelihood does not depend on it: use the Wald interval"));
  }

  private ConfidenceInterval interval(Linearised full, Parameter parameter) {
    int index = space.parameters().indexOf(parameter);
    if (index < space.fixedEffects()) {
      return fixedEffect(full, parameter, index);
    }
    if (parameter.name().startsWith("corr(")) {
      throw new DataException(
          "profile intervals are for variances, covariances and standard deviations, not for "
              + parameter.name()
              + "; use the Wald interval");
    }
    if (parameter.isView()) {
      return root(interval(full, space.parameters().get(index - 1)), parameter);
    }
    Target target = target(parameter.name());
    return full.with(
        f -> searched(parameter, new VarianceProfile(fitted, f, target), target.scale()));
  }

  private ConfidenceInterval fixedEffect(Linearised full, Parameter parameter, int j) {
    if (isRestricted(parameter)) {
      throw new DataException(
          "the restricted likelihood does not depend on "
              + parameter.name()
              + " and has no profile in it; use the Wald interval, or fit with --mle");
    }
    try (Linearised reduced = Linearised.without(fitted, j)) {
      return searched(
          parameter, new FixedEffectProfile(fitted, full, reduced, j), IntervalScale.IDENTITY);
    }
  }

  private Target target(String name) {
    for (CovarianceParameter entry :
        new RandomEffectsCovariance(fitted.lowered().levels()).entries()) {
      if (entry.name().equals(name)) {
        return new Target(entry, null, -1);
      }
    }
    NaturalResidual natural = NaturalResidual.withCurvature(fitted.lowered().residual());
    for (int i = 0; i < natural.parameters().size(); i++) {
      if (natural.parameters().get(i).name().equals(name)) {
        return new Target(null, natural, i);
      }
    }
    throw new IllegalStateException("no variance parameter " + name);
  }

  private ConfidenceInterval searched(
      Parameter parameter, ProfileDeviance profile, IntervalScale scale) {
    double se =
        QuadraticForm.standardError(parameter.gradient(), covariance.matrix(), covariance.size());
    ProfileSearch search = new ProfileSearch(profile, scale, critical, se);
    Bound lower = search.bound(-1);
    Bound upper = search.bound(1);
    List<String> notes = new ArrayList<>();
    addNote("lower", lower, notes);
    addNote("upper", upper, notes);
    return new ConfidenceInterval(
        parameter.name(), parameter.value(), lower.value(), upper.value(), notes);
  }

  private static void addNote(String which, Bound bound, List<String> notes) {
    Stream.of(bound.note()).filter(n -> !n.isEmpty()).forEach(n -> notes.add(which + ": " + n));
  }

  /** The interval of a variance as that of its root. */
  private static ConfidenceInterval root(ConfidenceInterval variance, Parameter view) {
    return new ConfidenceInterval(
        view.name(),
        view.value(),
        Math.sqrt(variance.lower()),
        Math.sqrt(variance.upper()),
        variance.notes());
  }
}
