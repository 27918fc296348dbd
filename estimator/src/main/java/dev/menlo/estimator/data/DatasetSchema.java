package dev.menlo.estimator.data;

import dev.menlo.model.LoweredModel;
import dev.menlo.model.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** A data set, or a sample of its rows, as model lowering sees it. */
public final class DatasetSchema implements Schema {
  private final Dataset data;
  private final int[] rows;
  private final IntSupplier largestGroup;
  private final Map<String, List<String>> levels = new HashMap<>();
  private boolean largestGroupAsked;

  /**
   * The schema of some rows of a data set whose groups are not known yet.
   *
   * @param rows rows of the estimation sample, in file order
   */
  public DatasetSchema(Dataset data, int[] rows) {
    this(data, rows, () -> 0);
  }

  private DatasetSchema(Dataset data, int[] rows, IntSupplier largestGroup) {
    this.data = data;
    this.rows = rows;
    this.largestGroup = largestGroup;
  }

  /**
   * The schema of the rows that a model can use.
   *
   * @param rough the model, lowered against any schema of the same data
   */
  public static DatasetSchema of(Sample sample, LoweredModel rough) {
    Sample complete = sample.complete(rough);
    return new DatasetSchema(
        complete.data(), complete.rows(), () -> Grouping.largest(complete, rough));
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

  @Override
  public int largestGroup() {
    largestGroupAsked = true;
    return largestGroup.getAsInt();
  }

  /** Whether a model lowered against this schema would come out the same from another one. */
  public boolean suits(DatasetSchema other) {
    return variables().equals(other.variables())
        && (!largestGroupAsked || largestGroup() == other.largestGroup())
        && levels.entrySet().stream().allMatch(e -> other.levels(e.getKey()).equals(e.getValue()));
  }
}
