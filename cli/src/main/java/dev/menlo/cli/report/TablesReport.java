package dev.menlo.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.GroupSummary;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.RandomEffectsEstimate;
import java.io.IOException;
import java.util.List;

/** Single tables of a fit: its groups, or its variance parameters. */
public final class TablesReport implements Report {
  private final Fit fit;
  private final boolean groups;

  private TablesReport(Fit fit, boolean groups) {
    this.fit = fit;
    this.groups = groups;
  }

  /** The groups of every level. */
  public static Report groups(Fit fit) {
    return new TablesReport(fit, true);
  }

  /** The variance parameters, in the metric of the fit's tables. */
  public static Report variances(Fit fit) {
    return new TablesReport(fit, false);
  }

  @Override
  public List<String> lines() {
    if (!groups) {
      return VarianceText.lines(fit, List.of());
    }
    return fit.groups().isEmpty()
        ? List.of("There are no groups.")
        : HeaderText.paths(fit.groups());
  }

  @Override
  public String json() {
    return JsonText.of(this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartArray();
    if (groups) {
      for (GroupSummary group : fit.groups()) {
        json.writeStartObject();
        json.writeStringField("path", group.path());
        json.writeNumberField("count", group.count());
        json.writeNumberField("min", group.min());
        JsonText.number(json, "mean", group.mean());
        json.writeNumberField("max", group.max());
        json.writeEndObject();
      }
    } else {
      for (RandomEffectsEstimate block : fit.randomEffects()) {
        for (ParameterEstimate p : block.parameters()) {
          write(json, p);
        }
      }
      for (ParameterEstimate p : fit.residual()) {
        write(json, p);
      }
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, ParameterEstimate p) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", p.name());
    JsonText.number(json, "estimate", p.estimate());
    JsonText.number(json, "se", p.se());
    JsonText.number(json, "lower", p.lower());
    JsonText.number(json, "upper", p.upper());
    json.writeEndObject();
  }
}
