package dev.menlo.report.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkupTest {
  @Test
  void escapesTextsAndAttributes() {
    String text =
        new Markup().element("p", "a<b & \"c\" > 'd'", "title", "\"><script>'&").toString();

    assertThat(text)
        .isEqualTo(
            "<p title=\"&quot;&gt;&lt;script&gt;&#39;&amp;\">"
                + "a&lt;b &amp; &quot;c&quot; &gt; &#39;d&#39;</p>");
  }

  @Test
  void replacesCharactersThatNoDocumentMayHold() {
    assertThat(new Markup().text("a\u0000b\u001bc\ud800d😀").toString())
        .isEqualTo("a\ufffdb\ufffdc\ufffdd😀");
  }

  @Test
  void leavesAttributesWithoutValueOutAndRoundsCoordinates() {
    assertThat(new Markup().empty("path", "d", null, "x", 1.0 / 3, "y", -2.0).toString())
        .isEqualTo("<path x=\"0.33\" y=\"-2\"/>");
  }

  @Test
  void refusesToEndWhileAnElementIsOpen() {
    Markup open = new Markup().open("p");

    assertThatThrownBy(open::toString).hasMessageContaining("still open");
    assertThatThrownBy(() -> new Markup().open("p", "title")).hasMessageContaining("in turn");
  }
}
