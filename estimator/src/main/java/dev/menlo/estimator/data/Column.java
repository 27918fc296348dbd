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

  /** Whether any value is missing. */
  boolean anyMissing();

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
   * Marks the rows whose value is another than that of the row before.
   *
   * @param rows rows without missing values
   * @param changed a mark a row, set where the value changes, else left alone; the first is too
   */
  void markChanges(int[] rows, boolean[] changed);

  /** Whether the other column has the same kind and values. */
  boolean holdsSame(Column other);

  /** Whether a number is missing. */
  static boolean anyNaN(double[] values) {
    for (double value : values) {
      if (Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  /** Whether rows are 0, 1, 2, ... of as many. */
  static boolean areAll(int[] rows, int of) {
    if (rows.length != of) {
      return false;
    }
    for (int i = 0; i < of; i++) {
      if (rows[i] != i) {
        return false;
      }
    }
    return true;
  }

  /** The values of some rows; the array itself if they are all of them in their order. */
  static double[] picked(double[] values, int[] rows) {
    if (areAll(rows, values.length)) {
      return values;
    }
    double[] out = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      out[i] = values[rows[i]];
    }
    return out;
  }

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
    public boolean anyMissing() {
      return anyNaN(values);
    }

    @Override
    public String text(int row) {
      return isMissing(row) ? "" : text(values[row]);
    }

    @Override
    public Column rows(int[] chosen) {
      return new Numeric(Arrays.stream(chosen).mapToDouble(row -> values[row]).toArray());
    }

    @Override
    public void markChanges(int[] rows, boolean[] changed) {
      for (int i = 1; i < rows.length; i++) {
        changed[i] |= values[rows[i]] != values[rows[i - 1]];
      }
    }

    @Override
    public boolean holdsSame(Column other) {
      return other instanceof Numeric numbers && Arrays.equals(values, numbers.values);
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
    public boolean anyMissing() {
      return Arrays.stream(codes).anyMatch(code -> code < 0);
    }

    @Override
    public String text(int row) {
      return isMissing(row) ? "" : labels[codes[row]];
    }

    @Override
    public void markChanges(int[] rows, boolean[] changed) {
      for (int i = 1; i < rows.length; i++) {
        int code = codes[rows[i]];
        int before = codes[rows[i - 1]];
        changed[i] |= code != before && !labels[code].equals(labels[before]);
      }
    }

    @Override
    public boolean holdsSame(Column other) {
      return other instanceof Text text
          && Arrays.equals(codes, text.codes)
          && Arrays.equals(labels, text.labels)
          && firstText.equals(text.firstText);
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
