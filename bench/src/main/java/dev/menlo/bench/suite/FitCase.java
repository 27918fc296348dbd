package dev.menlo.bench.suite;

import dev.menlo.bench.Cases;
import dev.menlo.bench.OneCompartmentData;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import dev.menlo.model.ModelFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A model with the data sets that menlo, the program written by hand and the peers fit.
 *
 * @param name short name; of files too
 * @param model the model
 * @param options one thread and starting values
 * @param data the data sets
 * @param byHand arguments of {@code speed_of_light --fit} before the seconds; empty if it does not
 *     know the model
 * @param columns the variables of its files
 */
record FitCase(
    String name,
    Model model,
    FitOptions options,
    List<Dataset> data,
    List<String> byHand,
    List<String> columns) {
  private static final List<String> LOGISTIC_COLUMNS = List.of("g", "t", "y");
  private static final int SMALL_FITS = 500;

  /**
   * A case by name: {@code logistic-GROUPS}, {@code small} (500 data sets of 20 x 10), {@code
   * soybean} or {@code compartment} (500 x 8).
   *
   * @throws IOException if an example cannot be read
   */
  static FitCase named(String name) throws IOException {
    switch (name) {
      case "small":
        return new FitCase(
            name,
            Cases.TWO_EFFECTS,
            Cases.LOGISTIC_OPTIONS,
            Cases.small(SMALL_FITS),
            List.of("2", "175", "700", "300"),
            LOGISTIC_COLUMNS);
      case "soybean":
        return new FitCase(
            name,
            ModelFile.read(Path.of("examples/soybean.yaml")).model(),
            Cases.SOYBEAN_OPTIONS,
            List.of(Dataset.readCsv(Path.of("examples/data/soybean.csv"))),
            List.of("soybean", "19", "55", "8.5"),
            List.of());
      case "compartment":
        return new FitCase(
            name,
            Cases.ONE_COMPARTMENT,
            Cases.ONE_COMPARTMENT_OPTIONS,
            List.of(OneCompartmentData.simulate(500, 1)),
            List.of(),
            List.of("subject", "dose", "time", "conc"));
      default:
        return logistic(name, Integer.parseInt(name.substring("logistic-".length())));
    }
  }

  private static FitCase logistic(String name, int groups) {
    return new FitCase(
        name,
        Cases.THREE_EFFECTS,
        Cases.LOGISTIC_OPTIONS,
        List.of(Cases.logistic(groups, 1)),
        List.of("3", "175", "700", "300"),
        LOGISTIC_COLUMNS);
  }

  /** The files of the data sets, written into a folder if they are not there. */
  List<Path> files(Path folder) throws IOException {
    if (columns.isEmpty()) {
      return List.of(Path.of("examples/data/" + name + ".csv"));
    }
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      Path file = folder.resolve(name + "-" + (i + 1) + ".csv");
      if (!Files.exists(file)) {
        write(data.get(i), file);
      }
      files.add(file);
    }
    return files;
  }

  private void write(Dataset one, Path file) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try (BufferedWriter out = Files.newBufferedWriter(partial)) {
      out.write(String.join(",", columns) + "\n");
      List<Column> cells = columns.stream().map(one::column).toList();
      for (int row = 0; row < one.rows(); row++) {
        int r = row;
        out.write(String.join(",", cells.stream().map(c -> c.text(r)).toList()) + "\n");
      }
    }
    Files.move(partial, file);
  }
}
