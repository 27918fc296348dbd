package dev.menlo.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.report.browser.Chromium;
import dev.menlo.report.browser.PageChecks;
import dev.menlo.report.browser.RunsInChromium;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages in Chromium: no message, no request, names, contrast, narrow windows. */
@RunsInChromium
class PageInBrowserTest {
  @TempDir Path folder;

  @Test
  void everyPieceOfAPagePassesTheChecks() throws Exception {
    Path page = Files.writeString(folder.resolve("sample.html"), SamplePage.page().html());
    try (Chromium browser = Chromium.start(folder.resolve("profile"))) {
      PageChecks.check(browser, page);
      assertThat(browser.evaluate("document.querySelectorAll('script').length").asInt()).isZero();
      assertThat(browser.evaluate("document.querySelector('h1').textContent").asText())
          .isEqualTo("Sample " + SamplePage.HOSTILE);
    }
  }
}
