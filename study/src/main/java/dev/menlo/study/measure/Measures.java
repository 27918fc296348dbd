package dev.menlo.study.measure;

import dev.menlo.study.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** The performance measures of a study: moments by {@code moments.sql}, formulas in Moments. */
public final class Measures {
  private static final String SQL = sql();

  private final List<Performance> all;

  private Measures(List<Performance> all) {
    this.all = List.copyOf(all);
  }

  /** Of all committed replicates. */
  public static Measures of(Store store) {
    return of(store, "true");
  }

  /** Of the first replicates of a condition. */
  public static Measures of(Store store, int condition, long replicates) {
    return of(
        store,
        String.format(Locale.ROOT, "condition = %d AND replicate <= %d", condition, replicates));
  }

  private static Measures of(Store store, String filter) {
    List<Moments> moments =
        store.query(SQL.replace("WHERE FILTER", "WHERE " + filter), Measures::moments);
    return new Measures(moments.stream().flatMap(m -> m.measures().stream()).toList());
  }

  private static String sql() {
    try (InputStream text = Measures.class.getResourceAsStream("moments.sql")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Moments moments(ResultSet row) throws SQLException {
    return new Moments(
        row.getInt("condition"),
        row.getString("method"),
        row.getString("estimand"),
        row.getLong("total"),
        row.getLong("converged"),
        number(row, "truth"),
        row.getLong("n"),
        number(row, "mean"),
        number(row, "sd"),
        number(row, "mse"),
        number(row, "sd_squared_error"),
        row.getLong("standard_errors"),
        number(row, "mean_variance"),
        number(row, "sd_variance"),
        row.getLong("intervals"),
        row.getLong("covered"),
        row.getLong("covered_mean"),
        row.getLong("rejected"),
        row.getLong("all_estimates"),
        number(row, "mean_of_all"),
        number(row, "sd_of_all"),
        row.getLong("pairs"),
        number(row, "sd_pairs"),
        number(row, "sd_reference"),
        number(row, "correlation"));
  }

  private static double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }

  /** All measures, by condition, estimand, method and measure. */
  public List<Performance> all() {
    return all;
  }

  /**
   * One measure.
   *
   * @throws IllegalArgumentException if there is no such thing
   */
  public Performance get(int condition, String method, String estimand, Measure measure) {
    return all.stream()
        .filter(p -> p.condition() == condition && p.measure() == measure)
        .filter(p -> p.method().equals(method) && p.estimand().equals(estimand))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no " + measure.key() + " of " + estimand + " by " + method));
  }

  /** The largest Monte Carlo error of a measure; NaN if it has none. */
  public double largestError(String measure) {
    return all.stream()
        .filter(p -> p.measure().key().equals(measure))
        .mapToDouble(Performance::mcse)
        .filter(e -> !Double.isNaN(e))
        .max()
        .orElse(Double.NaN);
  }
}
