/** Simulation studies: design, generation, execution, storage, performance measures. */
@SuppressWarnings("requires-automatic")
module dev.menlo.study {
  requires transitive dev.menlo.estimator;
  requires transitive dev.menlo.report;
  requires transitive java.sql;
  requires org.yaml.snakeyaml;
  requires duckdb.jdbc;

  uses dev.menlo.study.run.Cluster;

  exports dev.menlo.study;
  exports dev.menlo.study.bootstrap;
  exports dev.menlo.study.definition;
  exports dev.menlo.study.generate;
  exports dev.menlo.study.measure;
  exports dev.menlo.study.power;
  exports dev.menlo.study.report;
  exports dev.menlo.study.run;
  exports dev.menlo.study.store;
}
