package dev.menlo.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What every page of menlo must satisfy in a browser. */
public final class PageChecks {
  /** Widths of windows in pixels: a telephone, a tablet, a desk. */
  private static final int[] WIDTHS = {360, 800, 1400};

  private static final Set<String> NAMED_ROLES =
      Set.of("image", "img", "figure", "region", "navigation", "link", "table", "RootWebArea");

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
    assertThat(namelessInTheAccessibilityTree())
        .as("what a screen reader finds no name for")
        .isEmpty();
    print();
    for (int width : WIDTHS) {
      browser.size(width, 900);
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .as("width of the page in a window of " + width)
          .isLessThanOrEqualTo(width);
    }
  }

  /** Roles of nodes that need a name, as the browser hands them to screen readers. */
  private List<String> namelessInTheAccessibilityTree() throws Exception {
    List<String> nameless = new ArrayList<>();
    int drawings = 0;
    JsonNode tree = browser.call("Accessibility.getFullAXTree", browser.parameters());
    for (JsonNode node : tree.path("nodes")) {
      String role = node.path("role").path("value").asText();
      if (!node.path("ignored").asBoolean() && NAMED_ROLES.contains(role)) {
        drawings += role.equals("image") || role.equals("img") ? 1 : 0;
        if (node.path("name").path("value").asText().isBlank()) {
          nameless.add(role);
        }
      }
    }
    assertThat(drawings)
        .as("drawings in the accessibility tree")
        .isEqualTo(browser.evaluate("document.querySelectorAll('svg[role=img]').length").asInt());
    return nameless;
  }

  /** In print there is no navigation, dark ink on white, and nothing closed. */
  private void print() throws Exception {
    browser.media("print", "dark");
    assertThat(browser.evaluate("getComputedStyle(document.querySelector('nav')).display").asText())
        .isEqualTo("none");
    assertThat(browser.evaluate("getComputedStyle(document.body).color").asText())
        .as("ink in print")
        .isEqualTo("rgb(29, 35, 41)");
    browser.media("screen", "light");
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
