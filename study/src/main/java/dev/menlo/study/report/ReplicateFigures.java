package dev.menlo.study.report;

import dev.menlo.report.chart.Axis;
import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.chart.Mark;
import dev.menlo.report.chart.Points;
import dev.menlo.report.chart.Rule;
import dev.menlo.report.chart.Scale;
import dev.menlo.report.page.Figure;
import dev.menlo.report.page.Table;
import dev.menlo.report.page.Table.Cell;
import dev.menlo.study.definition.Scenario;
import dev.menlo.study.definition.Study;
import dev.menlo.study.measure.Measure;
import dev.menlo.study.measure.Measures;
import dev.menlo.study.measure.Performance;
import dev.menlo.study.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Figures of the replicates of one condition: their estimates, and their intervals as a zip. */
final class ReplicateFigures {
  /** Most points and intervals that a panel draws: more only make it black. */
  private static final int MOST = 250;

  private final Study study;
  private final Store store;
  private final Measures measures;
  private final Scenario scenario;
  private final int number;

  /** An estimate with its interval. */
  private record Estimate(double estimate, double se, double lower, double upper, double truth) {
    /** Distance from the truth in standard errors. */
    double distance() {
      return Math.abs(estimate - truth) / se;
    }
  }

  ReplicateFigures(Study study, Store store, Measures measures, Scenario scenario) {
    this.study = study;
    this.store = store;
    this.measures = measures;
    this.scenario = scenario;
    this.number = scenario.condition().number();
  }

  private List<Estimate> rows(String method, String estimand) {
    return store.query(
        "SELECT estimate, e.se, e.lower, e.upper, e.truth FROM estimate e JOIN replicate r USING"
            + " (condition, replicate, method) WHERE condition = ? AND method = ? AND estimand = ?"
            + " AND r.converged AND estimate IS NOT NULL ORDER BY replicate",
        r ->
            new Estimate(
                r.getDouble(1),
                number(r.getObject(2)),
                number(r.getObject(3)),
                number(r.getObject(4)),
                number(r.getObject(5))),
        number,
        method,
        estimand);
  }

  private static double number(Object cell) {
    return cell == null ? Double.NaN : (Double) cell;
  }

  /** Estimates by method, one panel an estimand. */
  Figure estimates() {
    List<Chart> panels = new ArrayList<>();
    Table.Builder table =
        Table.captioned("Estimates", "Estimand", "Method", "Truth", "Mean", "Empirical SE");
    for (String estimand : study.estimands()) {
      List<Mark> marks = new ArrayList<>();
      for (int m = 0; m < study.methods().size(); m++) {
        String method = study.methods().get(m);
        List<Estimate> rows = rows(method, estimand);
        if (!rows.isEmpty()) {
          double truth = rows.get(0).truth();
          if (m == 0 && !Double.isNaN(truth)) {
            marks.add(Rule.horizontal(truth));
          }
          marks.add(cloud(rows, m));
          table.row(estimand, cells(method, estimand, truth));
        }
      }
      panels.add(
          Chart.titled(estimand)
              .described("Estimates of " + estimand + " by method; the line is the truth.")
              .x(Axis.categories("", study.methods()))
              .y(Axis.of(""))
              .add(marks.toArray(Mark[]::new))
              .size(260, 240)
              .build());
    }
    return new Figure(
        "estimates-" + number,
        "Estimates by replicate",
        "Each point is the estimate of one replicate, of the first " + MOST + " that converged.",
        "Points should lie around the line of the truth; far points deserve a replay.",
        List.of(),
        panels,
        table.build());
  }

  private Cell[] cells(String method, String estimand, double truth) {
    double bias = value(method, estimand, Measure.BIAS).value();
    return new Cell[] {
      Cell.text(method),
      Cell.number(truth),
      Cell.number(truth + bias),
      Cell.number(value(method, estimand, Measure.EMPIRICAL_SE).value())
    };
  }

  private Performance value(String method, String estimand, Measure measure) {
    return measures.get(number, method, estimand, measure);
  }

  private static Points cloud(List<Estimate> rows, int m) {
    int n = Math.min(MOST, rows.size());
    double[] xs = new double[n];
    double[] ys = new double[n];
    for (int i = 0; i < n; i++) {
      xs[i] = m - 0.35 + 0.7 * (i + 0.5) / n;
      ys[i] = rows.get(i).estimate();
    }
    return Points.of(xs, ys, Ink.series(m));
  }

  /** Zip plots of the intervals, one panel a method and estimand. */
  Figure zip() {
    List<Chart> panels = new ArrayList<>();
    Table.Builder table =
        Table.captioned(
            "Coverage", "Estimand", "Method", "Coverage", "Monte Carlo SE", "Intervals");
    for (String estimand : study.estimands()) {
      for (String method : study.methods()) {
        List<Estimate> rows = new ArrayList<>(rows(method, estimand));
        rows.removeIf(e -> Double.isNaN(e.lower()) || Double.isNaN(e.truth()));
        if (!rows.isEmpty()) {
          Performance coverage = value(method, estimand, Measure.COVERAGE);
          panels.add(zip(estimand, method, rows, coverage));
          table.row(
              estimand,
              Cell.text(method),
              Cell.fixed(coverage.value(), 4),
              Cell.fixed(coverage.mcse(), 4),
              Cell.count(coverage.replicates()));
        }
      }
    }
    return new Figure(
        "zip-" + number,
        "Zip plot of coverage",
        "Intervals by their rank: the highest are furthest from the truth in standard errors.",
        "With the right coverage the colour changes at the level of confidence, the dashed line."
            + " Intervals that miss only on one side show bias.",
        List.of(
            new Figure.Key(Figure.Sample.LINE, Ink.FIRST, "holds the truth"),
            new Figure.Key(Figure.Sample.LINE, Ink.SECOND, "misses it")),
        panels,
        table.build());
  }

  private Chart zip(String estimand, String method, List<Estimate> rows, Performance coverage) {
    rows.sort(Comparator.comparingDouble(Estimate::distance));
    int n = Math.min(MOST, rows.size());
    double[] ys = new double[n];
    double[] lower = new double[n];
    double[] upper = new double[n];
    for (int i = 0; i < n; i++) {
      int rank = (int) ((i + 0.5) * rows.size() / n);
      ys[i] = 100 * (rank + 0.5) / rows.size();
      lower[i] = rows.get(rank).lower();
      upper[i] = rows.get(rank).upper();
    }
    double level =
        scenario.methods().stream()
            .filter(m -> m.name().equals(method))
            .findFirst()
            .orElseThrow()
            .options()
            .level();
    double truth = rows.get(0).truth();
    return Chart.titled(
            String.format(
                Locale.ROOT,
                "%s, %s: %.1f (%.1f) %%",
                estimand,
                method,
                100 * coverage.value(),
                100 * coverage.mcse()))
        .described("Intervals of " + estimand + " by " + method + ", ranked by distance.")
        .x(Axis.of(estimand))
        .y(Axis.of("rank, %", new Scale(0, 100, false)))
        .add(
            new ZipIntervals(ys, lower, upper, truth),
            Rule.vertical(truth),
            Rule.horizontal(level, ""))
        .size(260, 260)
        .build();
  }
}
