package dev.menlo.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Symmetric matrices with named rows: their lower triangles, as Stata prints them. */
public final class MatrixReport implements Report {
  private static final int CELL = 11;
  private static final int WIDTH = 100;

  private final List<Matrix> matrices;

  /**
   * A matrix.
   *
   * @param title a line above it
   * @param names of rows and columns
   * @param values n x n row-major
   */
  public record Matrix(String title, List<String> names, double[] values) {}

  /** A report of matrices. */
  public MatrixReport(List<Matrix> matrices) {
    this.matrices = List.copyOf(matrices);
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Matrix matrix : matrices) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.add(matrix.title());
      lines.add("");
      add(matrix, lines);
    }
    return lines;
  }

  private static void add(Matrix matrix, List<String> lines) {
    int longest = matrix.names().stream().mapToInt(String::length).reduce(8, Math::max);
    int cell = Math.max(CELL, longest + 2);
    int columns = Math.max(1, (WIDTH - longest - 2) / cell);
    for (int from = 0; from < matrix.names().size(); from += columns) {
      if (from > 0) {
        lines.add("");
      }
      int to = Math.min(matrix.names().size(), from + columns);
      addColumns(matrix, from, to, longest, cell, lines);
    }
  }

  /** The lower triangle's columns of a range, below their names. */
  private static void addColumns(
      Matrix matrix, int from, int to, int longest, int cell, List<String> lines) {
    StringBuilder head = new StringBuilder(" ".repeat(longest) + " |");
    matrix.names().subList(from, to).forEach(n -> head.append(CoefficientRow.name(n, cell)));
    lines.add(head.toString());
    lines.add("-".repeat(longest + 1) + "+" + "-".repeat(cell * (to - from)));
    int n = matrix.names().size();
    for (int i = from; i < n; i++) {
      StringBuilder line =
          new StringBuilder(CoefficientRow.name(matrix.names().get(i), longest) + " |");
      for (int j = from; j <= Math.min(i, to - 1); j++) {
        line.append(CoefficientRow.name(StataFormat.general(matrix.values()[i * n + j]), cell));
      }
      lines.add(line.toString());
    }
  }

  @Override
  public String json() {
    return JsonText.of(this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Matrix matrix : matrices) {
      json.writeStartObject();
      json.writeStringField("title", matrix.title());
      JsonText.texts(json, "names", matrix.names());
      JsonText.numbers(json, "values", matrix.values());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
