package dev.menlo.estimator.store;

import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.data.Sample;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The estimation sample: the rows that the model used, with the variables that it reads. Binding
 * them again gives the design of the fit.
 */
final class SampleJson {
  private SampleJson() {}

  /**
   * Writes a sample.
   *
   * @param variables to write, in file order
   * @param counts where the rows went that are not in the sample
   */
  static void write(Sample sample, List<String> variables, BoundData counts, JsonOutput out)
      throws IOException {
    Dataset data = sample.data();
    out.text("source", data.source());
    out.count("excluded", counts.excluded());
    out.count("dropped", counts.dropped());
    out.text("missing", counts.missing());
    out.integers("rows", Arrays.stream(sample.rows()).map(data::rowNumber).toArray());
    out.objects("variables", variables, (o, name) -> variable(sample, name, o));
  }

  private static void variable(Sample sample, String name, JsonOutput out) throws IOException {
    out.text("name", name);
    Column column = sample.data().column(name);
    if (column instanceof Column.Numeric numeric) {
      double[] all = numeric.values();
      out.numbers("numbers", Arrays.stream(sample.rows()).mapToDouble(row -> all[row]).toArray());
    } else {
      List<String> labels = column.levels(sample.rows());
      out.texts("labels", labels);
      out.integers("codes", column.ranks(sample.rows()));
    }
  }

  /**
   * A sample that was read.
   *
   * @param excluded rows that the {@code if} of the fit left out
   * @param dropped rows that the fit dropped for missing values
   * @param missing what was missing, one sentence
   */
  record Stored(Dataset data, int excluded, int dropped, String missing) {}

  static Stored read(JsonInput in) throws IOException {
    Dataset.Builder data = Dataset.builder();
    int[] counts = new int[2];
    String[] missing = new String[1];
    in.object(
        "sample",
        Map.of(
            "source", () -> data.source(in.text()),
            "excluded", () -> counts[0] = in.count(),
            "dropped", () -> counts[1] = in.count(),
            "missing", () -> missing[0] = in.text(),
            "rows", () -> data.rowNumbers(in.integers()),
            "variables", () -> in.items("an array of variables", () -> variable(in, data))));
    return new Stored(data.build(), counts[0], counts[1], missing[0]);
  }

  private static void variable(JsonInput in, Dataset.Builder data) throws IOException {
    if (!in.isObject()) {
      throw in.problem("expected a variable", "use the file as it was written, or fit again");
    }
    String name = null;
    double[] numbers = null;
    List<String> labels = null;
    int[] codes = null;
    for (String key = in.nextField(); key != null; key = in.nextField()) {
      switch (key) {
        case "name" -> name = in.text();
        case "numbers" -> numbers = in.numbers();
        case "labels" -> labels = in.texts();
        case "codes" -> codes = in.integers();
        default ->
            throw in.problem(
                "unknown key \"" + key + "\" in a variable",
                "remove it, or read the file with the version of menlo that wrote it");
      }
    }
    if (name != null && numbers != null && labels == null && codes == null) {
      data.column(name, numbers);
    } else if (name != null && numbers == null && labels != null && codes != null) {
      data.column(name, texts(in, labels, codes));
    } else {
      throw in.problem(
          "a variable has a name, and numbers or labels and codes",
          "use the file as it was written, or fit again");
    }
  }

  private static String[] texts(JsonInput in, List<String> labels, int[] codes) {
    String[] texts = new String[codes.length];
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] >= labels.size()) {
        throw in.problem(
            "code " + codes[i] + " has no label", "use the file as it was written, or fit again");
      }
      texts[i] = codes[i] < 0 ? null : labels.get(codes[i]);
    }
    return texts;
  }
}
