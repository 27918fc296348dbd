package dev.menlo.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.postestimation.InformationCriteria;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Estimates of several fits side by side, after Stata's {@code estimates table}. */
public final class ComparisonReport implements Report {
  private static final int NAME_WIDTH = 12;
  private static final int CELL = 12;

  private final Map<String, Fit> fits;
  private final boolean withErrors;
  private final Map<String, Map<String, Row>> rows = new LinkedHashMap<>();

  private record Row(double estimate, double se) {}

  /**
   * A report of fits by name, in order.
   *
   * @param withErrors whether standard errors stand under the estimates
   */
  public ComparisonReport(Map<String, Fit> fits, boolean withErrors) {
    this.fits = fits;
    this.withErrors = withErrors;
    fits.forEach(
        (name, fit) -> fit.fixedEffects().forEach(c -> add(c.name(), name, c.estimate(), c.se())));
    fits.forEach(
        (name, fit) -> fit.randomEffects().forEach(b -> b.parameters().forEach(p -> add(name, p))));
    fits.forEach((name, fit) -> fit.residual().forEach(p -> add(name, p)));
  }

  private void add(String fit, ParameterEstimate p) {
    add("/" + p.name(), fit, p.estimate(), p.se());
  }

  private void add(String parameter, String fit, double estimate, double se) {
    rows.computeIfAbsent(parameter, k -> new LinkedHashMap<>()).put(fit, new Row(estimate, se));
  }

  @Override
  public List<String> lines() {
    int width = rows.keySet().stream().mapToInt(String::length).reduce(NAME_WIDTH, Math::max);
    int cell = fits.keySet().stream().mapToInt(n -> n.length() + 2).reduce(CELL, Math::max);
    String rule = "-".repeat(width + 3 + cell * fits.size());
    String separator = "-".repeat(width + 1) + "+" + "-".repeat(1 + cell * fits.size());
    List<String> lines = new ArrayList<>();
    lines.add(rule);
    lines.add(line("Variable", width, cell, Function.identity()));
    lines.add(separator);
    rows.forEach(
        (parameter, values) -> {
          lines.add(line(parameter, width, cell, n -> number(values.get(n), Row::estimate)));
          if (withErrors) {
            lines.add(line("", width, cell, n -> number(values.get(n), Row::se)));
          }
        });
    lines.add(separator);
    lines.add(line("N", width, cell, n -> StataFormat.count(fits.get(n).observations())));
    statistic("ll", InformationCriteria::logLikelihood, width, cell, lines);
    lines.add(line("df", width, cell, n -> "" + fits.get(n).informationCriteria().df()));
    statistic("aic", InformationCriteria::aic, width, cell, lines);
    statistic("bic", InformationCriteria::bic, width, cell, lines);
    lines.add(rule);
    if (withErrors) {
      lines.add(CoefficientRow.name("Legend: b/se", rule.length()));
    }
    return lines;
  }

  private void statistic(
      String name,
      Function<InformationCriteria, Double> value,
      int width,
      int cell,
      List<String> lines) {
    lines.add(
        line(
            name,
            width,
            cell,
            n -> StataFormat.logLikelihood(value.apply(fits.get(n).informationCriteria()))));
  }

  private String line(String head, int width, int cell, Function<String, String> text) {
    StringBuilder line = new StringBuilder(CoefficientRow.name(head, width) + " |");
    for (String name : fits.keySet()) {
      line.append(CoefficientRow.name(text.apply(name), cell));
    }
    return line.toString().stripTrailing();
  }

  private static String number(Row row, Function<Row, Double> value) {
    return row == null ? "" : StataFormat.logLikelihood(value.apply(row));
  }

  @Override
  public String json() {
    return JsonText.of(this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, Fit> fit : fits.entrySet()) {
      json.writeObjectFieldStart(fit.getKey());
      json.writeNumberField("observations", fit.getValue().observations());
      JsonText.number(json, "logLikelihood", fit.getValue().logLikelihood());
      json.writeNumberField("df", fit.getValue().informationCriteria().df());
      json.writeArrayFieldStart("estimates");
      for (Map.Entry<String, Map<String, Row>> row : rows.entrySet()) {
        Row value = row.getValue().get(fit.getKey());
        if (value != null) {
          json.writeStartObject();
          json.writeStringField("name", row.getKey());
          JsonText.number(json, "estimate", value.estimate());
          JsonText.number(json, "se", value.se());
          json.writeEndObject();
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
