package dev.menlo.estimator.data;

import dev.menlo.engine.Design;
import dev.menlo.estimator.GroupSummary;
import java.util.Arrays;
import java.util.List;

/**
 * A data set bound to a lowered model: what a backend gets, and the way back to the file.
 *
 * @param data the data set it was bound from
 * @param design groups and covariates
 * @param response one a row of the design; NaN in rows outside the likelihood
 * @param rows the data set's row of each row of the design
 * @param groups a summary a grouping level, outermost first
 * @param labels per grouping level, the path values of each group
 * @param excluded rows that the {@code if} left out
 * @param dropped rows dropped for missing values
 * @param missing what was missing, one sentence; "" if nothing
 */
public record BoundData(
    Dataset data,
    Design design,
    double[] response,
    int[] rows,
    List<GroupSummary> groups,
    List<List<String>> labels,
    int excluded,
    int dropped,
    String missing) {
  /** Copies the lists. */
  public BoundData {
    groups = List.copyOf(groups);
    labels = List.copyOf(labels);
  }

  /** Where the data come from. */
  public String source() {
    return data.source();
  }

  /** The same data on the design of a replicate with an equal one, and what else is equal of it. */
  public BoundData sharing(BoundData other) {
    return new BoundData(
        data,
        other.design,
        response,
        Arrays.equals(rows, other.rows) ? other.rows : rows,
        groups.equals(other.groups) ? other.groups : groups,
        labels.equals(other.labels) ? other.labels : labels,
        excluded,
        dropped,
        missing);
  }

  /** The same data on another design of the same rows and groups. */
  BoundData withDesign(Design other) {
    return new BoundData(data, other, response, rows, groups, labels, excluded, dropped, missing);
  }

  /** The same data with other counts of the rows that are not among them. */
  public BoundData withCounts(int excludedRows, int droppedRows, String missingText) {
    return new BoundData(
        data, design, response, rows, groups, labels, excludedRows, droppedRows, missingText);
  }

  /** Line of the file where a row of the design stands, counting the header as line 1. */
  public int line(int designRow) {
    return data.rowNumber(rows[designRow]) + 2;
  }

  /**
   * Where a row of the design stands, for messages: its line and file, and the groups that hold it,
   * outermost first, by their values in the data: {@code line 7 of ces.csv, region 2, state GA}.
   */
  public String place(int designRow) {
    StringBuilder place = new StringBuilder("line " + line(designRow) + " of " + source());
    if (!groups.isEmpty()) {
      for (String variable : groups.get(groups.size() - 1).path().split(">")) {
        place.append(", ").append(variable).append(' ');
        place.append(data.column(variable).text(rows[designRow]));
      }
    }
    return place.toString();
  }
}
