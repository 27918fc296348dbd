package dev.menlo.cli;

import picocli.CommandLine.Option;

/** Flags of starting points and of what is tried after the fit. */
final class StartFlags {
  @Option(
      names = "--start",
      paramLabel = "CURVE",
      description =
          "Starts from a curve of the library: logistic, gompertz, oral, emax ...; recognised in"
              + " the model where not given.")
  private String start;

  @Option(
      names = "--multistart",
      paramLabel = "N",
      description = "Fits from N more starting points too and shows where they end.")
  private String multistart;

  @Option(
      names = "--simplify",
      description = "Fits the smaller models that the diagnosis suggests and compares them.")
  private boolean simplify;
}
