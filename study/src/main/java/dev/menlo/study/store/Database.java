package dev.menlo.study.store;

import dev.menlo.study.StudyException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** A connection to a DuckDB file, or to memory. */
final class Database implements AutoCloseable {
  /** Something that the database may refuse. */
  interface Action {
    void run() throws SQLException;
  }

  private final String name;
  private final DuckDBConnection connection;

  private Database(String name, DuckDBConnection connection) {
    this.name = name;
    this.connection = connection;
  }

  /** Opens a file, which is made if it is missing; null for a database in memory. */
  static Database open(Path file) {
    String name = file == null ? "memory" : file.toString();
    try {
      DuckDBConnection connection =
          (DuckDBConnection)
              DriverManager.getConnection("jdbc:duckdb:" + (file == null ? "" : file));
      // Sums of doubles in one order: summaries are the same bits each time.
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET threads TO 1");
      }
      connection.setAutoCommit(false);
      return new Database(name, connection);
    } catch (SQLException e) {
      throw new StudyException(
          "cannot open the store "
              + name
              + ": "
              + firstLine(e)
              + "; "
              + (firstLine(e).contains("lock")
                  ? "another menlo uses it: wait for it or give another file"
                  : "give another file, or restore this one from a copy"),
          e);
    }
  }

  DuckDBConnection connection() {
    return connection;
  }

  void execute(String sql, Object... arguments) {
    attempt(
        () -> {
          try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
              statement.setObject(i + 1, arguments[i]);
            }
            statement.execute();
          }
        });
  }

  <T> List<T> query(String sql, RowReader<T> reader, Object... arguments) {
    List<T> rows = new ArrayList<>();
    attempt(
        () -> {
          try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
              statement.setObject(i + 1, arguments[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
              while (result.next()) {
                rows.add(reader.read(result));
              }
            }
          }
        });
    return rows;
  }

  /** Whether the database has any table. */
  boolean isEmpty() {
    return query("SELECT count(*) FROM information_schema.tables", r -> r.getLong(1)).get(0) == 0;
  }

  /** Does something; a refusal becomes one message. */
  void attempt(Action action) {
    try {
      action.run();
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private StudyException refused(SQLException e) {
    return new StudyException(
        "the store "
            + name
            + " failed: "
            + firstLine(e)
            + "; what was committed is kept: free space or mend the disk, then give the same"
            + " command again",
        e);
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    attempt(connection::close);
  }
}
