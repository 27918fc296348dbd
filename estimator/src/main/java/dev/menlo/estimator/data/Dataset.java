package dev.menlo.estimator.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rectangular data set: named columns, numeric or text. Missing numbers are NaN, missing texts
 * null. Immutable: arrays handed over are not copied and must not be changed.
 */
public final class Dataset {
  private final String source;
  private final Map<String, Column> columns;
  private final List<String> variables;
  private final int rows;

  /** Variables that were found to have no missing value. */
  private volatile Set<String> complete = Set.of();

  /** The rows' numbers in their file, or null if they are 0, 1, 2, ... */
  private final int[] rowNumbers;

  Dataset(String source, Map<String, Column> columns) {
    this(source, columns, List.copyOf(columns.keySet()), null);
  }

  /** Takes the map over: it must not change any more. */
  private Dataset(
      String source, Map<String, Column> columns, List<String> variables, int[] rowNumbers) {
    this.source = source;
    this.columns = columns;
    this.variables = variables;
    this.rowNumbers = rowNumbers;
    int length = -1;
    for (Map.Entry<String, Column> entry : columns.entrySet()) {
      int n = entry.getValue().rows();
      if (length >= 0 && n != length) {
        throw new DataException(
            source + ": column " + entry.getKey() + " has " + n + " rows, others have " + length);
      }
      length = n;
    }
    this.rows = Math.max(0, length);
    if (rowNumbers != null && rowNumbers.length != rows) {
      throw new DataException(
          source + ": " + rowNumbers.length + " row numbers for " + rows + " rows");
    }
  }

  /**
   * Reads a CSV file with a header line. Byte-order marks, CRLF, quotes, and the separators comma,
   * semicolon and tab are recognised; empty cells, {@code .}, {@code NA} and {@code NaN} are
   * missing.
   *
   * @throws DataException if the file cannot be read as such a table; names the line and the cure
   */
  public static Dataset readCsv(Path file) {
    return CsvTable.read(file);
  }

  /** Starts a data set from arrays. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where the data come from, for reports. */
  public String source() {
    return source;
  }

  /** Variable names in file order. */
  public List<String> variables() {
    return variables;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /**
   * The number, from 0, of a row in the file it comes from; the row itself unless rows were left.
   */
  public int rowNumber(int row) {
    return rowNumbers == null ? row : rowNumbers[row];
  }

  /** Whether there is such a variable. */
  public boolean has(String variable) {
    return columns.containsKey(variable);
  }

  /** Whether a variable has no missing value; looked at once. */
  boolean isComplete(String variable) {
    if (complete.contains(variable)) {
      return true;
    }
    if (column(variable).anyMissing()) {
      return false;
    }
    Set<String> known = new HashSet<>(complete);
    known.add(variable);
    complete = known;
    return true;
  }

  /**
   * A column.
   *
   * @throws DataException if there is none of that name
   */
  public Column column(String variable) {
    Column column = columns.get(variable);
    if (column == null) {
      throw new DataException(
          source + " has no variable " + variable + "; it has " + String.join(", ", variables()));
    }
    return column;
  }

  /**
   * The values of a numeric variable; not to be modified.
   *
   * @throws DataException if it is text; names the first cell that is not a number
   */
  public double[] numbers(String variable) {
    Column column = column(variable);
    if (column instanceof Column.Numeric numeric) {
      return numeric.values();
    }
    Column.Text text = (Column.Text) column;
    throw new DataException(
        source
            + ": "
            + variable
            + " is used as a number, but "
            + text.firstText()
            + "; "
            + (text.firstText().matches(".*\"[-+]?[0-9]+,[0-9]+\"")
                ? "write the decimal point as a point"
                : "correct the cell, mark it missing, or use i." + variable));
  }

  /** These data with one variable replaced or added; the other columns are shared. */
  public Dataset with(String variable, double[] values) {
    return with(Map.of(variable, new Column.Numeric(values)));
  }

  /** These data with one variable of texts replaced or added; null is missing. */
  public Dataset with(String variable, String[] values) {
    return with(new Builder().column(variable, values).columns);
  }

  private Dataset with(Map<String, Column> replaced) {
    Map<String, Column> changed = new LinkedHashMap<>(columns);
    changed.putAll(replaced);
    boolean added = changed.size() > columns.size();
    return new Dataset(
        source, changed, added ? List.copyOf(changed.keySet()) : variables, rowNumbers);
  }

  /** Whether other data have the same variables in the same order with the same values, but one. */
  boolean holdsSameBut(String variable, Dataset other) {
    if (rows != other.rows || !variables().equals(other.variables())) {
      return false;
    }
    for (Map.Entry<String, Column> column : columns.entrySet()) {
      if (!column.getKey().equals(variable)
          && !column.getValue().holdsSame(other.columns.get(column.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Some rows of these data.
   *
   * @param chosen row numbers, in the order wanted; a row may come more than once
   */
  public Dataset rows(int[] chosen) {
    Builder out = new Builder().source(source);
    columns.forEach((name, column) -> out.columns.put(name, column.rows(chosen)));
    return new Dataset(
        source, out.columns, variables, Arrays.stream(chosen).map(this::rowNumber).toArray());
  }

  /** Collects columns. */
  public static final class Builder {
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private String source = "data in memory";
    private int[] rowNumbers;

    private Builder() {}

    /** Names the data for reports. */
    public Builder source(String name) {
      source = name;
      return this;
    }

    /** Numbers the rows, from 0, where they are some of the rows of a file. */
    public Builder rowNumbers(int... numbers) {
      rowNumbers = numbers;
      return this;
    }

    /** Adds numbers; NaN is missing. */
    public Builder column(String name, double... values) {
      columns.put(name, new Column.Numeric(values));
      return this;
    }

    /** Adds texts; null is missing. */
    public Builder column(String name, String... values) {
      List<String> labels = new ArrayList<>();
      Map<String, Integer> known = new java.util.HashMap<>();
      int[] codes = new int[values.length];
      String first = "";
      for (int i = 0; i < values.length; i++) {
        String value = values[i];
        if (value == null) {
          codes[i] = -1;
          continue;
        }
        first = first.isEmpty() ? "row " + (i + 1) + " holds \"" + value + "\"" : first;
        codes[i] =
            known.computeIfAbsent(
                value,
                v -> {
                  labels.add(v);
                  return labels.size() - 1;
                });
      }
      columns.put(name, new Column.Text(codes, labels.toArray(String[]::new), first));
      return this;
    }

    /**
     * The data set.
     *
     * @throws DataException if the columns differ in length
     */
    public Dataset build() {
      Map<String, Column> all = new LinkedHashMap<>(columns);
      return new Dataset(source, all, List.copyOf(all.keySet()), rowNumbers);
    }
  }
}
