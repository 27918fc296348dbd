package dev.menlo.estimator.structures;

import dev.menlo.estimator.data.Binding;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.data.DatasetSchema;
import dev.menlo.estimator.data.Sample;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;

/** A model's text lowered against a data set, and the data bound to it. */
record Bound(LoweredModel model, BoundData data) {
  static Bound of(String text, Dataset data) {
    Sample sample = Sample.all(data);
    Model model = Model.parse(text);
    LoweredModel rough = model.lower(new DatasetSchema(data, sample.rows()));
    DatasetSchema schema = DatasetSchema.of(sample, rough);
    LoweredModel lowered = model.lower(schema);
    return new Bound(lowered, Binding.bind(lowered, sample, schema));
  }
}
