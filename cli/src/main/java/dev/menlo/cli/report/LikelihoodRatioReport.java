package dev.menlo.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.menlo.estimator.postestimation.LikelihoodRatioTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A likelihood-ratio test as Stata prints it. */
public final class LikelihoodRatioReport implements Report {
  private final LikelihoodRatioTest test;
  private final String smaller;
  private final String larger;

  /** A report on two named fits. */
  public LikelihoodRatioReport(LikelihoodRatioTest test, String smaller, String larger) {
    this.test = test;
    this.smaller = smaller;
    this.larger = larger;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Likelihood-ratio test");
    lines.add("Assumption: " + smaller + " nested within " + larger);
    lines.add("");
    String name = "LR chi2(" + test.df() + ")";
    int width = test.boundary() > 0 ? "Prob > chibar2".length() : "Prob > chi2".length();
    lines.add(CoefficientRow.name(name, width) + " = " + StataFormat.fixed(test.chi2(), 2));
    lines.add(CoefficientRow.name("Prob > chi2", width) + " = " + StataFormat.fixed(test.p(), 4));
    if (test.boundary() > 0) {
      String relation = test.exact() ? " = " : " <= ";
      lines.add(
          CoefficientRow.name("Prob > chibar2", width)
              + relation
              + StataFormat.fixed(test.boundaryP(), 4));
    }
    if (!test.notes().isEmpty()) {
      lines.add("");
      test.notes().forEach(n -> lines.addAll(Paragraph.lines("Note: ", n)));
    }
    return lines;
  }

  @Override
  public String json() {
    return JsonText.of(this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("smaller", smaller);
    json.writeStringField("larger", larger);
    JsonText.number(json, "chi2", test.chi2());
    json.writeNumberField("df", test.df());
    JsonText.number(json, "p", test.p());
    json.writeNumberField("boundary", test.boundary());
    JsonText.number(json, "boundaryP", test.boundaryP());
    json.writeBooleanField("exact", test.exact());
    JsonText.texts(json, "notes", test.notes());
    json.writeEndObject();
  }
}
