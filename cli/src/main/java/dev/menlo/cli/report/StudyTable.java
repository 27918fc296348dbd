package dev.menlo.cli.report;

import dev.menlo.study.definition.Scenario;
import dev.menlo.study.definition.Study;
import dev.menlo.study.measure.Measure;
import dev.menlo.study.measure.Measures;
import dev.menlo.study.measure.Performance;
import dev.menlo.study.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Performance measures as text and as CSV. */
public final class StudyTable {
  private static final List<Measure> SHOWN =
      List.of(
          Measure.BIAS,
          Measure.EMPIRICAL_SE,
          Measure.MODEL_SE,
          Measure.MSE,
          Measure.COVERAGE,
          Measure.POWER);

  private static final String ROW = "%-14s %-10s %s";
  private static final String CELL = "%20s";

  private final Store store;
  private final Study study;
  private final Measures measures;

  /** The table of a study. */
  public StudyTable(Store store, Study study, Measures measures) {
    this.store = store;
    this.study = study;
    this.measures = measures;
  }

  /** Lines of a table a condition, with the failures below. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(study.title(), ""));
    for (Scenario scenario : study.scenarios()) {
      condition(scenario, lines);
    }
    lines.add("Monte Carlo standard errors in parentheses; --format csv has all measures.");
    return lines;
  }

  private void condition(Scenario scenario, List<String> lines) {
    int number = scenario.condition().number();
    List<Performance> rows = measures.all().stream().filter(p -> p.condition() == number).toList();
    lines.add("Condition " + number + ": " + scenario.condition().label());
    StringBuilder heading = new StringBuilder();
    SHOWN.forEach(m -> heading.append(String.format(CELL, m.key().replace('_', ' '))));
    lines.add(String.format(ROW, "estimand", "method", heading));
    for (Performance first : rows) {
      if (first.measure() == SHOWN.get(0)) {
        lines.add(String.format(ROW, first.estimand(), first.method(), cells(rows, first)));
      }
    }
    failures(number, lines);
    lines.add("");
  }

  private static String cells(List<Performance> rows, Performance of) {
    StringBuilder cells = new StringBuilder();
    for (Measure measure : SHOWN) {
      String cell =
          rows.stream()
              .filter(p -> p.measure() == measure)
              .filter(p -> p.method().equals(of.method()) && p.estimand().equals(of.estimand()))
              .findFirst()
              .map(StudyTable::cell)
              .orElse(".");
      cells.append(String.format(CELL, cell));
    }
    return cells.toString();
  }

  private static String cell(Performance p) {
    return Double.isNaN(p.value()) ? "." : number(p.value()) + " (" + error(p.mcse()) + ")";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static String error(double value) {
    return String.format(Locale.ROOT, "%.2g", value);
  }

  private void failures(int condition, List<String> lines) {
    store.query(
        "SELECT method, count(*) AS fits, count(*) FILTER (converged) AS converged,"
            + " count(*) FILTER (status = 'converged_singular') AS singular FROM replicate JOIN"
            + " method USING (method) WHERE condition = ? GROUP BY method, position ORDER BY"
            + " position",
        r ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%s: %d of %d fits converged (%.2f %%), %d of them with a singular covariance",
                    r.getString(1),
                    r.getLong(3),
                    r.getLong(2),
                    100.0 * r.getLong(3) / r.getLong(2),
                    r.getLong(4))),
        condition);
    store.query(
        "SELECT method, status, count(*), min(replicate) FROM replicate WHERE condition = ? AND"
            + " NOT converged GROUP BY method, status ORDER BY method, status",
        r ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "  %s: %d %s, the first is replicate %d",
                    r.getString(1),
                    r.getLong(3),
                    r.getString(2),
                    r.getLong(4))),
        condition);
  }

  /** Every measure, one a line. */
  public List<String> csv() {
    List<String> lines = new ArrayList<>();
    lines.add("condition,label,method,estimand,measure,value,mcse,replicates");
    for (Performance p : measures.all()) {
      lines.add(
          p.condition()
              + ","
              + quoted(study.scenario(p.condition()).condition().label())
              + ","
              + quoted(p.method())
              + ","
              + quoted(p.estimand())
              + ","
              + p.measure().key()
              + ","
              + exact(p.value())
              + ","
              + exact(p.mcse())
              + ","
              + p.replicates());
    }
    return lines;
  }

  private static String exact(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  private static String quoted(String text) {
    return text.matches(".*[\",].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }
}
