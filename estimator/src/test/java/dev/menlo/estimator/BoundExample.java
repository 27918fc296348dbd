package dev.menlo.estimator;

import dev.menlo.estimator.data.Binding;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.data.DatasetSchema;
import dev.menlo.estimator.data.Sample;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;

/** A model lowered against a data set, and the data bound to it. */
public record BoundExample(LoweredModel model, BoundData data) {
  /** Binds all complete rows. */
  public static BoundExample of(Model model, Dataset data) {
    Sample sample = Sample.all(data);
    LoweredModel rough = model.lower(new DatasetSchema(data, sample.rows()));
    DatasetSchema schema = DatasetSchema.of(sample, rough);
    LoweredModel lowered = model.lower(schema);
    return new BoundExample(lowered, Binding.bind(lowered, sample, schema));
  }
}
