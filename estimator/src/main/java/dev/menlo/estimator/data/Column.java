package dev.menlo.estimator.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** The values of one variable. */
public sealed interface Column {
  /** Number of values. */
  int rows();

  /** Whether a value is missing. */
  boolean isMissing(int row);

  /** A value as text; a whole number without a trailing ".0"; "" when missing. */
  String text(int row);

  /**
   * The distinct non-missing values in order, as text.
   *
   * @param rows the rows to look at
   */
  List<String> levels(int[] rows);

  /** The values of some rows, in the order given. */
  Column rows(int[] chosen);

  /** The position of each row's value in {@link #levels}, or -1 when missing. */
  int[] ranks(int[] rows);

  /**
   * Numbers.
   *
   * @param values one a row, NaN when missing; not to be modified
   */
  record Numeric(double[] values) implements Column {
    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public boolean isMissing(int row) {
      return Double.isNaN(values[row]);
    }

    @Override
    public String text(int row) {
      return isMissing(row) ? "" : text(values[row]);
    }

    @Override
    public Column rows(int[] chosen) {
      return new Numeric(Arrays.stream(chosen).mapToDouble(row -> values[row]).toArray());
    }

    private static String text(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }

    @Override
    public List<String> levels(int[] rows) {
      List<String> out = new ArrayList<>();
      for (double value : distinct(rows)) {
        out.add(text(value));
      }
      return out;
    }

    private double[] distinct(int[] rows) {
      double[] sorted = new double[rows.length];
      int n = 0;
      for (int row : rows) {
        if (!isMissing(row)) {
          sorted[n++] = values[row] == 0 ? 0.0 : values[row];
        }
      }
      Arrays.sort(sorted, 0, n);
      int kept = 0;
      for (int i = 0; i < n; i++) {
        if (kept == 0 || sorted[i] != sorted[kept - 1]) {
          sorted[kept++] = sorted[i];
        }
      }
      return Arrays.copyOf(sorted, kept);
    }

    @Override
    public int[] ranks(int[] rows) {
      int[] ascending = ranksIfAscending(rows);
      return ascending == null ? ranksBySorting(rows) : ascending;
    }

    /** The ranks in one pass, or null if a value is below one before it. */
    private int[] ranksIfAscending(int[] rows) {
      int[] out = new int[rows.length];
      int rank = -1;
      double last = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < rows.length; i++) {
        double value = values[rows[i]];
        if (value < last) {
          return null;
        }
        boolean missing = Double.isNaN(value);
        if (!missing && (value > last || rank < 0)) {
          rank++;
          last = value;
        }
        out[i] = missing ? -1 : rank;
      }
      return out;
    }

    private int[] ranksBySorting(int[] rows) {
      double[] distinct = distinct(rows);
      int[] out = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        double value = values[rows[i]] == 0 ? 0.0 : values[rows[i]];
        out[i] = isMissing(rows[i]) ? -1 : Arrays.binarySearch(distinct, value);
      }
      return out;
    }
  }

  /**
   * Texts, by code.
   *
   * @param codes one a row, -1 when missing; not to be modified
   * @param labels the text of each code
   * @param firstText where the first value that is not a number stands ("line 7 holds \"abc\""),
   *     for messages
   */
  record Text(int[] codes, String[] labels, String firstText) implements Column {
    @Override
    public int rows() {
      return codes.length;
    }

    @Override
    public boolean isMissing(int row) {
      return codes[row] < 0;
    }

    @Override
    public String text(int row) {
      return isMissing(row) ? "" : labels[codes[row]];
    }

    @Override
    public Column rows(int[] chosen) {
      int[] some = Arrays.stream(chosen).map(row -> codes[row]).toArray();
      return new Text(some, labels, firstText);
    }

    @Override
    public List<String> levels(int[] rows) {
      TreeSet<String> sorted = new TreeSet<>();
      boolean[] used = new boolean[labels.length];
      for (int row : rows) {
        if (codes[row] >= 0) {
          used[codes[row]] = true;
        }
      }
      for (int c = 0; c < labels.length; c++) {
        if (used[c]) {
          sorted.add(labels[c]);
        }
      }
      return List.copyOf(sorted);
    }

    @Override
    public int[] ranks(int[] rows) {
      List<String> levels = levels(rows);
      int[] rankOfCode = new int[labels.length];
      for (int c = 0; c < labels.length; c++) {
        rankOfCode[c] = java.util.Collections.binarySearch(levels, labels[c]);
      }
      int[] out = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        out[i] = codes[rows[i]] < 0 ? -1 : rankOfCode[codes[rows[i]]];
      }
      return out;
    }
  }
}
