package dev.menlo.report.chart;

/** How a drawing names its colours. */
public enum Colours {
  /** Variables of the page's style sheet, so that the drawing follows light and dark. */
  OF_THE_PAGE {
    @Override
    public String of(Ink ink) {
      return "var(" + ink.variable() + ")";
    }
  },
  /** The light set, for files. */
  LIGHT {
    @Override
    public String of(Ink ink) {
      return ink.light();
    }
  };

  /** The text that stands for a colour in an attribute. */
  public abstract String of(Ink ink);
}
