package dev.menlo.cli;

import picocli.CommandLine.Option;

/** Flags of what a fit leaves behind; {@link FitRequest} reads them. */
final class StoringFlags {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Stores the fit, too: JSON, which replay, predict and simulate take; compressed if the"
              + " name ends in .gz.")
  private String out;

  @Option(names = "--log", description = "Iteration log.")
  private boolean log;
}
