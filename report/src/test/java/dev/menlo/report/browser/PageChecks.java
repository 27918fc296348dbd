package dev.menlo.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What every page of menlo must satisfy in a browser. */
public final class PageChecks {
  /** Widths of windows in pixels: a telephone, a tablet, a desk. */
  private static final int[] WIDTHS = {360, 800, 1400};

  private final Chromium browser;

  private PageChecks(Chromium browser) {
    this.browser = browser;
  }

  /** Opens a page and checks it in both colour schemes and several widths. */
  public static void check(Chromium browser, Path page) throws Exception {
    new PageChecks(browser).check(page);
  }

  private void check(Path page) throws Exception {
    browser.media("screen", "light");
    browser.size(1200, 900);
    browser.open(page);
    assertThat(browser.events("Runtime.consoleAPICalled")).isEmpty();
    assertThat(browser.events("Log.entryAdded")).isEmpty();
    assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
    assertThat(requests()).as("requests").containsExactly(page.toUri().toString());
    for (String scheme : List.of("light", "dark")) {
      browser.media("screen", scheme);
      assertThat(list("contrasts()")).as("texts of poor contrast, " + scheme).isEmpty();
      assertThat(list("inkContrasts()")).as("marks of poor contrast, " + scheme).isEmpty();
    }
    assertThat(list("headings()")).as("headings that skip a level").isEmpty();
    assertThat(list("unnamed()")).as("drawings and tables without a name").isEmpty();
    assertThat(list("brokenReferences()")).as("ids that are not there, or twice").isEmpty();
    assertThat(list("spilling()")).as("texts that leave their drawing").isEmpty();
    for (int width : WIDTHS) {
      browser.size(width, 900);
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .as("width of the page in a window of " + width)
          .isLessThanOrEqualTo(width);
    }
  }

  private List<String> requests() {
    return browser.events("Network.requestWillBeSent").stream()
        .map(e -> e.path("request").path("url").asText())
        .toList();
  }

  private List<String> list(String call) throws Exception {
    JsonNode found = browser.evaluate(functions() + call);
    List<String> texts = new ArrayList<>();
    found.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static String functions() throws IOException {
    try (var in = PageChecks.class.getResourceAsStream("checks.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
