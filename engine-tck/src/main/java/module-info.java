/** Contract tests for any backend. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.menlo.engine.tck {
  requires transitive dev.menlo.engine;
  requires transitive org.junit.jupiter.api;
  requires org.junit.jupiter.params;
  requires org.assertj.core;

  exports dev.menlo.engine.tck;
}
