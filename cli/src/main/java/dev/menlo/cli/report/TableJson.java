package dev.menlo.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.Dataset;
import java.io.IOException;

/** A data set as a JSON array with an object a row; missing values are null. */
public final class TableJson {
  private TableJson() {}

  /** The text, ending with a line break. */
  public static String of(Dataset table) {
    return JsonText.of(
        json -> {
          json.writeStartArray();
          for (int row = 0; row < table.rows(); row++) {
            json.writeStartObject();
            for (String name : table.variables()) {
              json.writeFieldName(name);
              value(json, table.column(name), row);
            }
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void value(JsonGenerator json, Column column, int row) throws IOException {
    if (column.isMissing(row)) {
      json.writeNull();
    } else if (column instanceof Column.Numeric numeric) {
      json.writeNumber(numeric.values()[row]);
    } else {
      json.writeString(column.text(row));
    }
  }
}
