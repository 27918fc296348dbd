package dev.menlo.cli;

import java.util.List;
import picocli.CommandLine.Option;

/**
 * Flags that are parts of a model. Values are menl's own text and are read by the model, so the
 * fields only declare them; {@link Flags} collects what was given.
 */
final class ModelFlags {
  /** Names of the flags, in menl's order. */
  static final List<String> NAMES =
      List.of(
          "define",
          "covariance",
          "resvariance",
          "rescorrelation",
          "rescovariance",
          "tsinit",
          "tsorder",
          "tsmissing",
          "group");

  @Option(
      names = "--define",
      paramLabel = "\"NAME: EXPR\"",
      description = "A named expression or linear combination; may be repeated.")
  private List<String> define;

  @Option(
      names = "--covariance",
      paramLabel = "\"NAMES, TYPE\"",
      description =
          "Covariance of random effects: independent, exchangeable, identity or unstructured; may"
              + " be repeated.")
  private List<String> covariance;

  @Option(
      names = "--resvariance",
      paramLabel = "SPEC",
      description = "Variance of the errors, as \"power _yhat\".")
  private String resvariance;

  @Option(
      names = "--rescorrelation",
      paramLabel = "SPEC",
      description = "Correlation of the errors, as \"ar 1, t(time)\".")
  private String rescorrelation;

  @Option(
      names = "--rescovariance",
      paramLabel = "SPEC",
      description = "Both in one, as \"unstructured, index(visit)\".")
  private String rescovariance;

  @Option(
      names = "--tsinit",
      paramLabel = "\"{NAME:}=EXPR\"",
      description = "Initial value of a lagged expression; may be repeated.")
  private List<String> tsinit;

  @Option(
      names = "--tsorder",
      paramLabel = "VAR",
      description = "Order of rows within groups, for lags.")
  private String tsorder;

  @Option(
      names = "--tsmissing",
      description = "Rows without a response stay, to carry recursions on.")
  private boolean tsmissing;

  @Option(
      names = "--group",
      paramLabel = "VAR",
      description = "Groups within which errors correlate.")
  private String group;
}
