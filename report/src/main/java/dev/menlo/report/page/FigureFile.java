package dev.menlo.report.page;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.ChartDrawing;
import dev.menlo.report.chart.Colours;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.markup.Markup;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;

/** A figure as a file of its own: the drawings of the page in the light colours. */
public final class FigureFile {
  private static final double GAP = 14;
  private static final double MOST_WIDTH = 1080;
  private static final double TITLE = 16;

  /** The first is Java's own name, for PNG: JSVG looks no further. Others do not know it. */
  private static final String FONTS =
      "SansSerif, Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif";

  private final Figure figure;
  private final int columns;
  private final double cellWidth;
  private final double cellHeight;
  private final double head;

  private FigureFile(Figure figure) {
    this.figure = figure;
    List<Chart> panels = figure.panels();
    this.cellWidth = panels.stream().mapToDouble(Chart::width).max().orElse(0) + GAP;
    this.cellHeight = panels.stream().mapToDouble(Chart::height).max().orElse(0) + GAP;
    int most = Math.max(1, (int) (MOST_WIDTH / cellWidth));
    this.columns = Math.max(1, Math.min(panels.size(), most));
    this.head = figure.key().isEmpty() ? 34 : 54;
  }

  /** An SVG document. */
  public static String svg(Figure figure) {
    return new FigureFile(figure).svg();
  }

  /**
   * A PNG image.
   *
   * @param scale pixels for each unit of the drawing; 2 suits a screen, 4 print
   * @throws IOException if the image cannot be made
   */
  public static byte[] png(Figure figure, double scale) throws IOException {
    byte[] text = svg(figure).getBytes(StandardCharsets.UTF_8);
    SVGDocument document =
        new SVGLoader().load(new ByteArrayInputStream(text), null, LoaderContext.createDefault());
    if (document == null) {
      throw new IOException("the drawing of figure " + figure.id() + " cannot be read back");
    }
    return encoded(image(document, scale));
  }

  private static BufferedImage image(SVGDocument document, double scale) {
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(document.size().getWidth() * scale),
            (int) Math.ceil(document.size().getHeight() * scale),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(scale, scale);
    document.render((javax.swing.JComponent) null, graphics);
    graphics.dispose();
    return image;
  }

  private static byte[] encoded(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", bytes)) {
      throw new IOException("this Java cannot write PNG");
    }
    return bytes.toByteArray();
  }

  private String svg() {
    int rows = (figure.panels().size() + columns - 1) / columns;
    double width = Math.max(GAP + columns * cellWidth, 360);
    double height = head + rows * cellHeight;
    Markup out = new Markup();
    out.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + (int) Math.ceil(width) + " " + (int) Math.ceil(height),
        "width",
        width,
        "height",
        height,
        "font-family",
        FONTS,
        "role",
        "img");
    out.element("title", figure.title()).element("desc", figure.finding());
    out.empty("rect", "width", width, "height", height, "fill", Ink.GROUND.light());
    out.element(
        "text",
        figure.title(),
        "x",
        GAP,
        "y",
        22.0,
        "font-size",
        TITLE,
        "font-weight",
        "bold",
        "fill",
        Ink.INK.light());
    key(out);
    for (int i = 0; i < figure.panels().size(); i++) {
      double x = GAP + i % columns * cellWidth;
      double y = head + i / columns * cellHeight;
      ChartDrawing.at(x, y, figure.panels().get(i), Colours.LIGHT, out);
    }
    return out.close().line().toString();
  }

  private void key(Markup out) {
    double x = GAP;
    for (Figure.Key entry : figure.key()) {
      KeySample.sample(entry, x, 38, Colours.LIGHT, out);
      x += KeySample.WIDTH + 5;
      out.element(
          "text", entry.text(), "x", x, "y", 42.0, "font-size", 11.0, "fill", Ink.MUTED.light());
      x += 6.2 * entry.text().length() + 14;
    }
  }
}
