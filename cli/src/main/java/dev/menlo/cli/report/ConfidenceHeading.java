package dev.menlo.cli.report;

/** The heading over the two bounds of an interval: {@code [95% conf. interval]}, 20 characters. */
final class ConfidenceHeading {
  private static final int WIDTH = 20;

  private ConfidenceHeading() {}

  static String of(double level) {
    String full = "[" + StataFormat.general(level) + "% conf. interval]";
    return full.length() <= WIDTH ? full : "[" + StataFormat.general(level) + "% conf. int.]";
  }
}
