package dev.menlo.cli;

import picocli.CommandLine.Option;

/** Flags of the data and of the estimation; {@link FitRequest} reads their texts. */
final class EstimationFlags {
  @Option(names = "--data", paramLabel = "FILE", description = "Data: CSV with a header line.")
  private String data;

  @Option(
      names = "--if",
      paramLabel = "EXPR",
      description = "Rows to use, as \"age > 100 & tree != 3\".")
  private String condition;

  @Option(names = "--mle", description = "Maximum likelihood (the default).")
  private boolean mle;

  @Option(names = "--reml", description = "Restricted maximum likelihood.")
  private boolean reml;

  @Option(
      names = "--initial",
      paramLabel = "\"NAME VALUE ...\"",
      description = "Starting values; found automatically where not given.")
  private String initial;

  @Option(names = "--level", paramLabel = "PERCENT", description = "Confidence level (95).")
  private String level;

  @Option(
      names = "--vce",
      paramLabel = "RULE",
      description = "Standard errors: menl (the default), full, robust or \"cluster VARIABLE\".")
  private String vce;

  @Option(names = "--nostderr", description = "No standard errors of variance parameters.")
  private boolean nostderr;

  @Option(names = "--iterate", paramLabel = "N", description = "Most rounds of the alternation.")
  private String iterate;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description = "Distance to the fixed point to reach, in standard errors.")
  private String tolerance;

  @Option(
      names = "--ltolerance",
      paramLabel = "X",
      description = "Relative change of the log likelihood to reach too.")
  private String ltolerance;

  @Option(
      names = "--nrtolerance",
      paramLabel = "X",
      description = "Scaled gradient g'H^-1 g to reach too.")
  private String nrtolerance;

  @Option(
      names = "--emiterate",
      paramLabel = "N",
      description = "EM iterations for the start of the random effects (3).")
  private String emiterate;

  @Option(names = "--rowpasses", paramLabel = "N", description = "Most passes over the data.")
  private String rowpasses;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      description =
          "Wall-clock limit of the run, as 30s, 5m or 1h30m; a fit that it cuts off is shown as it"
              + " is, with exit code 1.")
  private String timeLimit;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "auto (the default), cpu, cuda or cpu-reference; menlo doctor lists them.")
  private String backend;

  @Option(names = "--threads", paramLabel = "N", description = "Worker threads (all cores).")
  private String threads;
}
