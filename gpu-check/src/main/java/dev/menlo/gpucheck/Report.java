package dev.menlo.gpucheck;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of results by section, printed as they come and written as JSON at the end. */
final class Report {
  private final PrintStream out;
  private final Map<String, List<Map<String, Object>>> sections = new LinkedHashMap<>();

  Report(PrintStream out) {
    this.out = out;
  }

  /**
   * Adds a row and prints it.
   *
   * @param fields name and value in turn; a value is a String, a Number, a Boolean or a list
   */
  void row(String section, Object... fields) {
    if (!sections.containsKey(section)) {
      out.println();
      out.println(section);
    }
    Map<String, Object> row = new LinkedHashMap<>();
    StringBuilder line = new StringBuilder("  ");
    for (int k = 0; k < fields.length; k += 2) {
      row.put((String) fields[k], fields[k + 1]);
      line.append(fields[k]).append(' ').append(text(fields[k + 1])).append("  ");
    }
    sections.computeIfAbsent(section, s -> new ArrayList<>()).add(row);
    out.println(line.toString().stripTrailing());
  }

  private static String text(Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.4g", number)
        : String.valueOf(value);
  }

  /** Writes {@code {"section": [{...}, ...], ...}}. */
  void write(Path file) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      for (Map.Entry<String, List<Map<String, Object>>> section : sections.entrySet()) {
        json.writeArrayFieldStart(section.getKey());
        for (Map<String, Object> row : section.getValue()) {
          json.writeStartObject();
          for (Map.Entry<String, Object> field : row.entrySet()) {
            json.writeFieldName(field.getKey());
            value(json, field.getValue());
          }
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        json.writeString(String.valueOf(item));
      }
      json.writeEndArray();
    } else if (value instanceof Double number && Double.isFinite(number)) {
      json.writeNumber(number);
    } else if (value instanceof Long || value instanceof Integer) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else {
      json.writeString(String.valueOf(value));
    }
  }
}
