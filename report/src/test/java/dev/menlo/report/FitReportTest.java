package dev.menlo.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import dev.menlo.report.figures.FigureKind;
import dev.menlo.report.figures.FigureSettings;
import dev.menlo.report.page.Figure;
import dev.menlo.report.page.FigureFile;
import dev.menlo.report.page.Table;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class FitReportTest {
  private static Document page(Fit fit) throws Exception {
    String html = FitReport.page(fit.fitted(), FigureSettings.DEFAULTS, null).html();
    return xml(html.replace("<!DOCTYPE html>", ""));
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The full numbers beside those shown. */
  private static List<Double> numbers(Document page) {
    NodeList data = page.getElementsByTagName("data");
    return Stream.iterate(0, i -> i + 1)
        .limit(data.getLength())
        .map(i -> data.item(i).getAttributes().getNamedItem("value").getNodeValue())
        .map(Double::valueOf)
        .toList();
  }

  private static Figure figure(String model, FigureKind kind) {
    return FitReport.figures(
            Examples.fit(model, model.split("-")[0]).fitted(),
            List.of(kind),
            FigureSettings.DEFAULTS,
            null)
        .get(0);
  }

  @Test
  void everyEstimateIsOnThePageToTheLastBit() throws Exception {
    Fit fit = Examples.fit("soybean-power", "soybean");
    List<Double> shown = numbers(page(fit));

    for (CoefficientEstimate c : fit.fixedEffects()) {
      assertThat(shown).contains(c.estimate(), c.se(), c.z(), c.p(), c.lower(), c.upper());
    }
    Stream<ParameterEstimate> parameters =
        Stream.concat(
            fit.randomEffects().stream().flatMap(r -> r.parameters().stream()),
            fit.residual().stream());
    parameters.forEach(p -> assertThat(shown).contains(p.estimate(), p.se(), p.lower(), p.upper()));
    assertThat(shown).contains(fit.logLikelihood(), (double) fit.observations());
    assertThat(shown).contains(fit.certificate().distance());
  }

  @Test
  void aNumberIsShownWithSixDigits() {
    assertThat(Table.Cell.number(Examples.fit("orange", "orange").logLikelihood()).text())
        .isEqualTo("−131.585");
  }

  /** The story of the slides: a fan without the variance function, a level band with it. */
  @Test
  void theFanOfTheSoybeansClosesWithThePowerFunction() {
    assertThat(figure("soybean", FigureKind.RESIDUALS).finding()).contains("a fan that opens");
    assertThat(figure("soybean-power", FigureKind.RESIDUALS).finding()).contains("about level");
    assertThat(figure("soybean", FigureKind.VARIANCE).panels()).hasSize(1);
    assertThat(figure("soybean-power", FigureKind.VARIANCE).panels()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(FigureKind.class)
  void everyFigureIsAFileToo(FigureKind kind) throws Exception {
    Figure figure = figure("soybean-power", kind);
    String svg = FigureFile.svg(figure);

    assertThat(xml(svg).getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg).doesNotContain("var(--").doesNotContain("NaN");
    assertThat(figure.id()).isEqualTo(kind.id());
    assertThat(figure.finding()).isNotBlank().doesNotContain("NaN");
    assertThat(figure.panels()).allSatisfy(p -> assertThat(p.description()).isNotBlank());
  }

  @Test
  void aPngShowsTheDrawing() throws Exception {
    Figure figure = figure("soybean", FigureKind.RESIDUALS);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(FigureFile.png(figure, 2)));

    assertThat(image.getWidth()).isEqualTo(2 * (14 + 560 + 14));
    long dark =
        IntStream.range(0, image.getWidth() * image.getHeight())
            .filter(i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xFF) < 0x60)
            .count();
    assertThat(dark).as("dark pixels: 412 points and texts").isGreaterThan(5000);
  }

  @Test
  void aFitWithoutTraceOrRandomEffectPairsHasNoSuchFigure() {
    List<Figure> figures =
        FitReport.figures(
            Examples.fit("orange", "orange").fitted(),
            List.of(FigureKind.EFFECTS_PAIRS, FigureKind.EFFECTS_COVARIATES),
            FigureSettings.DEFAULTS,
            null);

    assertThat(figures).isEmpty();
  }

  @Test
  void aModelWithoutRandomEffectsHasAReportToo() throws Exception {
    double[] t = {1, 2, 3, 4, 5, 6, 7, 8};
    double[] y = {1.1, 1.3, 1.9, 2.2, 2.9, 3.9, 4.8, 6.4};
    Dataset data = Dataset.builder().column("t", t).column("y", y).build();
    Document page = page(Menlo.fit(Model.parse("y = {a}*exp({k}*t)"), data));

    assertThat(page.getElementsByTagName("figure").getLength()).isEqualTo(6);
    assertThat(page.getDocumentElement().getTextContent())
        .doesNotContain("random effects at zero")
        .doesNotContain("NaN");
  }
}
