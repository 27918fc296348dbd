package dev.menlo.estimator.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a CSV file into columns. A column is text as soon as one cell is not a number; the file is
 * then read again with that known, so that numbers never need to be kept as text.
 */
final class CsvTable {
  private static final int LONGEST_HEADER = 1 << 20;
  private static final Pattern STARTING_LINE = Pattern.compile("starting at line (\\d+)");

  /** What messages call the file. */
  private final Path file;

  /** Where its content is. */
  private final Path content;

  private final Set<Integer> textColumns = new HashSet<>();

  private CsvTable(Path file, Path content) {
    this.file = file;
    this.content = content;
  }

  static Dataset read(Path file) {
    boolean once = Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    return once ? readCopy(file) : new CsvTable(file, file).read();
  }

  /** A pipe or device gives its content once, and a table may be read twice. */
  private static Dataset readCopy(Path pipe) {
    try {
      Path copy = Files.createTempFile("menlo", ".csv");
      try (InputStream in = Files.newInputStream(pipe)) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        return new CsvTable(pipe, copy).read();
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw DataException.unreadable(pipe, e);
    }
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
      throw new DataException(file + unreadable(e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw DataException.unreadable(file, e.getCause());
    } catch (IOException e) {
      throw DataException.unreadable(file, e);
    }
  }

  /** What is wrong with a record that is beyond the parser's limits, with its line. */
  private static String unreadable(String message) {
    Matcher line = STARTING_LINE.matcher(message);
    String place = line.find() ? ", line " + line.group(1) + ": " : ": ";
    if (message.contains("buffer size")) {
      return place + "a field is too long; look for an unclosed quote or a missing line break";
    }
    return message.contains("limit of")
        ? place + message + "; write the variables that the model names to a file of their own"
        : place + message + "; correct that line";
  }

  /** The most frequent of comma, semicolon and tab outside quotes in the header line. */
  private char separator() throws IOException {
    String line = header();
    if (line.indexOf('\0') >= 0) {
      throw new DataException(
          file + ", line 1: NUL characters, as in UTF-16; convert the file to UTF-8");
    }
    String header = line.replaceAll("\"[^\"]*\"", "");
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
    try (BufferedReader reader = Files.newBufferedReader(content)) {
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
            .ofCsvRecord(content)) {
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
      throw new DataException(
          file + " has a header but no rows; add rows, or check that the whole file is there");
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
