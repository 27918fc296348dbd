package dev.menlo.estimator;

import dev.menlo.estimator.data.BoundData;
import dev.menlo.model.LoweredModel;

/**
 * One data set on its way through a job.
 *
 * @param index position among the data sets of the job
 * @param model the model lowered against its schema; shared by data sets of one schema
 * @param data the bound data, or null if they cannot carry the model
 * @param problem why not, or ""
 */
record Task(int index, LoweredModel model, BoundData data, String problem) {}
