package dev.menlo.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Flags of a table that a command writes. */
final class TableFlags {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes a file: .csv, .json or .parquet (default: CSV on standard output).")
  Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Of standard output: csv (the default) or json.")
  String format = "csv";
}
