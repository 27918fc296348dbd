package dev.menlo.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.menlo.estimator.postestimation.ConfidenceInterval;
import dev.menlo.estimator.postestimation.ConfidenceInterval.Method;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Confidence intervals. */
public final class IntervalReport implements Report {
  private static final int NAME_WIDTH = 12;

  private final List<ConfidenceInterval> intervals;
  private final Method method;
  private final double level;

  /** A report of intervals at a level in percent. */
  public IntervalReport(List<ConfidenceInterval> intervals, Method method, double level) {
    this.intervals = List.copyOf(intervals);
    this.method = method;
    this.level = level;
  }

  @Override
  public List<String> lines() {
    int width = intervals.stream().mapToInt(i -> i.name().length()).reduce(NAME_WIDTH, Math::max);
    String rule = "-".repeat(width + 38);
    List<String> lines = new ArrayList<>();
    lines.add(
        method == Method.WALD
            ? "Wald intervals"
            : "Profile intervals of the linearised likelihood, the linearisation frozen");
    lines.add("");
    lines.add(rule);
    lines.add(CoefficientRow.name("", width) + " |   Estimate    " + ConfidenceHeading.of(level));
    lines.add("-".repeat(width + 1) + "+" + "-".repeat(36));
    for (ConfidenceInterval i : intervals) {
      lines.add(
          CoefficientRow.name(i.name(), width)
              + " |"
              + String.format("  %9s", StataFormat.general(i.estimate()))
              + String.format("    %9s", StataFormat.general(i.lower()))
              + String.format("   %9s", StataFormat.general(i.upper())));
    }
    lines.add(rule);
    for (ConfidenceInterval i : intervals) {
      i.notes().forEach(n -> lines.addAll(Paragraph.lines("Note: ", i.name() + ": " + n)));
    }
    return lines;
  }

  @Override
  public String json() {
    return JsonText.of(this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("method", method.name().toLowerCase(Locale.ROOT));
    json.writeNumberField("level", level);
    json.writeArrayFieldStart("intervals");
    for (ConfidenceInterval i : intervals) {
      json.writeStartObject();
      json.writeStringField("name", i.name());
      JsonText.number(json, "estimate", i.estimate());
      JsonText.number(json, "lower", i.lower());
      JsonText.number(json, "upper", i.upper());
      JsonText.texts(json, "notes", i.notes());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
