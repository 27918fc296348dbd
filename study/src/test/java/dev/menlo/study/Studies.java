package dev.menlo.study;

import dev.menlo.study.definition.Study;
import dev.menlo.study.definition.StudySource;
import dev.menlo.study.run.RunListener;
import dev.menlo.study.run.RunOptions;
import dev.menlo.study.run.StudyRun;
import dev.menlo.study.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small studies for tests. */
public final class Studies {
  /** Keys of a study of logistic growth that fits in milliseconds. */
  private static final Map<String, String> GROWTH =
      Map.of(
          "seed", "seed: 7",
          "replicates", "replicates: 40",
          "data",
              """
              data:
                model: "y = ({b1}+{U1[id]})/(1+exp(-(t-{b2})/{b3}))"
                parameters: {b1: 10, b2: 4, b3: 1.5, var(U1): 1, var(Residual): 0.04}
                design:
                  groups: {id: 6}
                  rows: 5
                  variables: {t: [1, 3, 4.5, 6, 9]}
              """,
          "methods", "methods: {ml: {}, reml: {reml: true}}",
          "estimands", "estimands: [b1, b2, b3, var(U1), var(Residual)]");

  private Studies() {}

  /** The text of the growth study with some keys replaced or added: "replicates: 5". */
  public static String text(String... keys) {
    Map<String, String> all = new TreeMap<>(GROWTH);
    for (String key : keys) {
      all.put(key.substring(0, key.indexOf(':')), key);
    }
    return String.join("\n", all.values()) + "\n";
  }

  /** The growth study with some keys replaced or added. */
  public static Study of(String... keys) {
    return Study.of(new StudySource("growth.yaml", text(keys), Map.of()));
  }

  /** Runs a study to its end in memory and returns its rows. */
  public static List<String> rows(Study study, int threads) {
    try (Store store = Store.inMemory()) {
      store.begin(study);
      new StudyRun(study, store, RunOptions.threads(threads), RunListener.SILENT).run();
      return rows(store);
    }
  }

  /** All rows of a store in order, without the seconds; doubles in hexadecimal. */
  public static List<String> rows(Store store) {
    List<String> rows = new ArrayList<>();
    rows.addAll(
        store.query(
            "SELECT * EXCLUDE (seconds) FROM replicate ORDER BY condition, replicate, method",
            r -> cells(r)));
    rows.addAll(
        store.query(
            "SELECT * FROM estimate ORDER BY condition, replicate, method, estimand",
            r -> cells(r)));
    return rows;
  }

  private static String cells(java.sql.ResultSet row) throws java.sql.SQLException {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      Object cell = row.getObject(i);
      text.append(cell instanceof Double d ? Double.toHexString(d) : String.valueOf(cell))
          .append('|');
    }
    return text.toString();
  }
}
