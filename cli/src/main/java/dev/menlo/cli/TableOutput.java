package dev.menlo.cli;

import dev.menlo.cli.report.TableJson;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.study.store.ParquetFile;
import java.io.PrintStream;
import java.nio.file.Path;

/** Writes tables in the format that the file's name ends with, or on standard output. */
final class TableOutput {
  private static final String FORMATS = "the formats are .csv, .json and .parquet";

  private TableOutput() {}

  /** Refuses flags that cannot be followed, before any work. */
  static void require(TableFlags flags) {
    if (flags.out != null) {
      ending(flags.out);
    }
    if (!flags.format.equals("csv") && !flags.format.equals("json")) {
      throw new InputException("--format: the formats are csv and json, not " + flags.format);
    }
  }

  static void write(Dataset table, TableFlags flags, PrintStream standardOutput) {
    if (flags.out != null) {
      write(table, flags.out);
    } else {
      standardOutput.print(flags.format.equals("json") ? TableJson.of(table) : DataText.of(table));
    }
  }

  static void write(Dataset table, Path file) {
    switch (ending(file)) {
      case "csv" -> OutputFile.write(file, DataText.of(table));
      case "json" -> OutputFile.write(file, TableJson.of(table));
      default -> OutputFile.write(file, target -> ParquetFile.write(table, target));
    }
  }

  /** The format of a file: csv, json or parquet, the first two also compressed. */
  private static String ending(Path file) {
    String name = file.getFileName().toString();
    for (String format : new String[] {"csv", "json", "parquet"}) {
      boolean compressed = name.endsWith("." + format + ".gz") && !format.equals("parquet");
      if (name.endsWith("." + format) || compressed) {
        return format;
      }
    }
    throw new InputException("--out " + file + ": " + FORMATS);
  }
}
