package dev.menlo.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import dev.menlo.report.browser.Chromium;
import dev.menlo.report.browser.PageChecks;
import dev.menlo.report.browser.RunsInChromium;
import dev.menlo.report.figures.FigureSettings;
import dev.menlo.report.page.SamplePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages in Chromium: no message, no request, names, headings, contrast, narrow windows. */
@RunsInChromium
class ReportInBrowserTest {
  private static final int MOST_BYTES = 3_000_000;

  @TempDir static Path folder;

  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    browser = Chromium.start(folder.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  private static void check(String name, Fit fit) throws Exception {
    Path page = write(name, FitReport.page(fit.fitted(), FigureSettings.DEFAULTS, null).html());
    PageChecks.check(browser, page);
    assertThat(Files.size(page)).isLessThan(MOST_BYTES);
  }

  private static Path write(String name, String html) throws IOException {
    return Files.writeString(folder.resolve(name + ".html"), html);
  }

  private static int count(String selector) throws Exception {
    return browser.evaluate("document.querySelectorAll('" + selector + "').length").asInt();
  }

  @Test
  void everyPieceOfAPagePasses() throws Exception {
    PageChecks.check(browser, write("sample", SamplePage.page().html()));
    assertThat(count("script")).isZero();
    assertThat(browser.evaluate("document.querySelector('h1').textContent").asText())
        .isEqualTo("Sample " + SamplePage.HOSTILE);
  }

  @Test
  void thePagesOfTheSoybeansPass() throws Exception {
    check("soybean", Examples.fit("soybean", "soybean"));
    check("soybean-power", Examples.fit("soybean-power", "soybean"));
    assertThat(count("figure")).isEqualTo(10);
    assertThat(count("math")).isEqualTo(7);
  }

  @Test
  void nestedLevelsRecursionsAndCorrelationsPass() throws Exception {
    check("ces", Examples.fit("ces", "ces"));
    check("multiple-dose", Examples.fit("multiple-dose", "multiple-dose"));
    check("ovary-ar1", Examples.fit("ovary-ar1", "ovary"));
  }

  /** Names that would be elements, and five thousand groups. */
  @Test
  void fiveThousandGroupsWithHostileLabelsPass() throws Exception {
    Fit fit = large(5000);
    check("large", fit);

    assertThat(count("script")).isZero();
    assertThat(browser.evaluate("document.getElementById('curves').innerText").asText())
        .contains("12 of 5000 groups")
        .contains("<script>");
    assertThat(browser.evaluate("document.getElementById('residuals').innerText").asText())
        .contains("shaded by density");
  }

  /** Exponential growth with a rate for each group; fixed pseudo-random numbers. */
  private static Fit large(int groups) {
    Random random = new Random(12);
    int rows = 5;
    String[] id = new String[groups * rows];
    double[] time = new double[groups * rows];
    double[] dose = new double[groups * rows];
    double[] y = new double[groups * rows];
    for (int g = 0; g < groups; g++) {
      double u = 0.2 * random.nextGaussian();
      double given = random.nextDouble();
      for (int j = 0; j < rows; j++) {
        int i = g * rows + j;
        id[i] = "<script>alert(" + g + ")</script>";
        time[i] = j + random.nextDouble();
        dose[i] = given;
        y[i] = (2 + u) * Math.exp(-0.3 * time[i]) + 0.1 * random.nextGaussian();
      }
    }
    assertThat(IntStream.range(0, id.length)).hasSize(25_000);
    Dataset data =
        Dataset.builder()
            .source("<script>data</script>.csv")
            .column("id", id)
            .column("time", time)
            .column("dose", dose)
            .column("y", y)
            .build();
    return Menlo.fit(Model.parse("y = ({a}+{U[id]})*exp(-{k}*time)"), data, FitOptions.defaults());
  }
}
