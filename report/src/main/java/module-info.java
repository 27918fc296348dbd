/** Pages and charts that show a fit, and the pieces they are made of. */
module dev.menlo.report {
  requires transitive dev.menlo.estimator;
  requires java.desktop;
  requires com.github.weisj.jsvg;
  requires org.apache.commons.statistics.distribution;

  exports dev.menlo.report;
  exports dev.menlo.report.chart;
  exports dev.menlo.report.figures;
  exports dev.menlo.report.fitted;
  exports dev.menlo.report.markup;
  exports dev.menlo.report.page;
  exports dev.menlo.report.statistics;
}
