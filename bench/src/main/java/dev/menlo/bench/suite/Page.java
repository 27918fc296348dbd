package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The measured part of {@code docs/performance.md}, between two marks, and its figures. */
final class Page {
  static final String BEGIN = "<!-- measured: written by bench/run, do not edit -->";
  static final String END = "<!-- end of what bench/run writes -->";

  private final Results results;
  private final Markdown page = new Markdown();

  Page(ObjectNode results) {
    this.results = new Results(results);
  }

  /** Writes the page and {@code performance/*.svg} into a folder. */
  void write(Path docs) throws IOException {
    Path folder = docs.resolve("performance");
    Files.createDirectories(folder);
    Figures figures = new Figures(results);
    if (results.at("scaling").has("100")) {
      Files.writeString(folder.resolve("scaling.svg"), figures.scaling());
    }
    if (results.at("spi").has("operations")) {
      Files.writeString(folder.resolve("operations.svg"), figures.operations());
      Files.writeString(folder.resolve("roofline.svg"), figures.roofline());
    }
    Path file = docs.resolve("performance.md");
    Files.writeString(file, replaced(Files.readString(file), text()));
  }

  /** A page with what stands between the marks replaced. */
  static String replaced(String page, String text) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException(
          "docs/performance.md has lost the marks " + BEGIN + " " + END);
    }
    return page.substring(0, begin + BEGIN.length()) + "\n\n" + text + page.substring(end);
  }

  String text() {
    provenance();
    page.heading("Aims");
    page.table(List.of("", "aim", "measured", "reached"), Aims.rows(results));
    fits();
    scaling();
    backends();
    operations();
    profile();
    skipped();
    return page.toString();
  }

  private void provenance() {
    page.paragraph(
        "`%s`, commit %s, %s; %s, %s processors, load %s at the end; %s.",
        results.text("provenance", "command"),
        results.text("provenance", "commit"),
        results.text("provenance", "date").replaceAll("T.*", ""),
        results.text("provenance", "processor"),
        results.text("provenance", "processors"),
        Markdown.number(results.number("provenance", "load")),
        results.text("provenance", "java"));
  }

  private void fits() {
    page.heading("Whole fits, one thread");
    List<List<String>> rows = new ArrayList<>();
    fit(rows, "logistic, 1,000 x 10, three unstructured", "logistic-1000");
    fit(rows, "the same, 100 x 10", "logistic-100");
    fit(rows, "the same, 100,000 x 10", "logistic-100000");
    fit(rows, "soybean, 48 groups, three unstructured", "soybean");
    fit(rows, "logistic, 20 x 10, two independent, batches of 500", "small");
    fit(rows, "one compartment, 500 x 8, two independent", "compartment");
    page.table(
        List.of(
            "",
            "whole fit ",
            "alternation ",
            "by hand ",
            "alternation / by hand ",
            "rounds ",
            "bytes a fit ",
            "nlme / whole ",
            "TMB / whole "),
        rows);
    page.paragraph(
        "*Whole fit*: through the public API, from data set to report with standard errors. *Alternation*: bound data"
            + " and a prepared engine, as in a study. *By hand*: `speed_of_light.cpp` on the same files, data packed"
            + " beforehand, the same log likelihood to 1e-8. Processor seconds, medians of turns.");
  }

  private void fit(List<List<String>> rows, String what, String name) {
    double whole = results.whole(name);
    double hand = results.byHand(name);
    double alternation = results.alternation(name);
    rows.add(
        List.of(
            what,
            Markdown.seconds(whole),
            Markdown.seconds(alternation),
            Markdown.seconds(hand),
            Markdown.number(alternation / hand),
            Markdown.number(results.number("fit-" + name, "rounds")),
            Markdown.count(results.number("fit-" + name, "allocatedBytes")),
            Markdown.number(results.number("nlme-" + name, "seconds") / whole),
            Markdown.number(results.number("tmb-" + name, "seconds") / whole)));
  }

  private void scaling() {
    page.heading("Size, threads, memory");
    if (results.at("scaling").has("100")) {
      page.picture(
          "Processor seconds of a fit by the number of its groups", "performance/scaling.svg");
    }
    List<List<String>> rows = new ArrayList<>();
    results
        .members("scaling")
        .forEach(
            (groups, times) -> {
              if (groups.matches("[0-9]+")) {
                double n = Double.parseDouble(groups);
                double seconds = times.get("median").doubleValue();
                rows.add(
                    List.of(
                        Markdown.text("%,.0f", n),
                        Markdown.seconds(seconds),
                        Markdown.number(seconds / n * 1e6)));
              }
            });
    page.table(List.of("groups x 10 rows ", "whole fit ", "µs a group "), rows);
    threads();
    memory();
  }

  private void threads() {
    List<List<String>> rows = new ArrayList<>();
    for (String kind : List.of("batch", "single")) {
      for (Map.Entry<String, JsonNode> entry : results.members("threads", kind).entrySet()) {
        rows.add(
            List.of(
                kind.equals("batch") ? "500 fits of 20 x 10" : "one fit of 100,000 x 10",
                entry.getKey(),
                Markdown.seconds(entry.getValue().get("median").doubleValue()),
                Markdown.number(entry.getValue().get("gain").doubleValue())));
      }
    }
    page.table(List.of("", "threads ", "by the clock ", "gain "), rows);
  }

  private void memory() {
    double data = results.number("memory", "dataBytes");
    if (!Double.isNaN(data)) {
      page.paragraph(
          "%,.0f groups x 10 (three columns of doubles, %s MB) fit in a heap of %s x that; with room to spare,"
              + " collections left at most %s x, and the process took %s x.",
          results.number("memory", "groups"),
          Markdown.number(data * 1e-6),
          results.text("memory", "heapMultiple"),
          Markdown.number(results.number("memory", "leftByCollections") / data),
          Markdown.number(results.number("memory", "peakResident") / data));
    }
    double start = results.number("startup", "clock", "median");
    if (!Double.isNaN(start)) {
      page.paragraph(
          "`./menlo fit examples/orange.yaml` takes %s by the clock (least %s), %s of processor time.",
          Markdown.seconds(start),
          Markdown.seconds(results.number("startup", "clock", "least")),
          Markdown.seconds(results.number("startup", "processor", "median")));
    }
  }

  private void backends() {
    Map<String, JsonNode> backends = results.members("backends");
    List<String> fits = List.of("orange", "theoph", "logistic-100", "logistic-1000");
    List<List<String>> rows = new ArrayList<>();
    backends.forEach(
        (name, times) -> {
          if (times.has("device")) {
            List<String> row = new ArrayList<>(List.of("`" + name + "`"));
            for (String fit : fits) {
              row.add(Markdown.seconds(results.number("backends", name, fit, "least")));
            }
            row.add(times.path("skipped").asText(""));
            rows.add(row);
          }
        });
    if (!rows.isEmpty()) {
      page.heading("Backends");
    }
    page.table(
        List.of(
            "whole fits, by the clock",
            "orange ",
            "theoph ",
            "100 x 10 ",
            "1,000 x 10 ",
            "not here because"),
        rows);
  }

  private void operations() {
    if (!results.at("spi").has("operations")) {
      return;
    }
    page.heading("Operations of the interface");
    page.picture("Microseconds of each operation by backend", "performance/operations.svg");
    Operations.table(results, page);
    Operations.shapes(results, page);
    page.heading("Roofline");
    page.picture("Row passes under the roof of one core", "performance/roofline.svg");
    page.paragraph(
        "The roof: %s billion multiplications and additions a second in the first cache, %s GB a second to and from"
            + " memory, measured in the same run. A division counts 4, an elementary function 20.",
        Markdown.number(results.number("peaks", "flopsPerSecond") * 1e-9),
        Markdown.number(results.number("peaks", "bytesPerSecond") * 1e-9));
    List<List<String>> rows = new ArrayList<>();
    double peak = results.number("peaks", "flopsPerSecond");
    for (Roofline.Place place : Roofline.places(results)) {
      rows.add(
          List.of(
              place.name(),
              Markdown.number(place.nanoseconds()),
              Markdown.number(place.flops()),
              Markdown.number(place.bytes()),
              Markdown.number(100 * place.flopsPerSecond() / peak) + " %"));
    }
    page.table(
        List.of(
            "row pass of cpu", "ns a row ", "operations a row ", "bytes a row ", "of the peak "),
        rows);
  }

  private void profile() {
    if (!results.at("profile").has("samples")) {
      return;
    }
    page.heading("Where the time goes");
    page.paragraph(
        "Flight Recorder, %s x 10, three unstructured, %s samples.",
        results.text("profile", "groups"), results.text("profile", "samples"));
    shares("operation, or package of the estimator", "phases");
    shares("class on top", "classes");
  }

  private void shares(String what, String member) {
    List<List<String>> rows = new ArrayList<>();
    results
        .members("profile", member)
        .forEach(
            (name, share) -> {
              if (share.doubleValue() >= 0.005) {
                rows.add(
                    List.of("`" + name + "`", Markdown.text("%.1f %%", 100 * share.doubleValue())));
              }
            });
    page.table(List.of(what, "share "), rows);
  }

  private void skipped() {
    List<List<String>> rows = new ArrayList<>();
    results
        .members()
        .forEach(
            (name, part) -> {
              String reason = part.path("skipped").asText(part.path("failed").asText(""));
              if (!reason.isEmpty()) {
                rows.add(List.of(name, reason.replace("|", "/")));
              }
            });
    if (!rows.isEmpty()) {
      page.heading("Not measured");
      page.table(List.of("part", "because"), rows);
    }
  }
}
