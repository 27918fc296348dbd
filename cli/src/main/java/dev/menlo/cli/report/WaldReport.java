package dev.menlo.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.menlo.estimator.postestimation.WaldTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Wald tests, one or an accumulating series, as Stata prints them. */
public final class WaldReport implements Report {
  private final List<WaldTest> tests;

  /** A report of tests, each of all constraints of the one before and more. */
  public WaldReport(List<WaldTest> tests) {
    this.tests = List.copyOf(tests);
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (WaldTest test : tests) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      for (int i = 0; i < test.constraints().size(); i++) {
        lines.add(String.format(" (%2d)  %s", i + 1, test.constraints().get(i)));
      }
      for (int i = 0; i < test.constraints().size(); i++) {
        if (test.dropped().contains(test.constraints().get(i))) {
          lines.add(
              "       Constraint " + (i + 1) + " dropped: it follows from the ones before it");
        }
      }
      lines.add("");
      lines.add(
          String.format(
              "           chi2(%3d) = %8s", test.df(), StataFormat.fixed(test.chi2(), 2)));
      lines.add(String.format("         Prob > chi2 = %8s", StataFormat.fixed(test.p(), 4)));
    }
    return lines;
  }

  @Override
  public String json() {
    return JsonText.of(
        json -> {
          json.writeStartArray();
          for (WaldTest test : tests) {
            write(json, test);
          }
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, WaldTest test) throws IOException {
    json.writeStartObject();
    JsonText.texts(json, "constraints", test.constraints());
    JsonText.texts(json, "dropped", test.dropped());
    JsonText.number(json, "chi2", test.chi2());
    json.writeNumberField("df", test.df());
    JsonText.number(json, "p", test.p());
    json.writeStringField("vce", test.vce().toString());
    json.writeEndObject();
  }
}
