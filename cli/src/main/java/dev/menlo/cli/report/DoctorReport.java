package dev.menlo.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * What menlo finds on a machine.
 *
 * @param version menlo's version
 * @param java version and vendor of Java
 * @param system operating system
 * @param cores processors that Java may use
 * @param memory most memory that Java may use, in MiB
 * @param backends highest priority first
 * @param choices what {@code auto} would choose for jobs of some sizes
 */
public record DoctorReport(
    String version,
    String java,
    String system,
    int cores,
    long memory,
    List<BackendFinding> backends,
    List<Choice> choices) {
  /**
   * What {@code auto} would choose.
   *
   * @param job the job, as in "1 fit of 20 groups"
   * @param groups its groups, of all fits
   * @param rows its rows, of all fits
   * @param cpuSeconds about how long all cores would be busy with it
   * @param backend the backend that it would run on, or why none would
   */
  public record Choice(String job, long groups, long rows, double cpuSeconds, String backend) {}

  /**
   * A backend.
   *
   * @param name as options name it
   * @param available whether fits can run on it
   * @param device what it runs on
   * @param priority preference under {@code auto}; negative: only when named
   * @param capabilities optional operations
   * @param reasons why it is unavailable, or remarks
   */
  public record BackendFinding(
      String name,
      boolean available,
      String device,
      int priority,
      List<String> capabilities,
      List<String> reasons) {}

  /** As lines of text. */
  public String text() {
    StringBuilder text = new StringBuilder();
    line(text, "menlo", version);
    line(text, "Java", java);
    line(text, "system", system);
    line(text, "cores", Integer.toString(cores));
    line(text, "memory", memory + " MiB (MENLO_JAVA_OPTIONS=-Xmx8g gives more)");
    text.append("backends\n");
    for (BackendFinding b : backends) {
      text.append(String.format("  %-14s ", b.name()))
          .append(b.available() ? "available: " + b.device() : "unavailable")
          .append(b.available() && b.priority() < 0 ? " (only when named)" : "")
          .append('\n');
      b.reasons().forEach(reason -> text.append(" ".repeat(17)).append(reason).append('\n'));
      if (!b.capabilities().isEmpty()) {
        text.append(" ".repeat(17)).append(String.join(" ", b.capabilities())).append('\n');
      }
    }
    if (backends.isEmpty()) {
      text.append("  none on the class path: add menlo-engine-cpu\n");
    }
    if (!choices.isEmpty()) {
      text.append(
          "auto would choose (10 rows a group, 2 random and 3 fixed effects; seconds of the CPU expected)\n");
    }
    for (Choice c : choices) {
      text.append(
          String.format(
              Locale.ROOT, "  %-28s %8.3f s  %s%n", c.job(), c.cpuSeconds(), c.backend()));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("%-9s %s%n", name, value));
  }

  /** As one JSON object. */
  public String json() {
    return JsonText.of(this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("menlo", version);
    json.writeStringField("java", java);
    json.writeStringField("system", system);
    json.writeNumberField("cores", cores);
    json.writeNumberField("memoryMiB", memory);
    json.writeArrayFieldStart("backends");
    for (BackendFinding b : backends) {
      json.writeStartObject();
      json.writeStringField("name", b.name());
      json.writeBooleanField("available", b.available());
      json.writeStringField("device", b.device());
      json.writeNumberField("priority", b.priority());
      array(json, "capabilities", b.capabilities());
      array(json, "reasons", b.reasons());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("auto");
    for (Choice c : choices) {
      json.writeStartObject();
      json.writeStringField("job", c.job());
      json.writeNumberField("groups", c.groups());
      json.writeNumberField("rows", c.rows());
      json.writeNumberField("cpuSeconds", c.cpuSeconds());
      json.writeStringField("backend", c.backend());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void array(JsonGenerator json, String key, List<String> texts) throws IOException {
    json.writeArrayFieldStart(key);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
