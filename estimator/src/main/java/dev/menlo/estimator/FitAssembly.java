package dev.menlo.estimator;

import dev.menlo.engine.Backend;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.DataHash;
import dev.menlo.estimator.inference.Findings;
import dev.menlo.estimator.inference.FixedEffectsTable;
import dev.menlo.estimator.inference.NaturalResidual;
import dev.menlo.estimator.inference.VarianceTable;
import dev.menlo.estimator.lindstrombates.FixedPoint;
import dev.menlo.model.FixedEffect;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a {@link Fit} of a fixed point: the last step from estimates to what users read. */
final class FitAssembly {
  private final LoweredModel lowered;
  private final RandomEffectsCovariance covariance;
  private final FitOptions options;
  private final Backend backend;
  private final boolean automaticStart;
  private final NaturalResidual residual;
  private final List<String> legend;
  private final String text;
  private final String device;
  private final Map<String, String> changed;

  /** Hash of the last design seen. */
  private DataHash designHash;

  FitAssembly(
      Model model,
      LoweredModel lowered,
      FitOptions options,
      Backend backend,
      boolean automaticStart) {
    this.lowered = lowered;
    this.covariance = new RandomEffectsCovariance(lowered.levels());
    this.options = options;
    this.backend = backend;
    this.automaticStart = automaticStart;
    this.residual = new NaturalResidual(lowered.residual());
    this.legend = lowered.legend();
    this.text = model.toString();
    this.device = backend.availability().device();
    this.changed = options.changed();
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
            "", "", "", "", options.backend(), "", options.threads(), 0, options.changed()));
  }

  Fit fit(BoundData data, FixedPoint point, double seconds) {
    VarianceTable table = new VarianceTable(point, covariance, options.level());
    List<RandomEffectsEstimate> variances = table.randomEffects();
    VarianceTable shown = options.standardDeviations() ? table.inStandardDeviations() : table;
    return new Fit(
        point.outcome(),
        message(data, point, lowered.fixedEffects()),
        options.criterion(),
        point.logLikelihood(),
        data.design().observations(),
        data.groups(),
        legend,
        FixedEffectsTable.of(point, lowered.fixedEffects(), options.level()),
        shown.randomEffects(),
        shown.residual(residual),
        point.fixedEffectsCovariance(),
        options.level(),
        point.certificate(),
        warnings(data, point, variances),
        point.trace(),
        backend.name(),
        seconds,
        provenance(data));
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
        + " (first at line "
        + data.line(point.badRow())
        + " of "
        + data.source()
        + "); give other starting values with --initial, or check that row";
  }

  private List<Warning> warnings(
      BoundData data, FixedPoint point, List<RandomEffectsEstimate> randomEffects) {
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
    if (automaticStart) {
      warnings.add(
          new Warning(
              Warning.Code.AUTOMATIC_START,
              "starting values were found automatically",
              "give --initial to choose them"));
    }
    warnings.addAll(Findings.of(point, covariance, randomEffects));
    return warnings;
  }

  private String hash(BoundData data) {
    if (designHash == null || !designHash.isOf(data.design())) {
      designHash = new DataHash(data.design());
    }
    return designHash.with(data.response());
  }

  private Provenance provenance(BoundData data) {
    return new Provenance(
        Version.TEXT,
        text,
        hash(data),
        data.source(),
        backend.name(),
        device,
        options.threads(),
        0,
        changed);
  }
}
