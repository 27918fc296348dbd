package dev.menlo.estimator.data;

import dev.menlo.model.GroupingLevel;
import dev.menlo.model.LoweredModel;
import java.util.Arrays;
import java.util.List;

/**
 * The forest of groups over some rows of a data set. Groups of a level are identified by the values
 * of their whole path and numbered in the order of these values (numbers numerically, texts
 * alphabetically), children after their parents' order.
 */
final class Grouping {
  private final Dataset data;
  private final List<List<String>> paths;

  /**
   * A grouping by nested paths.
   *
   * @param paths the variables of each level, outermost level first; each path extends the one
   *     before
   */
  Grouping(Dataset data, List<List<String>> paths) {
    this.data = data;
    this.paths = paths;
  }

  /** The most rows with a response in a group of a model's deepest level. */
  static int largest(Sample sample, LoweredModel model) {
    double[] response = sample.data().numbers(model.response());
    List<List<String>> paths = model.levels().stream().map(GroupingLevel::path).toList();
    int[] group = new Grouping(sample.data(), paths).deepest(sample.rows());
    int[] size = new int[1 + Arrays.stream(group).max().orElse(0)];
    for (int i = 0; i < group.length; i++) {
      if (group[i] >= 0 && !Double.isNaN(response[sample.rows()[i]])) {
        size[group[i]]++;
      }
    }
    return Arrays.stream(size).max().orElse(0);
  }

  /** For each row its group at the deepest level; -1 where an id is missing. */
  int[] deepest(int[] rows) {
    if (paths.isEmpty()) {
      return new int[rows.length];
    }
    int[] group = null;
    for (String variable : paths.get(paths.size() - 1)) {
      int[] ranks = data.column(variable).ranks(rows);
      group = group == null ? ranks : refined(group, ranks);
    }
    return group;
  }

  /** Numbers the distinct pairs (group, rank) in order; -1 where either is. */
  private static int[] refined(int[] group, int[] rank) {
    long width = 1L + max(rank);
    long[] keys = new long[group.length];
    for (int i = 0; i < group.length; i++) {
      keys[i] = group[i] < 0 || rank[i] < 0 ? -1 : group[i] * width + rank[i];
    }
    long[] distinct = distinct(keys);
    int[] out = new int[group.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = keys[i] < 0 ? -1 : Arrays.binarySearch(distinct, keys[i]);
    }
    return out;
  }

  /** The keys that are not negative, sorted, each once. */
  private static long[] distinct(long[] keys) {
    long[] sorted = keys.clone();
    Arrays.sort(sorted);
    int kept = 0;
    for (long key : sorted) {
      if (key >= 0 && (kept == 0 || key != sorted[kept - 1])) {
        sorted[kept++] = key;
      }
    }
    return Arrays.copyOf(sorted, kept);
  }

  /** The largest entry, -1 if there is none. */
  private static int max(int[] values) {
    int max = -1;
    for (int value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  /**
   * The rows that have a group, sorted by it; within a group by the values of a variable, or in
   * file order if there is none. The array itself where it is that already.
   */
  int[] sorted(int[] rows, double[] order) {
    int[] group = deepest(rows);
    if (order == null && isAscending(group)) {
      return rows;
    }
    int groups = 1 + max(group);
    int[] start = new int[groups + 1];
    for (int g : group) {
      if (g >= 0) {
        start[g + 1]++;
      }
    }
    for (int g = 0; g < groups; g++) {
      start[g + 1] += start[g];
    }
    int[] next = start.clone();
    int[] out = new int[start[groups]];
    for (int i = 0; i < rows.length; i++) {
      if (group[i] >= 0) {
        out[next[group[i]]++] = rows[i];
      }
    }
    if (order != null) {
      for (int g = 0; g < groups; g++) {
        sortBy(out, start[g], start[g + 1], order);
      }
    }
    return out;
  }

  /** Whether every row has a group and none is below one before it. */
  private static boolean isAscending(int[] group) {
    int last = 0;
    for (int g : group) {
      if (g < last) {
        return false;
      }
      last = g;
    }
    return true;
  }

  private static void sortBy(int[] rows, int from, int to, double[] order) {
    Integer[] part = new Integer[to - from];
    for (int i = from; i < to; i++) {
      part[i - from] = rows[i];
    }
    Arrays.sort(part, (a, b) -> Double.compare(order[a], order[b]));
    for (int i = from; i < to; i++) {
      rows[i] = part[i - from];
    }
  }

  /**
   * Start arrays over sorted rows, level 0 first, as a {@link dev.menlo.engine.Design} takes them.
   */
  int[][] starts(int[] sorted) {
    int levels = paths.size();
    boolean[][] opens = new boolean[levels][];
    boolean[] changed = new boolean[sorted.length];
    if (changed.length > 0) {
      changed[0] = true;
    }
    int done = 0;
    for (int k = 0; k < levels; k++) {
      List<String> path = paths.get(k);
      for (String variable : path.subList(done, path.size())) {
        data.column(variable).markChanges(sorted, changed);
      }
      done = path.size();
      opens[k] = k + 1 == levels ? changed : changed.clone();
    }
    int[][] start = new int[levels + 1][];
    for (int k = 0; k <= levels; k++) {
      start[k] =
          children(k == 0 ? null : opens[k - 1], k == levels ? null : opens[k], sorted.length);
    }
    return start;
  }

  /** Starts of the children of each parent; null parents: one; null children: the rows. */
  private static int[] children(boolean[] parents, boolean[] children, int rows) {
    int[] start = new int[1 + (parents == null ? 1 : count(parents))];
    int parent = 0;
    int count = 0;
    if (parents == null) {
      start[parent++] = 0;
    }
    for (int i = 0; i < rows; i++) {
      if (parents != null && parents[i]) {
        start[parent++] = count;
      }
      count += children == null || children[i] ? 1 : 0;
    }
    start[parent] = count;
    return start;
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  /**
   * The path values of each group of a level (1..K), made when asked for: {@code "West>Ohio"}.
   *
   * @param firstRows first of the sorted rows of each group, closed by their number
   */
  List<String> labels(int level, int[] sorted, int[] firstRows) {
    return new GroupLabels(
        paths.get(level - 1).stream().map(data::column).toList(), sorted, firstRows);
  }
}
