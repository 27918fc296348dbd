package dev.menlo.estimator;

import dev.menlo.engine.Design;
import dev.menlo.estimator.data.Binding;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.data.DatasetSchema;
import dev.menlo.estimator.data.ReplicateBinding;
import dev.menlo.estimator.data.Sample;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import java.util.Arrays;

/**
 * Lowers and binds the data sets of a job. Data sets with the same variables and levels share one
 * lowered model, and replicates that differ only in the response share one design.
 */
final class TaskSource {
  private final Model model;
  private final String condition;
  private LoweredModel lowered;
  private DatasetSchema schema;
  private ReplicateBinding last;

  TaskSource(Model model, String condition) {
    this.model = model;
    this.condition = condition;
  }

  Task task(int index, Dataset data) {
    try {
      BoundData replicate = last == null || !condition.isEmpty() ? null : last.bind(data);
      if (replicate != null) {
        return new Task(index, lowered, schema, replicate, "");
      }
    } catch (DataException e) {
      return new Task(index, lowered, schema, null, e.getMessage());
    }
    return fresh(index, data);
  }

  private Task fresh(int index, Dataset data) {
    Sample sample = Sample.of(data, condition);
    if (sample.rows().length == 0) {
      return new Task(
          index, null, null, null, data.source() + ": no row satisfies the condition " + condition);
    }
    lower(data, sample);
    try {
      BoundData bound = Binding.bind(lowered, sample, schema);
      return new Task(index, lowered, schema, shared(bound), "");
    } catch (DataException e) {
      return new Task(index, lowered, schema, null, e.getMessage());
    }
  }

  private void lower(Dataset data, Sample sample) {
    if (lowered != null && schema.suits(DatasetSchema.of(sample, lowered))) {
      return;
    }
    last = null;
    DatasetSchema any = new DatasetSchema(data, sample.rows());
    LoweredModel rough = model.lower(any);
    schema = DatasetSchema.of(sample, rough);
    lowered = any.suits(schema) ? rough : model.lower(schema);
  }

  /** The same data with the last data's instances where the contents are equal. */
  private BoundData shared(BoundData bound) {
    boolean replicate = last != null && equal(last.first().design(), bound.design());
    BoundData shared = replicate ? bound.sharing(last.first()) : bound;
    last = new ReplicateBinding(lowered, shared);
    return shared;
  }

  private static boolean equal(Design a, Design b) {
    if (a.levels() != b.levels()
        || a.rows() != b.rows()
        || a.covariates() != b.covariates()
        || !a.allInLikelihood()
        || !b.allInLikelihood()) {
      return false;
    }
    for (int level = 0; level <= a.levels(); level++) {
      if (!Arrays.equals(a.start(level), b.start(level))) {
        return false;
      }
    }
    for (int c = 0; c < a.covariates(); c++) {
      if (!Arrays.equals(a.covariate(c), b.covariate(c))) {
        return false;
      }
    }
    return true;
  }
}
