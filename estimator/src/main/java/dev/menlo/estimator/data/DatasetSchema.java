package dev.menlo.estimator.data;

import dev.menlo.model.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A data set, or a sample of its rows, as model lowering sees it. */
public final class DatasetSchema implements Schema {
  private final Dataset data;
  private final int[] rows;
  private final Map<String, List<String>> levels = new HashMap<>();

  /**
   * The schema of some rows of a data set.
   *
   * @param rows rows of the estimation sample, in file order
   */
  public DatasetSchema(Dataset data, int[] rows) {
    this.data = data;
    this.rows = rows;
  }

  @Override
  public List<String> variables() {
    return data.variables();
  }

  @Override
  public boolean isNumeric(String variable) {
    return data.column(variable) instanceof Column.Numeric;
  }

  @Override
  public String firstText(String variable) {
    return data.column(variable) instanceof Column.Text text
        ? data.source() + ", " + text.firstText()
        : "";
  }

  @Override
  public List<String> levels(String variable) {
    return levels.computeIfAbsent(variable, v -> data.column(v).levels(rows));
  }

  /** Every list of levels that was asked for: what the lowered model depends on. */
  public Map<String, List<String>> asked() {
    return Map.copyOf(levels);
  }
}
