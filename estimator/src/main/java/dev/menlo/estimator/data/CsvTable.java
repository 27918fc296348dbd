package dev.menlo.estimator.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a CSV file into columns. A column is text as soon as one cell is not a number; the file is
 * then read again with that known, so that numbers never need to be kept as text.
 */
final class CsvTable {
  private static final int LONGEST_HEADER = 1 << 20;

  private final Path file;
  private final Set<Integer> textColumns = new HashSet<>();

  private CsvTable(Path file) {
    this.file = file;
  }

  static Dataset read(Path file) {
    return new CsvTable(file).read();
  }

  private Dataset read() {
    try {
      char separator = separator();
      Dataset data = null;
      while (data == null) {
        data = pass(separator);
      }
      return data;
    } catch (NoSuchFileException e) {
      throw new DataException("no such file: " + file + "; check the path given by --data", e);
    } catch (MalformedInputException e) {
      throw new DataException(file + " is not UTF-8 text; convert it to UTF-8", e);
    } catch (CsvParseException e) {
      throw new DataException(file + ": " + e.getMessage(), e);
    } catch (IOException | UncheckedIOException e) {
      throw new DataException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** The most frequent of comma, semicolon and tab outside quotes in the header line. */
  private char separator() throws IOException {
    String header = header().replaceAll("\"[^\"]*\"", "");
    char best = ',';
    long most = 0;
    for (char candidate : new char[] {',', ';', '\t'}) {
      long count = header.chars().filter(c -> c == candidate).count();
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  /** The first line that is not blank; its first characters if it is longer than any header. */
  private String header() throws IOException {
    StringBuilder line = new StringBuilder();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (int c = reader.read(); c >= 0 && line.length() < LONGEST_HEADER; c = reader.read()) {
        boolean ends = c == '\n' || c == '\r';
        if (ends && !line.toString().isBlank()) {
          break;
        }
        line = ends ? new StringBuilder() : line.append((char) c);
      }
    }
    return line.toString();
  }

  /** One reading of the file; null if columns turned out to be text. */
  private Dataset pass(char separator) throws IOException {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .detectBomHeader(true)
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(file)) {
      var records = reader.iterator();
      if (!records.hasNext()) {
        throw new DataException(file + " is empty; its first line must name the variables");
      }
      List<String> names = header(records.next());
      ColumnReader[] columns = new ColumnReader[names.size()];
      for (int c = 0; c < columns.length; c++) {
        columns[c] =
            textColumns.contains(c) ? new ColumnReader.Texts() : new ColumnReader.Numbers();
      }
      while (records.hasNext()) {
        CsvRecord record = records.next();
        requireWidth(record, names.size());
        for (int c = 0; c < columns.length; c++) {
          if (!columns[c].add(record.getField(c), record.getStartingLineNumber())) {
            textColumns.add(c);
            columns[c] = ColumnReader.IGNORED;
          }
        }
      }
      return Arrays.asList(columns).contains(ColumnReader.IGNORED) ? null : dataset(names, columns);
    }
  }

  private Dataset dataset(List<String> names, ColumnReader[] columns) {
    Map<String, Column> out = new LinkedHashMap<>();
    for (int c = 0; c < columns.length; c++) {
      out.put(names.get(c), columns[c].column());
    }
    Dataset data = new Dataset(file.toString(), out);
    if (data.rows() == 0) {
      throw new DataException(file + " has a header but no rows");
    }
    return data;
  }

  private List<String> header(CsvRecord record) {
    List<String> names = record.getFields().stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (int c = 0; c < names.size(); c++) {
      String name = names.get(c);
      if (name.isEmpty()) {
        throw new DataException(
            file + ", line 1: column " + (c + 1) + " has no name; give every column one");
      }
      if (name.matches("[-+]?[0-9.]+")) {
        throw new DataException(
            file
                + ", line 1: "
                + name
                + " stands where the name of a variable should; add a header line");
      }
      if (!seen.add(name)) {
        throw new DataException(
            file + ", line 1: two columns are named " + name + "; rename one of them");
      }
    }
    return names;
  }

  private void requireWidth(CsvRecord record, int width) {
    if (record.getFieldCount() != width) {
      throw new DataException(
          file
              + ", line "
              + record.getStartingLineNumber()
              + ": "
              + record.getFieldCount()
              + " fields where the header has "
              + width
              + "; look for a missing or stray separator, or an unclosed quote");
    }
  }
}
