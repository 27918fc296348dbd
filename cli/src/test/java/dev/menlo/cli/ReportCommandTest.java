package dev.menlo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir static Path folder;

  private static String fit;

  @BeforeAll
  static void store() {
    fit = folder.resolve("fit.json").toString();
    Ended ended = Ended.menlo("fit", "../examples/orange.yaml", "--out", fit);
    assertThat(ended.code()).isZero();
  }

  private static Path file(String name) {
    return folder.resolve(name);
  }

  @Test
  void writesOnePageAndEachFigureOfAStoredFit() throws Exception {
    Path page = file("report.html");
    Path plots = file("plots/of/orange");
    Ended ended = Ended.menlo("report", fit, "-o", page.toString(), "--plots", plots.toString());

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(Files.readString(page)).contains("<h1>Fit of circumf</h1>");
    try (Stream<Path> files = Files.list(plots)) {
      List<String> names = files.map(f -> f.getFileName().toString()).sorted().toList();
      assertThat(names)
          .containsExactly(
              "autocorrelation.svg",
              "convergence.svg",
              "curves.svg",
              "effects-normal.svg",
              "residuals-covariates.svg",
              "residuals-normal.svg",
              "residuals.svg",
              "variance.svg");
    }
  }

  /** A model file shows what a stored fit of the same model shows. */
  @Test
  void takesAModelFileToo() throws Exception {
    Path page = file("direct.html");
    Ended ended = Ended.menlo("report", "../examples/orange.yaml", "-o", page.toString());

    assertThat(ended.code()).isZero();
    assertThat(Files.readString(page)).contains("Fit of circumf");
  }

  @Test
  void plotsAsSvgAndPng() throws Exception {
    Ended svg = Ended.menlo("plot", fit, "--kind", "residuals", "-o", file("r.svg").toString());
    Ended png = Ended.menlo("plot", fit, "--kind", "curves", "-o", file("c.PNG").toString());

    assertThat(svg.code()).isZero();
    assertThat(Files.readString(file("r.svg"))).startsWith("<svg xmlns=");
    assertThat(png.code()).isZero();
    assertThat(Files.readAllBytes(file("c.PNG"))).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void badInputIsOneLineWithTheCure() {
    String out = file("x.svg").toString();

    refused("no such figure; there is curves", "plot", fit, "--kind", "qq", "-o", out);
    refused("svg or png, not gif", "plot", fit, "--kind", "curves", "-o", file("x.gif").toString());
    refused("nothing to draw as effects-pairs", "plot", fit, "--kind", "effects-pairs", "-o", out);
    refused(
        "--x hight: no such measurement; there is age", "report", fit, "--x", "hight", "-o", out);
    refused("panels must be at least 1", "report", fit, "--panels", "0", "-o", out);
    refused("no such file", "report", "nowhere.json", "-o", out);
    refused("its folder does not exist", "report", fit, "-o", file("no/where.html").toString());
    refused(
        "has no variable circumf",
        "report",
        fit,
        "--data",
        "../examples/data/soybean.csv",
        "-o",
        out);
    refused("not JSON", "report", "../examples/data/orange.csv", "-o", out);
  }

  private static void refused(String message, String... arguments) {
    Ended ended = Ended.menlo(arguments);
    ended.isBadInput(message);
    assertThat(file("x.svg")).doesNotExist();
  }
}
