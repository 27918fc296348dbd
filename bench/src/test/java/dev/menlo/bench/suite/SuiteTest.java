package dev.menlo.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.menlo.bench.spi.SpiProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
  @Test
  void optionsNamePresetAndParts() {
    Options options = Options.parse("--quick", "--only", "spi,memory");

    assertThat(options.preset()).isSameAs(Preset.QUICK);
    assertThat(options.measures("memory")).isTrue();
    assertThat(options.measures("startup")).isFalse();
    assertThat(options.writesPage()).isFalse();
    assertThat(Options.parse().command()).isEqualTo("bench/run --full");
    assertThatThrownBy(() -> options.requireKnown(List.of("spi", "startup")))
        .hasMessage("no part memory in quick; there are spi, startup");
    assertThatThrownBy(() -> Options.parse("--fast"))
        .hasMessageStartingWith("--fast: usage: bench/run");
  }

  @Test
  void readsTheLineOfAPeer() throws IOException {
    ObjectNode peer = Peers.parse("Loading\nnlme-3.1.162,soybean,48,4.951000,-739.833811181\n");

    assertThat(peer.get("seconds").doubleValue()).isEqualTo(4.951);
    assertThat(peer.get("groups").intValue()).isEqualTo(48);
    assertThat(peer.get("logLikelihood").doubleValue()).isEqualTo(-739.833811181);
    assertThatThrownBy(() -> Peers.parse("Error in nlme")).hasMessageContaining("Error in nlme");
  }

  /** mu = b1 d + U1 d: one column d; the work of a row counted by hand. */
  @Test
  void countsTheWorkOfARow() {
    ObjectNode row = RowWork.of(SpiProblem.of(2, 4, 1, 3, "iid").spec(), 1);

    // Columns: d mu/d b1 = d mu/d U1, d mu/d b2, d mu/d b3; bytes: t and y.
    assertThat(row.get("columns").intValue()).isEqualTo(3);
    assertThat(row.get("bytes").doubleValue()).isEqualTo(16);
    // (3 + 1)(3 + 2) of the products, one exponential and at least one division.
    assertThat(row.get("flops").doubleValue()).isBetween(20 + 20 + 4.0, 90.0);
  }

  @Test
  void logLikelihoodsMustAgree() {
    ObjectNode results = Json.object();
    ObjectNode fit = results.putObject("fit-soybean").put("logLikelihood", -739.8344834);
    fit.putObject("byHand").put("logLikelihood", -739.8344835);
    assertThat(Agreement.check(results)).isZero();

    fit.putObject("byHand").put("logLikelihood", -739.83);
    assertThat(Agreement.check(results)).isEqualTo(1);
  }

  @Test
  void aimsSayWhetherTheyWereReached() {
    ObjectNode results = Json.object();
    results.putObject("fit-logistic-1000").putObject("whole").put("median", 0.0102);
    ObjectNode two = results.putObject("threads").putObject("batch").putObject("2");
    two.put("gain", 1.93);

    List<List<String>> rows = Aims.rows(new Results(results));

    assertThat(rows)
        .contains(
            List.of("1,000 x 10, three unstructured", "about 1.00 ms", "10.2 ms", "no"),
            List.of(
                "two threads against one, 500 fits of 20 x 10", "at least 1.8 x", "1.93 x", "yes"),
            List.of("soybean", "about 150 µs", "not measured", ""));
  }

  @Test
  void thePageKeepsWhatStandsAroundTheMarks(@TempDir Path docs) throws IOException {
    Path page = docs.resolve("performance.md");
    Files.writeString(page, "before\n" + Page.BEGIN + "\nold\n" + Page.END + "\nafter\n");
    ObjectNode results = Json.object();
    results.putObject("scaling").putObject("100").put("median", 0.002);
    results.putObject("cache").put("skipped", "no counters");

    new Page(results).write(docs);

    assertThat(Files.readString(page))
        .startsWith("before\n")
        .endsWith("after\n")
        .doesNotContain("old")
        .contains("| 100 | 2.00 ms | 20.0 |", "| cache | no counters |");
    assertThat(Files.readString(docs.resolve("performance/scaling.svg"))).contains("<svg");
    assertThatThrownBy(() -> Page.replaced("no marks", "")).hasMessageContaining("lost the marks");
  }

  @Test
  void drawsOperationsUnderTheRoof(@TempDir Path docs) throws IOException {
    Files.writeString(docs.resolve("performance.md"), Page.BEGIN + Page.END);
    ObjectNode results = Json.object();
    results.putObject("peaks").put("flopsPerSecond", 16e9).put("bytesPerSecond", 24e9);
    ObjectNode spi = results.putObject("spi");
    spi.putObject("gaussNewtonRow").put("flops", 80).put("bytes", 16);
    for (String backend : List.of("cpu", "cpu-reference")) {
      spi.withArray("operations").add(operation("linearise", backend, "1000", 100));
      spi.withArray("operations").add(operation("objective", backend, "1000", 40));
    }
    spi.withArray("operations").add(operation("linearise", "cpu", "20", 3));

    new Page(results).write(docs);

    // 100 us for 10,000 rows are 10 ns a row; 80 operations in 10 ns are half of 16 a ns.
    assertThat(Files.readString(docs.resolve("performance.md")))
        .contains("| 1 | `linearise` | 100 | 512 | 100 | 512 |")
        .contains("| `linearise` | 20 x 10 | 3 | 3 | iid | 3.00 | 150 |")
        .contains("| linearise, 1,000 groups | 10.0 | 80.0 | 16.0 | 50.0 % |");
    assertThat(Files.readString(docs.resolve("performance/operations.svg"))).contains("<svg");
    assertThat(Files.readString(docs.resolve("performance/roofline.svg")))
        .contains("linearise, 1,000 groups");
  }

  private static ObjectNode operation(String name, String backend, String groups, double time) {
    ObjectNode entry = Json.object().put("operation", name).put("backend", backend);
    entry.put("groups", groups).put("rows", "10").put("q", "3").put("p", "3");
    return entry.put("residual", "iid").put("microseconds", time).put("allocatedBytes", 512);
  }
}
