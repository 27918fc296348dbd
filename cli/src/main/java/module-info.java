/** The menlo command. Backends are found at run time, through {@code dev.menlo.engine.Backends}. */
@SuppressWarnings("requires-automatic")
module dev.menlo.cli {
  requires dev.menlo.estimator;
  requires dev.menlo.report;
  requires dev.menlo.study;
  requires info.picocli;
  requires me.tongfei.progressbar;
  requires com.fasterxml.jackson.core;

  opens dev.menlo.cli to
      info.picocli;
}
