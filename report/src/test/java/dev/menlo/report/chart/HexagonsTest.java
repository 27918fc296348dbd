package dev.menlo.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.report.markup.Markup;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HexagonsTest {
  private static String draw(double[] x, double[] y) {
    Markup out = new Markup();
    Scale scale = new Scale(-5, 5, false);
    new Hexagons(x, y, Ink.INK).draw(new Plane(scale, scale, 0, 0, 300, 300, Colours.LIGHT, out));
    return out.toString();
  }

  private static long cells(String drawing) {
    return Pattern.compile("Z").matcher(drawing).results().count();
  }

  @Test
  void pointsThatFallTogetherShareACell() {
    assertThat(cells(draw(new double[] {0, 0.01, 4}, new double[] {0, 0.01, 4}))).isEqualTo(2);
    assertThat(cells(draw(new double[] {0, Double.NaN, 9}, new double[] {0, 0, 0}))).isEqualTo(1);
  }

  @Test
  void theDrawingDoesNotGrowWithTheNumberOfPoints() {
    Random random = new Random(1);
    int n = 200_000;
    double[] x = random.doubles(n, -5, 5).toArray();
    double[] y = random.doubles(n, -5, 5).toArray();

    assertThat(draw(x, y).length()).isLessThan(150_000);
  }
}
