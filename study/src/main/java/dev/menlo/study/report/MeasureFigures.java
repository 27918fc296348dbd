package dev.menlo.study.report;

import dev.menlo.report.chart.Axis;
import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.chart.Intervals;
import dev.menlo.report.chart.Label;
import dev.menlo.report.chart.Mark;
import dev.menlo.report.chart.Rule;
import dev.menlo.report.markup.Content;
import dev.menlo.report.page.Figure;
import dev.menlo.report.page.Table;
import dev.menlo.report.page.Table.Cell;
import dev.menlo.study.definition.Scenario;
import dev.menlo.study.definition.Study;
import dev.menlo.study.measure.Measure;
import dev.menlo.study.measure.Measures;
import dev.menlo.study.measure.Performance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Figures of the performance measures over all conditions, with Monte Carlo error bars. */
final class MeasureFigures {
  /** Half a 95 % interval in Monte Carlo standard errors. */
  private static final double REACH = 1.96;

  private final Study study;
  private final Measures measures;
  private final int conditions;

  MeasureFigures(Study study, Measures measures) {
    this.study = study;
    this.measures = measures;
    this.conditions = study.scenarios().size();
  }

  List<Content> all() {
    List<Content> figures = new ArrayList<>();
    figures.add(figure(Measure.BIAS, 0, "Bias", "Mean estimate less truth."));
    figures.add(
        figure(Measure.MSE, Double.NaN, "Mean squared error", "Squared bias and variance."));
    figures.add(
        figure(
            Measure.COVERAGE,
            study.scenarios().get(0).methods().get(0).options().level() / 100,
            "Coverage",
            "Proportion of intervals that hold the truth; the line is the level of confidence."));
    figures.add(
        figure(
            Measure.RELATIVE_ERROR_OF_MODEL_SE,
            0,
            "Relative error of the model SE",
            "How much larger, in percent, the reported standard errors are than the spread of the"
                + " estimates."));
    if (conditions > 1) {
      figures.add(nestedLoop(Measure.COVERAGE, "Coverage"));
      figures.add(nestedLoop(Measure.RELATIVE_BIAS, "Relative bias"));
    }
    return figures;
  }

  private List<Figure.Key> key(Figure.Sample sample) {
    return IntStream.range(0, study.methods().size())
        .mapToObj(m -> new Figure.Key(sample, Ink.series(m), study.methods().get(m)))
        .toList();
  }

  private Figure figure(Measure measure, double ideal, String title, String reading) {
    List<Chart> panels = new ArrayList<>();
    for (String estimand : study.estimands()) {
      panels.add(
          panel(estimand, measure, ideal)
              .described(title + " of " + estimand + " with Monte Carlo errors.")
              .build());
    }
    return new Figure(
        measure.key().replace('_', '-'),
        title,
        finding(measure),
        reading + " Bars are 95 % Monte Carlo intervals.",
        key(Figure.Sample.POINT),
        panels,
        table(measure, title));
  }

  private String finding(Measure measure) {
    return measures.all().stream()
        .filter(p -> p.measure() == measure && !Double.isNaN(p.value()))
        .max(java.util.Comparator.comparingDouble(Performance::mcse))
        .map(
            p ->
                String.format(
                    Locale.ROOT,
                    "The largest Monte Carlo standard error is %.2g (%s by %s).",
                    p.mcse(),
                    p.estimand(),
                    p.method()))
        .orElse("There is none.");
  }

  private Chart.Builder panel(String estimand, Measure measure, double ideal) {
    Chart.Builder chart =
        Chart.titled(estimand)
            .x(Axis.categories(conditions > 1 ? "condition" : "", names()))
            .y(Axis.of(""))
            .size(Math.max(220, Math.min(640, 60.0 * conditions)), 220);
    if (!Double.isNaN(ideal)) {
      chart.add(Rule.horizontal(ideal));
    }
    int methods = study.methods().size();
    for (int m = 0; m < methods; m++) {
      double[] xs = new double[conditions];
      double[] ys = new double[conditions];
      double[] lower = new double[conditions];
      double[] upper = new double[conditions];
      for (int c = 0; c < conditions; c++) {
        Performance p = of(c + 1, study.methods().get(m), estimand, measure);
        xs[c] = c + 0.5 * ((m + 0.5) / methods - 0.5);
        ys[c] = p.value();
        lower[c] = p.value() - REACH * p.mcse();
        upper[c] = p.value() + REACH * p.mcse();
      }
      chart.add(new Intervals(xs, ys, lower, upper, Ink.series(m)));
    }
    return chart;
  }

  private List<String> names() {
    return study.scenarios().stream()
        .map(s -> conditions > 1 ? Integer.toString(s.condition().number()) : s.condition().label())
        .toList();
  }

  /** A measure; NaN where a method does not have the estimand. */
  private Performance of(int condition, String method, String estimand, Measure measure) {
    return measures.all().stream()
        .filter(p -> p.condition() == condition && p.measure() == measure)
        .filter(p -> p.method().equals(method) && p.estimand().equals(estimand))
        .findFirst()
        .orElse(new Performance(condition, method, estimand, measure, Double.NaN, Double.NaN, 0));
  }

  private Table table(Measure measure, String title) {
    Table.Builder table =
        Table.captioned(title, "Condition", "Estimand", "Method", "Value", "Monte Carlo SE");
    for (Scenario scenario : study.scenarios()) {
      for (String estimand : study.estimands()) {
        for (String method : study.methods()) {
          Performance p = of(scenario.condition().number(), method, estimand, measure);
          table.row(
              scenario.condition().label(),
              Cell.text(estimand),
              Cell.text(method),
              Cell.number(p.value()),
              Cell.number(p.mcse()));
        }
      }
    }
    return table.build();
  }

  /** Nested-loop plot (Ruecker and Schwarzer 2014): steps over conditions, factors below. */
  private Figure nestedLoop(Measure measure, String title) {
    List<Chart> panels = new ArrayList<>();
    for (String estimand : study.estimands()) {
      List<Mark> marks = new ArrayList<>();
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int m = 0; m < study.methods().size(); m++) {
        double[] values = new double[conditions];
        for (int c = 0; c < conditions; c++) {
          values[c] = of(c + 1, study.methods().get(m), estimand, measure).value();
          low = Double.isNaN(values[c]) ? low : Math.min(low, values[c]);
          high = Double.isNaN(values[c]) ? high : Math.max(high, values[c]);
        }
        marks.add(Steps.of(values, Ink.series(m), false));
      }
      if (low <= high) {
        factors(low, Math.max(high - low, 1e-9), marks);
        panels.add(
            Chart.titled(estimand)
                .described(title + " of " + estimand + " over all conditions in order.")
                .x(Axis.of("condition"))
                .y(Axis.of(""))
                .add(marks.toArray(Mark[]::new))
                .size(Math.max(340, Math.min(900, 14.0 * conditions)), 300)
                .build());
      }
    }
    return new Figure(
        "nested-" + measure.key().replace('_', '-'),
        title + ", nested loops",
        conditions + " conditions in the order of their numbers.",
        "The dashed lines below are the factors, each a step higher at its next level.",
        key(Figure.Sample.LINE),
        panels,
        table(measure, title));
  }

  /** The levels of the factors as steps below the values, each in a strip of its own. */
  private void factors(double low, double range, List<Mark> marks) {
    int strip = 1;
    for (String factor : study.scenarios().get(0).condition().levels().keySet()) {
      List<String> levels =
          study.scenarios().stream()
              .map(s -> s.condition().levels().get(factor))
              .distinct()
              .toList();
      double bottom = low - 0.22 * range * strip;
      double[] steps = new double[conditions];
      for (int c = 0; c < conditions; c++) {
        Map<String, String> at = study.scenarios().get(c).condition().levels();
        steps[c] =
            bottom + 0.12 * range * levels.indexOf(at.get(factor)) / Math.max(1, levels.size() - 1);
      }
      marks.add(Steps.of(steps, Ink.MUTED, true));
      marks.add(
          new Label(
              0.5, bottom + 0.16 * range, factor + ": " + String.join(", ", levels), Ink.MUTED));
      strip++;
    }
  }
}
