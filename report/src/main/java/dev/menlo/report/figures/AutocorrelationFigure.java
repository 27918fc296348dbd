package dev.menlo.report.figures;

import dev.menlo.model.residual.IdentityCorrelation;
import dev.menlo.report.chart.Axis;
import dev.menlo.report.chart.Band;
import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.chart.Rule;
import dev.menlo.report.chart.Scale;
import dev.menlo.report.chart.Stems;
import dev.menlo.report.fitted.FittedData;
import dev.menlo.report.fitted.Observations;
import dev.menlo.report.markup.Decimal;
import dev.menlo.report.page.Figure;
import dev.menlo.report.page.Figure.Key;
import dev.menlo.report.page.Figure.Sample;
import dev.menlo.report.page.Table;
import dev.menlo.report.page.Table.Cell;
import dev.menlo.report.statistics.Autocorrelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Autocorrelation of residuals within groups, before and after the fitted correlation. */
final class AutocorrelationFigure {
  private AutocorrelationFigure() {}

  static Optional<Figure> of(FittedData data, FigureSettings settings) {
    Observations o = data.observations();
    Autocorrelation plain = Autocorrelation.of(o.standardised(), o.starts());
    if (plain.lags().length == 0) {
      return Optional.empty();
    }
    boolean correlated =
        !(data.fitted().model().residual().correlation() instanceof IdentityCorrelation);
    List<Chart> panels = new ArrayList<>();
    Table.Builder table =
        Table.captioned("Autocorrelation", "lag", "pairs", "autocorrelation", "bound");
    String finding;
    if (correlated) {
      Autocorrelation normalised = Autocorrelation.of(o.normalised(), o.starts());
      panels.add(chart(plain, "Before: standardised residuals"));
      panels.add(chart(normalised, "After: normalised residuals"));
      rows(table, plain, "Standardised residuals");
      rows(table, normalised, "Normalised residuals");
      finding =
          "Before the fitted correlation is removed, "
              + sentence(plain)
              + ". After it ("
              + data.fitted().model().residual().rescorrelation()
              + "), "
              + sentence(normalised)
              + ".";
    } else {
      panels.add(chart(plain, ""));
      rows(table, plain, "Standardised residuals");
      String text = sentence(plain);
      finding = Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
    return Optional.of(
        new Figure(
            FigureKind.AUTOCORRELATION.id(),
            "Autocorrelation of residuals within groups",
            finding,
            "Lags count rows of a group in their order. Without correlation about one lag in twenty"
                + " lies outside the band. Short groups bend the pattern downwards, because each"
                + " group's random effects have taken up part of its residuals. Normalised residuals"
                + " have the fitted correlation removed.",
            List.of(
                new Key(Sample.LINE, Ink.FIRST, "autocorrelation"),
                new Key(Sample.BAND, Ink.RULE, "95% bounds under no correlation")),
            panels,
            table.build()));
  }

  private static String sentence(Autocorrelation a) {
    return "the autocorrelation at lag 1 is "
        + Decimal.fixed(a.values()[0], 3)
        + " (bound ±"
        + Decimal.fixed(a.bound(0), 3)
        + "), and "
        + a.beyond()
        + " of "
        + Phrases.count(a.lags().length, "lag")
        + (a.beyond() == 1 ? " lies" : " lie")
        + " beyond the bounds";
  }

  private static Chart chart(Autocorrelation a, String title) {
    int n = a.lags().length;
    double[] bound = IntStream.range(0, n).mapToDouble(a::bound).toArray();
    double[] below = IntStream.range(0, n).mapToDouble(i -> -bound[i]).toArray();
    String text = sentence(a);
    return Chart.titled(title)
        .described(Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".")
        .x(Axis.of("lag", new Scale(0.4, n + 0.6, false)))
        .y(Axis.of("autocorrelation"))
        .add(
            new Band(a.lags(), below, bound, Ink.RULE),
            Rule.horizontal(0),
            new Stems(a.lags(), a.values(), Ink.FIRST, 3))
        .size(440, 250)
        .build();
  }

  private static void rows(Table.Builder table, Autocorrelation a, String part) {
    table.part(part);
    for (int i = 0; i < a.lags().length; i++) {
      table.row(
          Integer.toString(i + 1),
          Cell.count(a.pairs()[i]),
          Cell.number(a.values()[i]),
          Cell.number(a.bound(i)));
    }
  }
}
