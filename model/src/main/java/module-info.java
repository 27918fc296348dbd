/** The menl-style formula language: text to Model to Program. */
@SuppressWarnings({"requires-automatic", "module"})
module dev.menlo.model {
  requires transitive dev.menlo.engine;
  requires org.antlr.antlr4.runtime;
  requires org.yaml.snakeyaml;

  exports dev.menlo.model;
  exports dev.menlo.model.residual;
  exports dev.menlo.model.syntax to
      dev.menlo.report;
}
