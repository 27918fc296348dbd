package dev.menlo.estimator;

import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.inference.Findings;
import dev.menlo.estimator.inference.FixedEffectsTable;
import dev.menlo.estimator.inference.NaturalResidual;
import dev.menlo.estimator.inference.VarianceTable;
import dev.menlo.estimator.postestimation.EstimatesCovariance;
import dev.menlo.model.FixedEffect;
import dev.menlo.model.LoweredModel;
import java.util.ArrayList;
import java.util.List;

/** Makes a {@link Fit} of a fitted model: the last step from estimates to what users read. */
final class FitAssembly {
  private final LoweredModel lowered;
  private final RandomEffectsCovariance covariance;
  private final NaturalResidual residual;

  /** The assembly of all fits of a lowered model. */
  FitAssembly(LoweredModel lowered) {
    this.lowered = lowered;
    this.covariance = new RandomEffectsCovariance(lowered.levels());
    this.residual = new NaturalResidual(lowered.residual());
  }

  /** The fit of a data set that cannot carry the model. */
  static Fit invalid(Task task, FitOptions options) {
    return new Fit(
        Outcome.INVALID_DATA,
        task.problem(),
        options.criterion(),
        Double.NaN,
        0,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new double[0],
        options.level(),
        new Certificate(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 0),
        List.of(),
        List.of(),
        options.backend(),
        0,
        new Provenance(
            "", "", "", "", options.backend(), "", options.threads(), 0, options.changed()),
        null);
  }

  Fit fit(FittedModel fitted) {
    FixedPoint point = EstimatesCovariance.shown(fitted);
    FitOptions options = fitted.options();
    BoundData data = fitted.data();
    VarianceTable table = new VarianceTable(point, covariance, options.level());
    VarianceTable shown = options.standardDeviations() ? table.inStandardDeviations() : table;
    return new Fit(
        point.outcome(),
        message(data, point, lowered.fixedEffects()),
        options.criterion(),
        point.logLikelihood(),
        data.design().observations(),
        data.groups(),
        lowered.legend(),
        FixedEffectsTable.of(point, lowered.fixedEffects(), options.level()),
        shown.randomEffects(),
        shown.residual(residual),
        point.fixedEffectsCovariance(),
        options.level(),
        point.certificate(),
        warnings(fitted, table.randomEffects()),
        point.trace(),
        fitted.provenance().backend(),
        fitted.seconds(),
        fitted.provenance(),
        fitted);
  }

  private static String message(BoundData data, FixedPoint point, List<FixedEffect> fixedEffects) {
    if (!point.aliased().isEmpty()) {
      return "aliased fixed effects: the data cannot tell "
          + String.join(
              ", ", point.aliased().stream().map(k -> fixedEffects.get(k).name()).toList())
          + " apart, or do not determine them; drop one of them or rewrite the model";
    }
    if (point.badRow() < 0) {
      return point.message();
    }
    return point.message()
        + " (first at "
        + data.place(point.badRow())
        + "); give other starting values with --initial, or check that row";
  }

  private List<Warning> warnings(FittedModel fitted, List<RandomEffectsEstimate> randomEffects) {
    BoundData data = fitted.data();
    List<Warning> warnings = new ArrayList<>();
    if (data.dropped() > 0) {
      warnings.add(
          new Warning(
              Warning.Code.ROWS_DROPPED,
              data.dropped() + " rows with missing values were dropped (" + data.missing() + ")",
              ""));
    }
    for (String note : lowered.notes()) {
      warnings.add(new Warning(Warning.Code.OMITTED_TERMS, note, ""));
    }
    if (fitted.automaticStart()) {
      warnings.add(
          new Warning(
              Warning.Code.AUTOMATIC_START,
              "starting values were found automatically",
              "give --initial to choose them"));
    }
    warnings.addAll(Findings.of(fitted.point(), covariance, randomEffects));
    return warnings;
  }
}
