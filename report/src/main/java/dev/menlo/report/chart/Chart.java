package dev.menlo.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One panel: two axes and what is drawn between them.
 *
 * @param title what this panel shows, a few words; "" for a figure of one panel
 * @param description what a reader who cannot see it should know, a sentence or two
 * @param x horizontal axis
 * @param y vertical axis
 * @param marks in drawing order
 * @param width natural width in pixels
 * @param height natural height in pixels
 */
public record Chart(
    String title,
    String description,
    Axis x,
    Axis y,
    List<Mark> marks,
    double width,
    double height) {
  /** Copies the marks. */
  public Chart {
    marks = List.copyOf(marks);
  }

  /** Starts a chart. */
  public static Builder titled(String title) {
    return new Builder(title);
  }

  /** The horizontal axis with its scale. */
  Axis horizontal() {
    return x.over(marks.stream().map(Mark::x).reduce(Extent.NONE, Extent::and));
  }

  /** The vertical axis with its scale. */
  Axis vertical() {
    return y.over(marks.stream().map(Mark::y).reduce(Extent.NONE, Extent::and));
  }

  /** Collects the parts of a chart. */
  public static final class Builder {
    private final String title;
    private final List<Mark> marks = new ArrayList<>();
    private String description = "";
    private Axis x = Axis.of("");
    private Axis y = Axis.of("");
    private double width = 340;
    private double height = 250;

    private Builder(String title) {
      this.title = Objects.requireNonNull(title, "title");
    }

    /** Says in words what it shows. */
    public Builder described(String text) {
      description = text;
      return this;
    }

    /** Sets the horizontal axis. */
    public Builder x(Axis axis) {
      x = axis;
      return this;
    }

    /** Sets the vertical axis. */
    public Builder y(Axis axis) {
      y = axis;
      return this;
    }

    /** Adds marks, to be drawn over those before. */
    public Builder add(Mark... more) {
      marks.addAll(List.of(more));
      return this;
    }

    /** Sets the natural size in pixels. */
    public Builder size(double wide, double high) {
      width = wide;
      height = high;
      return this;
    }

    /** The chart. */
    public Chart build() {
      return new Chart(title, description, x, y, marks, width, height);
    }
  }
}
