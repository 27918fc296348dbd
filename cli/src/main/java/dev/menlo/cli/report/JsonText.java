package dev.menlo.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** JSON written to a string. */
final class JsonText {
  private JsonText() {}

  /** Writes one value. */
  interface Writer {
    void write(JsonGenerator json) throws IOException;
  }

  /** The text of one value, ending with a line break. */
  static String of(Writer writer) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      writer.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return text.append('\n').toString();
  }

  /** A number, or null where there is none. */
  static void number(JsonGenerator json, String key, double value) throws IOException {
    json.writeFieldName(key);
    number(json, value);
  }

  private static void number(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }

  /** An array of numbers. */
  static void numbers(JsonGenerator json, String key, double[] values) throws IOException {
    json.writeArrayFieldStart(key);
    for (double value : values) {
      number(json, value);
    }
    json.writeEndArray();
  }

  /** An array of texts. */
  static void texts(JsonGenerator json, String key, List<String> texts) throws IOException {
    json.writeArrayFieldStart(key);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
