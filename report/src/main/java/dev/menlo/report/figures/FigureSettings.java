package dev.menlo.report.figures;

/**
 * Choices for the figures.
 *
 * @param x variable along which curves are drawn, or "" to choose one
 * @param panels most groups that are drawn one by one
 */
public record FigureSettings(String x, int panels) {
  /** Panels unless told otherwise. */
  public static final int PANELS = 12;

  /** A variable is chosen; twelve panels. */
  public static final FigureSettings DEFAULTS = new FigureSettings("", PANELS);

  /** Checks the count. */
  public FigureSettings {
    if (panels < 1) {
      throw new IllegalArgumentException("panels must be at least 1, not " + panels);
    }
  }
}
