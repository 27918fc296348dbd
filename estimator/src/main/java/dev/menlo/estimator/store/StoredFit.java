package dev.menlo.estimator.store;

import dev.menlo.estimator.DistinctEnd;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.FixedPoint;
import dev.menlo.estimator.Provenance;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.data.Binding;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.DataHash;
import dev.menlo.estimator.data.DatasetSchema;
import dev.menlo.estimator.data.Sample;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import dev.menlo.model.ModelException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The format, version 1: {@code format} and {@code formatVersion} first, the tables of the report,
 * then {@code options}, {@code sample} and {@code state}. The tables are not read back: they follow
 * from the state.
 */
final class StoredFit {
  private static final String FORMAT = "menlo fit";
  private static final String CURE = "copy the file again, or fit again";

  private final String file;
  private final JsonInput in;
  private Provenance provenance;
  private FitOptions options;
  private SampleJson.Stored sample;
  private StateJson state;

  private StoredFit(String file, JsonInput in) {
    this.file = file;
    this.in = in;
  }

  static void write(Fit fit, List<DistinctEnd> ends, JsonOutput out) throws IOException {
    FittedModel fitted = fit.fitted();
    out.text("format", FORMAT);
    out.count("formatVersion", FitFile.FORMAT_VERSION);
    ReportJson.write(fit, ends, out);
    out.object("options", o -> OptionsJson.write(fitted.options(), o));
    List<String> variables = ModelVariables.of(fitted);
    Sample rows = Sample.of(fitted.data().data(), fitted.options().condition());
    Sample used = rows.complete(fitted.lowered());
    out.object("sample", o -> SampleJson.write(used, variables, fitted.data(), o));
    out.object("state", o -> StateJson.write(fitted, o));
  }

  static FittedModel read(String file, JsonInput in) throws IOException {
    StoredFit stored = new StoredFit(file, in);
    stored.read();
    return stored.fitted();
  }

  private void read() throws IOException {
    in.begin();
    if (!in.isObject() || !"format".equals(in.nextField()) || !FORMAT.equals(in.text())) {
      throw new DataException(
          file + " is not a stored fit; give a file that menlo fit ... --out FILE has written");
    }
    requireVersion();
    Map<String, JsonInput.Field> fields = new HashMap<>();
    ReportJson.KEYS.forEach(key -> fields.put(key, in::skip));
    fields.put("provenance", () -> provenance = ReportJson.provenance(in));
    fields.put("options", () -> options = OptionsJson.read(in));
    fields.put("sample", () -> sample = SampleJson.read(in));
    fields.put("state", () -> state = StateJson.read(in));
    fields.put(ReportJson.ENDS, in::skip);
    in.rest("a stored fit", fields, Set.of(ReportJson.ENDS));
  }

  private void requireVersion() throws IOException {
    if (!"formatVersion".equals(in.nextField())) {
      throw in.problem("expected the key \"formatVersion\"", CURE);
    }
    int version = in.count();
    if (version > FitFile.FORMAT_VERSION) {
      throw new DataException(
          file
              + " has format version "
              + version
              + "; this menlo reads versions up to "
              + FitFile.FORMAT_VERSION
              + ": use a newer menlo");
    }
    if (version < 1) {
      throw in.problem("there is no format version " + version, CURE);
    }
  }

  /** Lowers the model and binds the sample again. */
  private FittedModel fitted() {
    Sample all = Sample.all(sample.data());
    try {
      Model model = Model.parse(provenance.model());
      LoweredModel rough = model.lower(new DatasetSchema(sample.data(), all.rows()));
      DatasetSchema schema = DatasetSchema.of(all, rough);
      LoweredModel lowered = model.lower(schema);
      FixedPoint point = state.point();
      requireState(lowered, point);
      BoundData bound =
          Binding.bind(lowered, all, schema)
              .withCounts(sample.excluded(), sample.dropped(), sample.missing());
      requireData(bound, point, lowered);
      return new FittedModel(
          model,
          lowered,
          schema,
          options,
          bound,
          point,
          state.automaticStart(),
          state.seconds(),
          provenance);
    } catch (ModelException e) {
      throw new DataException(
          file + ": the stored model cannot be read: " + e.getMessage() + "; " + CURE, e);
    }
  }

  private void requireState(LoweredModel model, FixedPoint point) {
    if (!StateHash.of(provenance.model(), state.names(), point).equals(state.hash())) {
      throw new DataException(
          file + ": the numbers of \"state\" are not those that were written; " + CURE);
    }
    RandomEffectsCovariance covariance = new RandomEffectsCovariance(model.levels());
    int psi = covariance.parameters() + model.spec().residual().parameters();
    if (!state.names().equals(StateJson.names(model))
        || point.beta().length != model.fixedEffects().size()
        || point.psi().length != psi) {
      throw new DataException(
          file
              + " was written by menlo "
              + provenance.version()
              + ", which has other parameters for this model ("
              + String.join(", ", state.names())
              + "); read it with that version, or fit again");
    }
  }

  private void requireData(BoundData bound, FixedPoint point, LoweredModel model) {
    int effects = 0;
    for (int level = 1; level <= model.levels().size(); level++) {
      effects += bound.design().groups(level) * model.spec().randomEffects(level);
    }
    if (!DataHash.of(bound).equals(provenance.dataHash())
        || point.sphericalEffects().length != effects) {
      throw new DataException(file + ": the data of \"sample\" are not those of the fit; " + CURE);
    }
  }
}
