package dev.menlo.estimator.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.menlo.estimator.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what {@link JsonOutput} writes. Every complaint names file, line and cure. */
final class JsonInput implements AutoCloseable {
  private final String file;
  private final JsonParser parser;

  JsonInput(String file, InputStream in) throws IOException {
    this.file = file;
    StreamReadConstraints sizes =
        StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNumberLength(100)
            .build();
    this.parser = JsonFactory.builder().streamReadConstraints(sizes).build().createParser(in);
  }

  /** Reads the value of a field. */
  interface Field {
    void read() throws IOException;
  }

  /**
   * Reads an object whose fields are exactly the given ones, in any order.
   *
   * @param what the object, for messages
   */
  void object(String what, Map<String, Field> fields) throws IOException {
    expect(JsonToken.START_OBJECT, what + " to be an object");
    rest(what, fields);
  }

  /** Reads the fields of an open object that are still to come: exactly the given ones. */
  void rest(String what, Map<String, Field> fields) throws IOException {
    rest(what, fields, Set.of());
  }

  /** The same where some of the fields may be missing. */
  void rest(String what, Map<String, Field> fields, Set<String> optional) throws IOException {
    Set<String> missing = new LinkedHashSet<>(fields.keySet());
    missing.removeAll(optional);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Field field = fields.get(key);
      if (field == null) {
        throw problem(
            "unknown key \"" + key + "\" in " + what,
            "remove it, or read the file with the version of menlo that wrote it");
      }
      parser.nextToken();
      field.read();
      missing.remove(key);
    }
    if (!missing.isEmpty()) {
      throw problem(
          what + " has no key \"" + missing.iterator().next() + "\"",
          "use the file as it was written, or fit again");
    }
  }

  /** Reads the first token. */
  void begin() throws IOException {
    parser.nextToken();
  }

  /**
   * The name of the next field of an open object, with the parser on its value; null at its end.
   */
  String nextField() throws IOException {
    if (parser.nextToken() != JsonToken.FIELD_NAME) {
      return null;
    }
    String name = parser.currentName();
    parser.nextToken();
    return name;
  }

  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  /** Passes over a value. */
  void skip() throws IOException {
    parser.skipChildren();
  }

  String text() throws IOException {
    expect(JsonToken.VALUE_STRING, "a text");
    return parser.getText();
  }

  boolean flag() throws IOException {
    if (!parser.currentToken().isBoolean()) {
      throw unexpected("true or false");
    }
    return parser.getBooleanValue();
  }

  int count() throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    return parser.getIntValue();
  }

  long whole() throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    return parser.getLongValue();
  }

  double number() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return switch (parser.getText()) {
        case "NaN" -> Double.NaN;
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default -> throw unexpected("a number");
      };
    }
    if (!token.isNumeric()) {
      throw unexpected("a number");
    }
    return parser.getDoubleValue();
  }

  double[] numbers() throws IOException {
    expect(JsonToken.START_ARRAY, "an array of numbers");
    double[] values = new double[16];
    int n = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values = n == values.length ? Arrays.copyOf(values, 2 * n) : values;
      values[n++] = number();
    }
    return Arrays.copyOf(values, n);
  }

  int[] integers() throws IOException {
    expect(JsonToken.START_ARRAY, "an array of whole numbers");
    int[] values = new int[16];
    int n = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values = n == values.length ? Arrays.copyOf(values, 2 * n) : values;
      values[n++] = count();
    }
    return Arrays.copyOf(values, n);
  }

  List<String> texts() throws IOException {
    List<String> values = new ArrayList<>();
    items("an array of texts", () -> values.add(text()));
    return values;
  }

  Map<String, Double> numbersByName() throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    expect(JsonToken.START_OBJECT, "an object of numbers");
    for (String name = nextField(); name != null; name = nextField()) {
      values.put(name, number());
    }
    return values;
  }

  Map<String, String> textsByName() throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    expect(JsonToken.START_OBJECT, "an object of texts");
    for (String name = nextField(); name != null; name = nextField()) {
      values.put(name, text());
    }
    return values;
  }

  /** Reads each item of an array. */
  void items(String what, Field item) throws IOException {
    expect(JsonToken.START_ARRAY, what);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      item.read();
    }
  }

  private void expect(JsonToken token, String what) throws IOException {
    if (parser.currentToken() != token) {
      throw unexpected(what);
    }
  }

  private DataException unexpected(String what) throws IOException {
    return problem(
        "expected " + what + ", found " + parser.getText(),
        "use the file as it was written, or fit again");
  }

  /** A complaint about the place where the reading stands. */
  DataException problem(String what, String cure) {
    JsonLocation at = parser.currentTokenLocation();
    return new DataException(file + ", line " + at.getLineNr() + ": " + what + "; " + cure);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
