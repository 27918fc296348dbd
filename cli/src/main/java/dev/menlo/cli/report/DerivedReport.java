package dev.menlo.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.menlo.estimator.postestimation.DerivedEstimate;
import dev.menlo.estimator.postestimation.DerivedEstimates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Functions of estimates: what nlcom, lincom and margins print. */
public final class DerivedReport implements Report {
  private static final int NAME_WIDTH = 12;

  private final DerivedEstimates derived;
  private final String title;
  private final String heading;
  private final boolean withExpressions;

  /**
   * A report.
   *
   * @param title a line above the table, or ""
   * @param heading what stands over the names
   * @param withExpressions whether each expression is written out above the table
   */
  public DerivedReport(
      DerivedEstimates derived, String title, String heading, boolean withExpressions) {
    this.derived = derived;
    this.title = title;
    this.heading = heading;
    this.withExpressions = withExpressions;
  }

  @Override
  public List<String> lines() {
    int width =
        derived.estimates().stream()
            .mapToInt(e -> e.name().length())
            .reduce(Math.max(NAME_WIDTH, heading.length()), Math::max);
    List<String> lines = new ArrayList<>();
    if (!title.isEmpty()) {
      lines.add(title);
    }
    for (DerivedEstimate e : withExpressions ? derived.estimates() : List.<DerivedEstimate>of()) {
      lines.add(CoefficientRow.name(e.name() + ":  " + e.expression(), 0));
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.addAll(VceText.above(derived.vce(), CoefficientRow.rule(width).length()));
    lines.add(CoefficientRow.rule(width));
    lines.add(
        CoefficientRow.name(heading, width)
            + " |    Estimate"
            + CoefficientRow.HEADINGS
            + ConfidenceHeading.of(derived.level()));
    lines.add(CoefficientRow.separator(width));
    for (DerivedEstimate e : derived.estimates()) {
      lines.add(
          CoefficientRow.name(e.name(), width)
              + " |"
              + CoefficientRow.numbers(e.estimate(), e.se(), e.z(), e.p(), e.lower(), e.upper()));
    }
    lines.add(CoefficientRow.rule(width));
    derived.notes().forEach(n -> lines.add("Note: " + n));
    return lines;
  }

  @Override
  public String json() {
    return JsonText.of(this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("level", derived.level());
    json.writeStringField("vce", derived.vce().toString());
    json.writeArrayFieldStart("estimates");
    for (DerivedEstimate e : derived.estimates()) {
      json.writeStartObject();
      json.writeStringField("name", e.name());
      json.writeStringField("expression", e.expression());
      JsonText.number(json, "estimate", e.estimate());
      JsonText.number(json, "se", e.se());
      JsonText.number(json, "z", e.z());
      JsonText.number(json, "p", e.p());
      JsonText.number(json, "lower", e.lower());
      JsonText.number(json, "upper", e.upper());
      json.writeEndObject();
    }
    json.writeEndArray();
    JsonText.numbers(json, "covariance", derived.covariance());
    JsonText.texts(json, "notes", derived.notes());
    json.writeEndObject();
  }
}
