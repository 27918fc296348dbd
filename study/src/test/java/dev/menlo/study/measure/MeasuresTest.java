package dev.menlo.study.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.data.Dataset;
import dev.menlo.study.Studies;
import dev.menlo.study.store.BatchRows;
import dev.menlo.study.store.EstimateRow;
import dev.menlo.study.store.ReplicateRow;
import dev.menlo.study.store.Store;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against R: src/test/r/measures.R made the table and the measures of it. */
class MeasuresTest {
  private static Dataset table(String name) throws URISyntaxException {
    return Dataset.readCsv(Path.of(MeasuresTest.class.getResource(name).toURI()));
  }

  private static Measures measures() throws URISyntaxException {
    Dataset table = table("replicates.csv");
    List<ReplicateRow> fits = new ArrayList<>();
    List<EstimateRow> estimates = new ArrayList<>();
    for (int i = 0; i < table.rows(); i++) {
      long replicate = (long) table.numbers("replicate")[i];
      String method = table.column("method").text(i);
      boolean converged = table.column("converged").text(i).equals("true");
      String status = converged ? "converged" : "not_converged";
      fits.add(new ReplicateRow(1, replicate, method, status, converged, 1, 0.001, 5, "", ""));
      estimates.add(
          new EstimateRow(
              1,
              replicate,
              method,
              "b",
              table.numbers("estimate")[i],
              table.numbers("se")[i],
              table.numbers("lower")[i],
              table.numbers("upper")[i],
              2));
    }
    try (Store store = Store.inMemory()) {
      store.begin(Studies.of("methods: {a: {}, b: {}}", "estimands: [b]"));
      store.append(new BatchRows(1, new long[0], fits, estimates));
      store.commit();
      return Measures.of(store);
    }
  }

  @Test
  void agreeWithTheFormulasOfThePaperInR() throws URISyntaxException {
    Measures measures = measures();
    Dataset expected = table("measures.csv");
    for (int i = 0; i < expected.rows(); i++) {
      Measure measure = Measure.valueOf(expected.column("measure").text(i).toUpperCase());
      Performance p = measures.get(1, expected.column("method").text(i), "b", measure);
      double value = expected.numbers("value")[i];
      double mcse = expected.numbers("mcse")[i];
      assertThat(p.value()).as(p.toString()).isCloseTo(value, within(1e-12 * Math.abs(value)));
      assertThat(p.mcse()).as(p.toString()).isCloseTo(mcse, within(1e-12 * Math.abs(mcse)));
      assertThat(p.replicates())
          .as(p.toString())
          .isEqualTo((long) expected.numbers("replicates")[i]);
    }
    assertThat(measures.all()).hasSize(expected.rows());
  }

  @Test
  void theLargestErrorIsThatOfTheWorstMethod() throws URISyntaxException {
    Measures measures = measures();
    double a = measures.get(1, "a", "b", Measure.COVERAGE).mcse();
    double b = measures.get(1, "b", "b", Measure.COVERAGE).mcse();
    assertThat(measures.largestError("coverage")).isEqualTo(Math.max(a, b));
    assertThat(measures.largestError("nothing")).isNaN();
  }
}
