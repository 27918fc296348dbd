package dev.menlo.study.store;

import dev.menlo.study.StudyException;
import java.nio.file.Path;

/**
 * The long table of a study: a row a replicate, method and estimand. A fit that gave no estimates
 * has one row with an empty estimand, so that no failure is missing.
 */
public final class Export {
  private static final String TABLE =
      """
      SELECT c.*, r.replicate, r.method, e.estimand, e.estimate, e.se, e.lower, e.upper, e.truth,
        r.status, r.converged, r.iterations, r.warnings, r.message, r.seed, r.seconds
      FROM replicate r
      JOIN condition c USING (condition)
      LEFT JOIN estimate e USING (condition, replicate, method)
      LEFT JOIN method m USING (method)
      LEFT JOIN estimand s USING (estimand)
      ORDER BY r.condition, r.replicate, m.position, s.position
      """;

  private final Store store;

  /** The export of a store. */
  public Export(Store store) {
    this.store = store;
  }

  /**
   * Writes the table; numbers are written so that reading them gives the same doubles.
   *
   * @param target ends in {@code .parquet} or {@code .csv}
   * @return the number of rows
   * @throws StudyException if it cannot be written
   */
  public long write(Path target) {
    store.execute(
        "COPY ("
            + TABLE
            + ") TO '"
            + target.toString().replace("'", "''")
            + "' ("
            + format(target)
            + ")");
    return store.query("SELECT count(*) FROM (" + TABLE + ")", r -> r.getLong(1)).get(0);
  }

  private static String format(Path target) {
    String name = target.toString();
    if (name.endsWith(".parquet")) {
      return "FORMAT parquet";
    }
    if (name.endsWith(".csv")) {
      return "FORMAT csv, HEADER";
    }
    throw new StudyException("the export is a .parquet or a .csv file, not " + target);
  }
}
