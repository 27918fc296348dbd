package dev.menlo.cli;

import picocli.CommandLine.Option;

/** Flags of the tables; {@link Reporting} reads them. */
final class ReportingFlags {
  @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json.")
  private String format;

  @Option(names = "--variance", description = "Variances and covariances (the default).")
  private boolean variance;

  @Option(
      names = "--stddeviations",
      description = "Standard deviations and correlations instead of variances.")
  private boolean stddeviations;

  @Option(names = "--noheader", description = "No title, sample and log likelihood.")
  private boolean noheader;

  @Option(names = "--nogroup", description = "No summary of the groups.")
  private boolean nogroup;

  @Option(names = "--nolegend", description = "No expression legend.")
  private boolean nolegend;

  @Option(names = "--nofetable", description = "No table of fixed effects.")
  private boolean nofetable;

  @Option(names = "--noretable", description = "No table of random-effects parameters.")
  private boolean noretable;
}
