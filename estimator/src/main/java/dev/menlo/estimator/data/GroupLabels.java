package dev.menlo.estimator.data;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The labels of the groups of a level, the values of their path: {@code West>Ohio}. Each is made
 * when it is asked for: a fit of a million groups needs few of them or none.
 */
final class GroupLabels extends AbstractList<String> implements RandomAccess {
  private final List<Column> path;
  private final int[] rows;
  private final int[] first;

  /**
   * Labels.
   *
   * @param path the columns of the path, outermost first
   * @param rows the data set's rows in group order
   * @param first which of them is the first of each group, closed by their number
   */
  GroupLabels(List<Column> path, int[] rows, int[] first) {
    this.path = path;
    this.rows = rows;
    this.first = first;
  }

  @Override
  public int size() {
    return first.length - 1;
  }

  @Override
  public String get(int group) {
    if (group >= size()) {
      throw new IndexOutOfBoundsException("there are " + size() + " groups, not " + (group + 1));
    }
    int row = rows[first[group]];
    if (path.size() == 1) {
      return path.get(0).text(row);
    }
    StringBuilder label = new StringBuilder();
    for (Column column : path) {
      label.append(label.length() == 0 ? "" : ">").append(column.text(row));
    }
    return label.toString();
  }
}
