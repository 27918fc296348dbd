package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * Measures the parts of a preset one after another, keeps the result of each in a file so that a
 * run that was cut off goes on where it stopped, joins them as {@code bench/results/DATE.json}, and
 * makes the page.
 */
public final class Suite {
  private static final int BAD_INPUT = 2;
  private static final Path FOLDER = Path.of("bench/target/results");

  private final Options options;
  private final Path kept;
  private final String commit = Provenance.commit();

  private Suite(Options options) {
    this.options = options;
    this.kept = FOLDER.resolve(options.preset().name());
  }

  /**
   * {@code Suite [--quick|--full] [--only PART,...] [--fresh] [--page]}; see {@code bench/run}.
   *
   * @throws IOException if results or page cannot be written
   */
  public static void main(String[] args) throws IOException {
    int code;
    try {
      code = new Suite(Options.parse(args)).run();
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      code = BAD_INPUT;
    }
    System.exit(code);
  }

  private int run() throws IOException {
    List<Part> parts = Parts.of(options.preset(), FOLDER);
    options.requireKnown(parts.stream().map(Part::name).toList());
    Files.createDirectories(kept);
    if (options.fresh()) {
      for (Part part : parts) {
        Files.deleteIfExists(file(part));
      }
    }
    for (Part part : parts) {
      if (options.measures(part.name())) {
        measure(part);
      }
    }
    ObjectNode results = joined(parts);
    if (!options.only().isEmpty()) {
      options.only().forEach(name -> System.out.println(results.path(name).toPrettyString()));
    }
    if (options.writesPage()) {
      Files.createDirectories(Path.of("bench/results"));
      Path file = Path.of("bench/results", LocalDate.now(ZoneOffset.UTC) + ".json");
      Files.writeString(file, results.toPrettyString() + "\n");
      new Page(results).write(Path.of("docs"));
      System.err.println("bench: wrote " + file + " and docs/performance.md");
    }
    return Agreement.check(results);
  }

  private Path file(Part part) {
    return kept.resolve(part.name() + ".json");
  }

  /**
   * Measures a part unless its result is there, of the same commit; a failure is measured again,
   * and so is a part that was asked for by name.
   */
  private void measure(Part part) throws IOException {
    if (options.only().isEmpty() && isMeasured(part)) {
      System.err.println("bench: " + part.name() + ": measured before");
      return;
    }
    long began = System.nanoTime();
    ObjectNode result;
    try {
      result = part.measurement().take();
    } catch (SkippedException e) {
      result = Json.object().put("skipped", e.getMessage());
    } catch (IOException | RuntimeException e) {
      result = Json.object().put("failed", String.valueOf(e.getMessage()));
    }
    double seconds = (System.nanoTime() - began) * 1e-9;
    result.put("at", Instant.now().toString()).put("commit", commit).put("load", Provenance.load());
    result.put("secondsToMeasure", Math.rint(10 * seconds) / 10);
    Files.writeString(file(part), result.toPrettyString() + "\n");
    String outcome =
        result.has("failed")
            ? "FAILED: " + result.get("failed").textValue()
            : result.has("skipped") ? "skipped: " + result.get("skipped").textValue() : "done";
    System.err.println(
        String.format(Locale.ROOT, "bench: %s: %s (%.0f s)", part.name(), outcome, seconds));
  }

  private boolean isMeasured(Part part) throws IOException {
    return Files.exists(file(part))
        && !read(part).has("failed")
        && read(part).path("commit").asText("").equals(commit);
  }

  private ObjectNode read(Part part) throws IOException {
    return (ObjectNode) Json.MAPPER.readTree(file(part).toFile());
  }

  private ObjectNode joined(List<Part> parts) throws IOException {
    ObjectNode results = Json.object();
    results.set("provenance", Provenance.of(options.command()));
    for (Part part : parts) {
      if (Files.exists(file(part))) {
        results.set(part.name(), read(part));
      }
    }
    return results;
  }
}
