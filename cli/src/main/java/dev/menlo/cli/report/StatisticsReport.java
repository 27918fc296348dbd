package dev.menlo.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.menlo.estimator.postestimation.InformationCriteria;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Information criteria of fits, after Stata's {@code estimates stats}. */
public final class StatisticsReport implements Report {
  private static final int NAME_WIDTH = 12;

  private final Map<String, InformationCriteria> fits;

  /** A report of fits by name, in order. */
  public StatisticsReport(Map<String, InformationCriteria> fits) {
    this.fits = fits;
  }

  @Override
  public List<String> lines() {
    int width = fits.keySet().stream().mapToInt(String::length).reduce(NAME_WIDTH, Math::max);
    String rule = "-".repeat(width + 75);
    List<String> lines = new ArrayList<>();
    lines.add("Information criteria");
    lines.add("");
    lines.add(rule);
    lines.add(
        CoefficientRow.name("Model", width)
            + " |        N  ll(model)      df        AIC       AICc        BIC       CAIC");
    lines.add("-".repeat(width + 1) + "+" + "-".repeat(73));
    fits.forEach(
        (name, c) ->
            lines.add(
                CoefficientRow.name(name, width)
                    + String.format(" | %8s", StataFormat.count(c.observations()))
                    + String.format("  %9s", StataFormat.general(c.logLikelihood()))
                    + String.format(" %7d", c.df())
                    + String.format("  %9s", StataFormat.general(c.aic()))
                    + String.format("  %9s", StataFormat.general(c.aicc()))
                    + String.format("  %9s", StataFormat.general(c.bic()))
                    + String.format("  %9s", StataFormat.general(c.caic()))));
    lines.add(rule);
    lines.add("Note: N is the number of observations.");
    return lines;
  }

  @Override
  public String json() {
    return JsonText.of(
        json -> {
          json.writeStartArray();
          for (Map.Entry<String, InformationCriteria> fit : fits.entrySet()) {
            write(json, fit.getKey(), fit.getValue());
          }
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, String name, InformationCriteria c)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("model", name);
    json.writeNumberField("observations", c.observations());
    JsonText.number(json, "logLikelihood", c.logLikelihood());
    json.writeNumberField("df", c.df());
    JsonText.number(json, "aic", c.aic());
    JsonText.number(json, "aicc", c.aicc());
    JsonText.number(json, "bic", c.bic());
    JsonText.number(json, "caic", c.caic());
    json.writeEndObject();
  }
}
