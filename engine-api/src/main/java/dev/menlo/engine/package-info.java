/**
 * The backend SPI: what an estimator asks of an engine, and the data it hands over.
 *
 * <p>Here live the batch layout ({@link dev.menlo.engine.Design}, {@link dev.menlo.engine.Batch}),
 * the model as a backend sees it ({@link dev.menlo.engine.ModelSpec}, {@link
 * dev.menlo.engine.ResidualSpec}), the operations ({@link dev.menlo.engine.Workspace}) and their
 * outcomes. Estimation, parsing and linear algebra live elsewhere.
 */
package dev.menlo.engine;
