package dev.menlo.estimator;

import dev.menlo.estimator.data.BoundData;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Schema;

/**
 * One data set on its way through a job.
 *
 * @param index position among the data sets of the job
 * @param model the model lowered against its schema; shared by data sets of one schema
 * @param schema what the model was lowered against
 * @param data the bound data, or null if they cannot carry the model
 * @param problem why not, or ""
 */
record Task(int index, LoweredModel model, Schema schema, BoundData data, String problem) {}
