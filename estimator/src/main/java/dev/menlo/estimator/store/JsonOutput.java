package dev.menlo.estimator.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes JSON so that reading it gives the same doubles. JSON has no word for NaN and the
 * infinities: in states they are the texts "NaN", "Infinity" and "-Infinity", in tables for readers
 * they are null.
 */
final class JsonOutput {
  final JsonGenerator json;

  private JsonOutput(JsonGenerator json) {
    this.json = json;
  }

  /** Something that writes fields of the object that is open. */
  interface Fields {
    void to(JsonOutput out) throws IOException;
  }

  /** Writes one object and a line break. */
  static void write(OutputStream out, Fields fields) throws IOException {
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .setPrettyPrinter(new DefaultPrettyPrinter())) {
      json.writeStartObject();
      fields.to(new JsonOutput(json));
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /** An object in a field. */
  void object(String key, Fields fields) throws IOException {
    json.writeObjectFieldStart(key);
    fields.to(this);
    json.writeEndObject();
  }

  /** An array of objects in a field. */
  <T> void objects(String key, List<T> items, Item<T> item) throws IOException {
    json.writeArrayFieldStart(key);
    for (T one : items) {
      json.writeStartObject();
      item.to(this, one);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Something that writes the fields of one item. */
  interface Item<T> {
    void to(JsonOutput out, T item) throws IOException;
  }

  void text(String key, String value) throws IOException {
    json.writeStringField(key, value);
  }

  void texts(String key, List<String> values) throws IOException {
    json.writeArrayFieldStart(key);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  void count(String key, long value) throws IOException {
    json.writeNumberField(key, value);
  }

  void flag(String key, boolean value) throws IOException {
    json.writeBooleanField(key, value);
  }

  /** A number of a table; null if it does not exist. */
  void shown(String key, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(key, value);
    } else {
      json.writeNullField(key);
    }
  }

  /** A number of a state. */
  void number(String key, double value) throws IOException {
    json.writeFieldName(key);
    number(value);
  }

  void numbers(String key, double[] values) throws IOException {
    json.writeArrayFieldStart(key);
    for (double value : values) {
      number(value);
    }
    json.writeEndArray();
  }

  private void number(double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Double.toString(value));
    }
  }

  void integers(String key, int[] values) throws IOException {
    json.writeFieldName(key);
    json.writeArray(values, 0, values.length);
  }
}
