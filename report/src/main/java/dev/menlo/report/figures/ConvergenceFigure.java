package dev.menlo.report.figures;

import dev.menlo.estimator.IterationRecord;
import dev.menlo.report.chart.Axis;
import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.Extent;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.chart.Line;
import dev.menlo.report.chart.Points;
import dev.menlo.report.chart.Rule;
import dev.menlo.report.chart.Scale;
import dev.menlo.report.fitted.FittedData;
import dev.menlo.report.markup.Decimal;
import dev.menlo.report.page.Figure;
import dev.menlo.report.page.Table;
import dev.menlo.report.page.Table.Cell;
import java.util.List;
import java.util.Optional;

/** How the alternation came to its end, round by round. */
final class ConvergenceFigure {
  private ConvergenceFigure() {}

  static Optional<Figure> of(FittedData data, FigureSettings settings) {
    List<IterationRecord> trace = data.fit().trace();
    if (trace.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Figure(
            FigureKind.CONVERGENCE.id(),
            "Convergence",
            finding(data, trace),
            "On the logarithmic scale a steady contraction is a straight line. The dashed line is"
                + " the tolerance that the certified distance, not the change itself, must meet.",
            List.of(),
            List.of(change(data, trace), likelihood(trace)),
            table(trace)));
  }

  private static String finding(FittedData data, List<IterationRecord> trace) {
    return trace.size()
        + (trace.size() == 1 ? " round" : " rounds")
        + "; the last changed estimates by "
        + Decimal.significant(trace.get(trace.size() - 1).change(), 2)
        + " standard errors, and the estimated distance still to go is "
        + Decimal.significant(data.fit().certificate().distance(), 2)
        + " standard errors.";
  }

  private static Chart change(FittedData data, List<IterationRecord> trace) {
    double tolerance = data.fitted().options().tolerance();
    double[] rounds = trace.stream().mapToDouble(IterationRecord::round).toArray();
    double[] change =
        trace.stream().mapToDouble(r -> r.change() > 0 ? r.change() : Double.NaN).toArray();
    return Chart.titled("Change a round")
        .described("Change of the estimates in standard errors, by round, on a logarithmic scale.")
        .x(Axis.of("round", rounds(trace)))
        .y(
            Axis.of(
                "standard errors, logarithmic",
                Scale.logarithmic(Extent.of(change).and(Extent.of(tolerance)))))
        .add(
            Rule.horizontal(tolerance, "tolerance"),
            Line.of(rounds, change, Ink.FIRST),
            Points.of(rounds, change, Ink.FIRST))
        .build();
  }

  private static Scale rounds(List<IterationRecord> trace) {
    return new Scale(0.5, trace.get(trace.size() - 1).round() + 0.5, false);
  }

  private static Chart likelihood(List<IterationRecord> trace) {
    double[] rounds = trace.stream().mapToDouble(IterationRecord::round).toArray();
    double[] values = trace.stream().mapToDouble(IterationRecord::logLikelihood).toArray();
    double last = values[values.length - 1];
    return Chart.titled("Log likelihood")
        .described(
            "Log likelihood of the linearised model by round; it ends at "
                + Decimal.fixed(last, 4)
                + ".")
        .x(Axis.of("round", rounds(trace)))
        .y(Axis.of("linearised log likelihood"))
        .add(Line.of(rounds, values, Ink.FIRST), Points.of(rounds, values, Ink.FIRST))
        .build();
  }

  private static Table table(List<IterationRecord> trace) {
    Table.Builder table =
        Table.captioned(
            "Rounds", "round", "log likelihood", "penalised RSS", "change (SE)", "remark");
    for (IterationRecord r : trace) {
      table.row(
          Integer.toString(r.round()),
          Cell.fixed(r.logLikelihood(), 6),
          Cell.number(r.penalizedRss()),
          Cell.number(r.change()),
          Cell.text(r.remark()));
    }
    return table.build();
  }
}
