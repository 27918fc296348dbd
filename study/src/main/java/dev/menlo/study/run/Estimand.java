package dev.menlo.study.run;

import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.RandomEffectsEstimate;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.postestimation.DerivedEstimate;
import dev.menlo.estimator.postestimation.DerivedEstimates;
import dev.menlo.estimator.postestimation.Inference;
import dev.menlo.model.ModelException;
import dev.menlo.study.definition.EstimandSpec;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads an estimand from fits. */
interface Estimand {
  /** The estimand in a fit, or null if the fitted model has no such thing. */
  ParameterEstimate in(Fit fit);

  /** The reader of an estimand. */
  static Estimand of(EstimandSpec spec) {
    return switch (spec.kind()) {
      case PARAMETER -> fit -> parameter(fit, spec.expression());
      case COMBINATION ->
          fit -> derived(spec, fit, inference -> inference.nlcom(spec.expression()));
      case PREDICTION ->
          fit -> derived(spec, fit, inference -> inference.margins().at(at(spec)).estimates());
    };
  }

  private static String at(EstimandSpec spec) {
    return spec.at().entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }

  /** A function of estimates; null if the model does not have what it names. */
  private static ParameterEstimate derived(
      EstimandSpec spec, Fit fit, Function<Inference, DerivedEstimates> function) {
    if (!(fit.fixedEffectsCovariance().length > 0) || Double.isNaN(fit.logLikelihood())) {
      return new ParameterEstimate(spec.name(), Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    DerivedEstimates estimates;
    try {
      estimates = function.apply(Inference.of(fit.fitted()));
    } catch (ModelException | DataException e) {
      return null;
    }
    DerivedEstimate d = estimates.estimates().get(0);
    return new ParameterEstimate(spec.name(), d.estimate(), d.se(), d.lower(), d.upper());
  }

  private static ParameterEstimate parameter(Fit fit, String name) {
    for (CoefficientEstimate c : fit.fixedEffects()) {
      if (isNamed(c, name)) {
        return new ParameterEstimate(name, c.estimate(), c.se(), c.lower(), c.upper());
      }
    }
    for (RandomEffectsEstimate block : fit.randomEffects()) {
      for (ParameterEstimate p : block.parameters()) {
        if (p.name().equals(name)) {
          return p;
        }
      }
    }
    for (ParameterEstimate p : fit.residual()) {
      if (p.name().equals(name)) {
        return p;
      }
    }
    return null;
  }

  private static boolean isNamed(CoefficientEstimate c, String name) {
    return c.equation().isEmpty()
        ? c.term().equals(name)
        : name.startsWith(c.equation())
            && (c.name().equals(name) || c.term().equals("_cons") && c.equation().equals(name));
  }
}
