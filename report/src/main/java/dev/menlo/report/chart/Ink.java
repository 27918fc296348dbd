package dev.menlo.report.chart;

import java.util.Locale;

/**
 * The colours of a drawing, by what they are for. A page takes them from its style sheet, which has
 * a light and a dark set; a file has the light set written into it.
 */
public enum Ink {
  /** Text, and data in the first place. */
  INK("#1d2329", "#e9e7e2"),
  /** Axis texts and secondary lines. */
  MUTED("#59626b", "#a9b0b8"),
  /** Axes and reference lines. */
  RULE("#8b949d", "#79828c"),
  /** Grid lines. */
  FAINT("#e4e4df", "#30353b"),
  /** The ground. */
  GROUND("#fdfdfb", "#16191d"),
  /** First series: what the model says of a group. */
  FIRST("#1b5e9e", "#7ab4ee"),
  /** Second series: what it says of the population, smoothers. */
  SECOND("#b3471b", "#f19a6c"),
  /** Third series. */
  THIRD("#2c7a51", "#74c798"),
  /** Fourth series. */
  FOURTH("#7c4d99", "#c39be0");

  private final String light;
  private final String dark;

  Ink(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  /** The colour on light ground. */
  public String light() {
    return light;
  }

  /** The colour on dark ground. */
  public String dark() {
    return dark;
  }

  /** The variable of the style sheet that holds it. */
  public String variable() {
    return "--" + name().toLowerCase(Locale.ROOT);
  }

  /** Series colours in order, starting again after the fourth. */
  public static Ink series(int index) {
    Ink[] all = {FIRST, SECOND, THIRD, FOURTH};
    return all[index % all.length];
  }
}
