package dev.menlo.cli;

import dev.menlo.cli.report.TextReport;

/** Reads the settings of the tables, which {@code fit} and {@code replay} share. */
final class Reporting {
  private Reporting() {}

  static boolean standardDeviations(Settings settings) {
    return settings.either("stddeviations", "variance");
  }

  static TextReport.Parts parts(Settings settings) {
    return new TextReport.Parts(
        !settings.on("noheader"),
        !settings.on("nogroup"),
        !settings.on("nolegend"),
        !settings.on("nofetable"),
        !settings.on("noretable"));
  }

  static OutputFormat format(Settings settings) {
    return OutputFormat.of(
        settings.text("format", "text"), settings.has("format") ? settings.place("format") : "");
  }
}
