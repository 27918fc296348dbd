package dev.menlo.study.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads one row of a result. */
public interface RowReader<T> {
  /** The row that the result stands on. */
  T read(ResultSet row) throws SQLException;
}
