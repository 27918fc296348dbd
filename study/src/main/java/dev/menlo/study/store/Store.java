package dev.menlo.study.store;

import dev.menlo.engine.Backends;
import dev.menlo.estimator.Version;
import dev.menlo.study.StudyException;
import dev.menlo.study.definition.EstimandSpec;
import dev.menlo.study.definition.MethodSpec;
import dev.menlo.study.definition.Scenario;
import dev.menlo.study.definition.Study;
import dev.menlo.study.definition.StudySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;

/**
 * The rows of a study. A replicate is there with all its methods and estimates or not at all. One
 * writer, which is the only user while it writes.
 */
public final class Store implements AutoCloseable {
  private final Database database;
  private final Path file;
  private DuckDBAppender replicates;
  private DuckDBAppender estimates;

  private Store(Database database, Path file) {
    this.database = database;
    this.file = file;
  }

  /**
   * Opens a store, or makes an empty one.
   *
   * @throws StudyException if the file is not a store, is damaged or is in use
   */
  public static Store open(Path file) {
    Store store = new Store(Database.open(file), file);
    store.requireStudyOrNothing();
    return store;
  }

  /**
   * Opens a store that must be there.
   *
   * @throws StudyException if it is not
   */
  public static Store existing(Path file) {
    if (!Files.exists(file)) {
      throw new StudyException(
          "no such store: " + file + "; menlo study run STUDY --out " + file + " makes one");
    }
    return Files.isDirectory(file) ? ofFolder(file) : open(file);
  }

  /** The rows of a folder that a cluster wrote, in memory. */
  private static Store ofFolder(Path folder) {
    Store store = new Store(Database.open(null), folder);
    store.begin(Study.of(StudySource.read(folder.resolve("study.yaml"))));
    String rows =
        " FROM read_parquet('"
            + folder.toString().replace("'", "''")
            + "/wave=*/*.parquet', hive_partitioning = false)";
    store.execute("INSERT INTO replicate SELECT * EXCLUDE (estimates)" + rows);
    store.execute(
        "INSERT INTO estimate SELECT condition, replicate, method, e.* FROM (SELECT condition,"
            + " replicate, method, unnest(estimates) AS e"
            + rows
            + ")");
    store.commit();
    return store;
  }

  /** A store that is gone when it is closed. */
  public static Store inMemory() {
    return new Store(Database.open(null), null);
  }

  private void requireStudyOrNothing() {
    if (!database.isEmpty() && !has("study")) {
      throw new StudyException(file + " is a DuckDB file without a study in it; give another file");
    }
  }

  private boolean has(String table) {
    return database
            .query(
                "SELECT count(*) FROM information_schema.tables WHERE table_name = ?",
                r -> r.getLong(1),
                table)
            .get(0)
        > 0;
  }

  /** Reads rows of any query on the tables. */
  public <T> List<T> query(String sql, RowReader<T> reader, Object... arguments) {
    return database.query(sql, reader, arguments);
  }

  /** Runs a statement on the tables. */
  public void execute(String sql, Object... arguments) {
    database.execute(sql, arguments);
  }

  /**
   * Begins a study in an empty store, or goes on with the same study.
   *
   * @throws StudyException if the store holds another study; shows the differences
   */
  public void begin(Study study) {
    if (has("study")) {
      requireSame(study);
      database.execute("UPDATE study SET value = ? WHERE key = 'text'", study.source().text());
    } else {
      create(study);
    }
    attempt(() -> database.connection().commit());
  }

  private void requireSame(Study study) {
    Map<String, String> old = fingerprint();
    Map<String, String> now = fingerprint(study);
    Set<String> keys = new LinkedHashSet<>(old.keySet());
    keys.addAll(now.keySet());
    List<String> differences =
        keys.stream()
            .filter(k -> !String.valueOf(old.get(k)).equals(String.valueOf(now.get(k))))
            .map(k -> "  " + k + ": " + told(old.get(k)) + " -> " + told(now.get(k)))
            .toList();
    if (!differences.isEmpty()) {
      throw new StudyException(
          file
              + " holds another study than "
              + study.source().name()
              + " now describes:\n"
              + String.join("\n", differences)
              + "\ngive another --out, or undo the change (title, aims, replicates and target may"
              + " change)");
    }
  }

  private static String told(String value) {
    return value == null ? "(nothing)" : value;
  }

  private Map<String, String> fingerprint() {
    Map<String, String> print = new LinkedHashMap<>();
    database.query(
        "SELECT key, value FROM fingerprint ORDER BY position",
        r -> print.put(r.getString(1), r.getString(2)));
    return print;
  }

  private static Map<String, String> fingerprint(Study study) {
    Map<String, String> print = new LinkedHashMap<>(study.fingerprint());
    print.put("menlo version", Version.TEXT);
    for (Scenario scenario : study.scenarios()) {
      for (MethodSpec method : scenario.methods()) {
        print.put("backend of " + method.name(), Backends.named(method.options().backend()).name());
      }
    }
    return print;
  }

  private void create(Study study) {
    List<String> factors = List.copyOf(study.scenarios().get(0).condition().levels().keySet());
    String columns =
        factors.stream().map(f -> ", " + quoted(f) + " VARCHAR").collect(Collectors.joining());
    database.execute("CREATE TABLE study(key VARCHAR, value VARCHAR)");
    database.execute("CREATE TABLE fingerprint(position INTEGER, key VARCHAR, value VARCHAR)");
    database.execute("CREATE TABLE study_file(name VARCHAR, text VARCHAR)");
    database.execute("CREATE TABLE condition(condition INTEGER, label VARCHAR" + columns + ")");
    database.execute("CREATE TABLE method(position INTEGER, method VARCHAR, model VARCHAR)");
    database.execute(
        "CREATE TABLE estimand(position INTEGER, estimand VARCHAR, null_value DOUBLE)");
    database.execute(
        "CREATE TABLE replicate(condition INTEGER, replicate BIGINT, method VARCHAR, status"
            + " VARCHAR, converged BOOLEAN, seed BIGINT, seconds DOUBLE, iterations INTEGER,"
            + " warnings VARCHAR, message VARCHAR)");
    database.execute(
        "CREATE TABLE estimate(condition INTEGER, replicate BIGINT, method VARCHAR, estimand"
            + " VARCHAR, estimate DOUBLE, se DOUBLE, lower DOUBLE, upper DOUBLE, truth DOUBLE)");
    describe(study);
  }

  private void describe(Study study) {
    database.execute("INSERT INTO study VALUES ('name', ?)", study.source().name());
    database.execute("INSERT INTO study VALUES ('text', ?)", study.source().text());
    int position = 0;
    for (Map.Entry<String, String> entry : fingerprint(study).entrySet()) {
      database.execute(
          "INSERT INTO fingerprint VALUES (?, ?, ?)", position++, entry.getKey(), entry.getValue());
    }
    study
        .source()
        .files()
        .forEach(
            (name, text) -> database.execute("INSERT INTO study_file VALUES (?, ?)", name, text));
    for (Scenario scenario : study.scenarios()) {
      List<Object> values = new ArrayList<>();
      values.add(scenario.condition().number());
      values.add(scenario.condition().label());
      values.addAll(scenario.condition().levels().values());
      String marks = values.stream().map(v -> "?").collect(Collectors.joining(", "));
      database.execute("INSERT INTO condition VALUES (" + marks + ")", values.toArray());
    }
    position = 0;
    for (MethodSpec method : study.scenarios().get(0).methods()) {
      database.execute(
          "INSERT INTO method VALUES (?, ?, ?)",
          position++,
          method.name(),
          method.model().toString());
    }
    position = 0;
    for (EstimandSpec estimand : study.scenarios().get(0).estimands()) {
      database.execute(
          "INSERT INTO estimand VALUES (?, ?, ?)",
          position++,
          estimand.name(),
          Double.isNaN(estimand.nullValue()) ? null : estimand.nullValue());
    }
  }

  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** The study that the store holds. */
  public Study study() {
    if (!has("study")) {
      throw new StudyException(file + " holds no study yet");
    }
    Map<String, String> values = new TreeMap<>();
    database.query("SELECT key, value FROM study", r -> values.put(r.getString(1), r.getString(2)));
    Map<String, String> files = new TreeMap<>();
    database.query(
        "SELECT name, text FROM study_file", r -> files.put(r.getString(1), r.getString(2)));
    return Study.of(new StudySource(values.get("name"), values.get("text"), files));
  }

  /** Per condition, the replicates that are committed, by number. */
  public List<BitSet> committed(int conditions) {
    List<BitSet> done = new ArrayList<>();
    for (int c = 1; c <= conditions; c++) {
      BitSet set = new BitSet();
      database.query(
          "SELECT DISTINCT replicate FROM replicate WHERE condition = ?",
          r -> {
            set.set((int) r.getLong(1));
            return null;
          },
          c);
      done.add(set);
    }
    return done;
  }

  /** Fits that did not converge, by status. */
  public Map<String, Long> failures() {
    Map<String, Long> counts = new TreeMap<>();
    database.query(
        "SELECT status, count(*) FROM replicate WHERE NOT converged GROUP BY status",
        r -> counts.put(r.getString(1), r.getLong(2)));
    return counts;
  }

  /** Adds rows to the open transaction. */
  public void append(BatchRows rows) {
    attempt(
        () -> {
          if (replicates == null) {
            replicates = database.connection().createAppender("replicate");
            estimates = database.connection().createAppender("estimate");
          }
          for (ReplicateRow row : rows.fits()) {
            append(row);
          }
          for (EstimateRow row : rows.estimates()) {
            append(row);
          }
        });
  }

  private void append(ReplicateRow row) throws SQLException {
    replicates.beginRow();
    replicates.append(row.condition()).append(row.replicate()).append(row.method());
    replicates.append(row.status()).append(row.converged()).append(row.seed());
    replicates.append(row.seconds()).append(row.iterations());
    replicates.append(row.warnings()).append(row.message());
    replicates.endRow();
  }

  private void append(EstimateRow row) throws SQLException {
    estimates.beginRow();
    estimates.append(row.condition()).append(row.replicate()).append(row.method());
    estimates.append(row.estimand());
    for (double value :
        new double[] {row.estimate(), row.se(), row.lower(), row.upper(), row.truth()}) {
      if (Double.isFinite(value)) {
        estimates.append(value);
      } else {
        estimates.appendNull();
      }
    }
    estimates.endRow();
  }

  /** Commits what was appended. */
  public void commit() {
    attempt(
        () -> {
          if (replicates != null) {
            replicates.flush();
            estimates.flush();
          }
          database.connection().commit();
        });
  }

  private void attempt(Database.Action action) {
    database.attempt(action);
  }

  /** Closes the file; rows that were not committed are gone. */
  @Override
  public void close() {
    database.close();
  }
}
