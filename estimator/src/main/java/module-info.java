/** Lindstrom-Bates estimation, inference and simulation on any backend. */
module dev.menlo.estimator {
  requires transitive dev.menlo.engine;
  requires transitive dev.menlo.model;
  requires com.fasterxml.jackson.core;
  requires de.siegmar.fastcsv;
  requires org.apache.commons.statistics.distribution;

  exports dev.menlo.estimator;
  exports dev.menlo.estimator.data;
  exports dev.menlo.estimator.postestimation;
  exports dev.menlo.estimator.predict;
  exports dev.menlo.estimator.diagnosis;
  exports dev.menlo.estimator.simulate;
  exports dev.menlo.estimator.store;
}
