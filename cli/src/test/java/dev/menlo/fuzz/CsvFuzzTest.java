package dev.menlo.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.Dataset;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Any bytes as a table of data. */
class CsvFuzzTest {
  private static final Pattern PLACE = Pattern.compile("fuzzed[0-9]+\\.in");

  @FuzzTest(maxDuration = "10m")
  void csv(byte[] input) {
    FuzzedFile.of(input, file -> Oracle.readOrRefused(PLACE, () -> visit(Dataset.readCsv(file))));
  }

  private static void visit(Dataset data) {
    int[] rows = IntStream.range(0, data.rows()).toArray();
    for (String variable : data.variables()) {
      Column column = data.column(variable);
      if (column.levels(rows).size() > rows.length || column.ranks(rows).length != rows.length) {
        throw new AssertionError("levels of " + variable);
      }
    }
  }
}
