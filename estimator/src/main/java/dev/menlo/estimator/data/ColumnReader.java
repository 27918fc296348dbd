package dev.menlo.estimator.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A column being read: primitive arrays that grow. */
sealed interface ColumnReader {
  /** Takes the place of a column whose kind was wrong, until the file is read again. */
  ColumnReader IGNORED = new Ignored();

  /** Cells on the first rows; more is made room for as they come. */
  int FEW = 64;

  /** Adds a cell; false if it does not fit the kind of the column. */
  boolean add(String cell, long line);

  /** The column read. */
  Column column();

  /** Whether a cell stands for a missing value. */
  static boolean isMissing(String cell) {
    return cell.isEmpty() || cell.equals(".") || cell.equals("NA") || cell.equals("NaN");
  }

  /** Keeps nothing. */
  final class Ignored implements ColumnReader {
    @Override
    public boolean add(String cell, long line) {
      return true;
    }

    @Override
    public Column column() {
      throw new IllegalStateException("a column that was not kept");
    }
  }

  /** Numbers. */
  final class Numbers implements ColumnReader {
    private double[] values = new double[FEW];
    private int size;

    @Override
    public boolean add(String cell, long line) {
      String text = cell.strip();
      double value = isMissing(text) ? Double.NaN : parse(text);
      if (Double.isInfinite(value)) {
        return false;
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, size + (size >> 1));
      }
      values[size++] = value;
      return true;
    }

    /** The number, or infinity if the text is none; suffixes that Java allows are not numbers. */
    private static double parse(String text) {
      char last = text.charAt(text.length() - 1);
      if (!(last >= '0' && last <= '9' || last == '.')) {
        return Double.POSITIVE_INFINITY;
      }
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        return Double.POSITIVE_INFINITY;
      }
    }

    @Override
    public Column column() {
      return new Column.Numeric(Arrays.copyOf(values, size));
    }
  }

  /** Texts, coded. */
  final class Texts implements ColumnReader {
    private int[] codes = new int[FEW];
    private int size;
    private final Map<String, Integer> known = new HashMap<>();
    private final List<String> labels = new ArrayList<>();
    private String firstText = "";

    @Override
    public boolean add(String cell, long line) {
      String text = cell.strip();
      int code = -1;
      if (!isMissing(text)) {
        code = known.computeIfAbsent(text, this::label);
        if (firstText.isEmpty() && Double.isInfinite(Numbers.parse(text))) {
          firstText = "line " + line + " holds \"" + text + "\"";
        }
      }
      if (size == codes.length) {
        codes = Arrays.copyOf(codes, size + (size >> 1));
      }
      codes[size++] = code;
      return true;
    }

    private int label(String text) {
      labels.add(text);
      return labels.size() - 1;
    }

    @Override
    public Column column() {
      return new Column.Text(Arrays.copyOf(codes, size), labels.toArray(String[]::new), firstText);
    }
  }
}
