package dev.menlo.study.store;

import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;

/** A data set as a Parquet file: numbers are DOUBLE, texts VARCHAR, missing values null. */
public final class ParquetFile {
  private ParquetFile() {}

  /**
   * Writes beside the target, then moves it there.
   *
   * @throws IOException if the file cannot be moved
   * @throws dev.menlo.study.StudyException if it cannot be written
   */
  public static void write(Dataset data, Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Path temporary =
        folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid());
    try (Database database = Database.open(null)) {
      database.execute("CREATE TABLE data (" + columns(data) + ")");
      database.attempt(() -> fill(database, data));
      database.execute(
          "COPY data TO '" + temporary.toString().replace("'", "''") + "' (FORMAT parquet)");
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static String columns(Dataset data) {
    return data.variables().stream()
        .map(
            name ->
                "\""
                    + name.replace("\"", "\"\"")
                    + "\" "
                    + (data.column(name) instanceof Column.Numeric ? "DOUBLE" : "VARCHAR"))
        .collect(Collectors.joining(", "));
  }

  private static void fill(Database database, Dataset data) throws SQLException {
    List<Column> columns = data.variables().stream().map(data::column).toList();
    try (DuckDBAppender appender = database.connection().createAppender("data")) {
      for (int row = 0; row < data.rows(); row++) {
        appender.beginRow();
        for (Column column : columns) {
          append(appender, column, row);
        }
        appender.endRow();
      }
    }
  }

  private static void append(DuckDBAppender appender, Column column, int row) throws SQLException {
    if (column.isMissing(row)) {
      appender.appendNull();
    } else if (column instanceof Column.Numeric numeric) {
      appender.append(numeric.values()[row]);
    } else {
      appender.append(column.text(row));
    }
  }
}
