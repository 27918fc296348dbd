package dev.menlo.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.menlo.estimator.postestimation.VariableSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Variables over the estimation sample. */
public final class SummaryReport implements Report {
  private static final int NAME_WIDTH = 12;

  private final List<VariableSummary> variables;

  /** A report of variables. */
  public SummaryReport(List<VariableSummary> variables) {
    this.variables = List.copyOf(variables);
  }

  @Override
  public List<String> lines() {
    int width = variables.stream().mapToInt(v -> v.name().length()).reduce(NAME_WIDTH, Math::max);
    List<String> lines = new ArrayList<>();
    lines.add("Estimation sample");
    lines.add("");
    lines.add(
        CoefficientRow.name("Variable", width)
            + " |        Obs   Distinct        Mean    Std. dev.        Min        Max");
    lines.add("-".repeat(width + 1) + "+" + "-".repeat(70));
    for (VariableSummary v : variables) {
      lines.add(
          CoefficientRow.name(v.name(), width)
              + String.format(" | %10s", StataFormat.count(v.observations()))
              + String.format(" %10s", StataFormat.count(v.values()))
              + String.format("   %9s", StataFormat.general(v.mean()))
              + String.format("    %9s", StataFormat.general(v.standardDeviation()))
              + String.format("  %9s", StataFormat.general(v.min()))
              + String.format("  %9s", StataFormat.general(v.max())));
    }
    return lines;
  }

  @Override
  public String json() {
    return JsonText.of(this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (VariableSummary v : variables) {
      json.writeStartObject();
      json.writeStringField("name", v.name());
      json.writeNumberField("observations", v.observations());
      json.writeNumberField("values", v.values());
      JsonText.number(json, "mean", v.mean());
      JsonText.number(json, "standardDeviation", v.standardDeviation());
      JsonText.number(json, "min", v.min());
      JsonText.number(json, "max", v.max());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
