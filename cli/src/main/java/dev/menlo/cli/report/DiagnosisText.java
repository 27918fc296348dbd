package dev.menlo.cli.report;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.diagnosis.Finding;
import dev.menlo.estimator.diagnosis.Simplification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Findings of a fit, and the smaller models beside it. */
public final class DiagnosisText {
  private DiagnosisText() {}

  /** The findings as lines of text. */
  public static List<String> lines(List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    if (findings.isEmpty()) {
      lines.add("Nothing found: the fit is certified and the data determine every parameter.");
    }
    for (Finding finding : findings) {
      lines.add(finding.code().name().toLowerCase(Locale.ROOT) + ": " + finding.message());
      lines.add("    try: " + finding.suggestion());
      if (finding.reduction() != null) {
        lines.add("    model: " + finding.reduction().model());
      }
    }
    return lines;
  }

  /** Status and findings as one JSON object, ending with a line break. */
  public static String json(Fit fit, List<Finding> findings) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("status", fit.outcome().name().toLowerCase(Locale.ROOT));
          json.writeBooleanField("converged", fit.converged());
          json.writeArrayFieldStart("findings");
          for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringField("code", finding.code().name().toLowerCase(Locale.ROOT));
            json.writeStringField("message", finding.message());
            json.writeStringField("suggestion", finding.suggestion());
            json.writeStringField(
                "model",
                finding.reduction() == null ? null : finding.reduction().model().toString());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** The smaller models beside the fit. */
  public static List<String> comparison(List<Simplification> rows) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format("%-34s %4s %12s %10s %10s  %s", "Model", "k", "log lik.", "AIC", "BIC", ""));
    for (Simplification row : rows) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-34s %4d %12.4f %10.2f %10.2f  %s",
              row.text(),
              row.parameters(),
              row.fit().logLikelihood(),
              row.aic(),
              row.bic(),
              row.fit().outcome().name().toLowerCase(Locale.ROOT)));
    }
    return lines;
  }
}
