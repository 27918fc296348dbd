package dev.menlo.cli;

import dev.menlo.estimator.data.Dataset;
import java.util.List;
import java.util.stream.Collectors;

/** A data set as CSV; numbers are written so that reading them gives the same doubles. */
final class DataText {
  private DataText() {}

  static String of(Dataset data) {
    List<String> names = data.variables();
    StringBuilder text = new StringBuilder(String.join(",", names)).append('\n');
    for (int row = 0; row < data.rows(); row++) {
      int at = row;
      text.append(names.stream().map(name -> cell(data, name, at)).collect(Collectors.joining(",")))
          .append('\n');
    }
    return text.toString();
  }

  private static String cell(Dataset data, String name, int row) {
    if (data.column(name).isMissing(row)) {
      return "";
    }
    String text = data.column(name).text(row);
    return text.matches(".*[\",\n;\t].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }
}
