package dev.menlo.bench.suite;

import java.util.ArrayList;
import java.util.List;

/** The aims of the project for speed and memory, beside what a run measured. */
final class Aims {
  private final Results results;
  private final List<List<String>> rows = new ArrayList<>();

  private Aims(Results results) {
    this.results = results;
  }

  /** Rows of what, aim, measured and whether it was reached. */
  static List<List<String>> rows(Results results) {
    Aims aims = new Aims(results);
    aims.fits();
    aims.comparisons();
    return aims.rows;
  }

  private void fits() {
    fit("1,000 x 10, three unstructured", "logistic-1000", 1e-3);
    fit("soybean", "soybean", 0.15e-3);
    fit("100,000 x 10, three unstructured", "logistic-100000", 0.150);
    row(
        "20 x 10 in batches, fits a second and core",
        "at least 40,000",
        1 / results.whole("small"),
        Markdown.number(1 / results.whole("small")),
        1 / results.whole("small") >= 40_000);
    for (String fit :
        List.of("logistic-1000", "logistic-100", "soybean", "small", "logistic-100000")) {
      double ratio = results.alternation(fit) / results.byHand(fit);
      row(
          "`" + fit + "`, alternation against the program written by hand",
          "within 2 x",
          ratio,
          Markdown.number(ratio) + " x",
          ratio <= 2);
    }
    double nlme = results.number("nlme-compartment", "seconds") / results.whole("compartment");
    row(
        "one compartment, 500 x 8, against nlme",
        "at least 2,000 x",
        nlme,
        Markdown.number(nlme) + " x",
        nlme >= 2000);
  }

  private void comparisons() {
    for (String effects : List.of("two", "three")) {
      for (String kind : List.of("power", "ar1")) {
        double ratio = results.number("structures", effects, kind, "ratio");
        row(
            (kind.equals("ar1") ? "AR(1)" : "power variance")
                + " against iid, "
                + effects
                + " random effects",
            "within 3 x",
            ratio,
            Markdown.number(ratio) + " x",
            ratio <= 3);
      }
    }
    for (String kind : List.of("batch", "single")) {
      double gain = results.number("threads", kind, "2", "gain");
      row(
          "two threads against one, "
              + (kind.equals("batch") ? "500 fits of 20 x 10" : "one fit of 100,000 groups"),
          "at least 1.8 x",
          gain,
          Markdown.number(gain) + " x",
          gain >= 1.8);
    }
    double heap = results.number("memory", "heapMultiple");
    row(
        "heap that the largest fit of `memory` ends in",
        "under 3 x the data",
        heap,
        Markdown.number(heap) + " x",
        heap < 3);
    double start = results.number("startup", "clock", "median");
    row(
        "./menlo fit examples/orange.yaml",
        "under .5 s",
        start,
        Markdown.seconds(start),
        start < 0.5);
  }

  private void fit(String what, String name, double aim) {
    double time = results.whole(name);
    row(what, "about " + Markdown.seconds(aim), time, Markdown.seconds(time), time <= 1.1 * aim);
  }

  private void row(String what, String aim, double value, String measured, boolean reached) {
    boolean known = !Double.isNaN(value);
    rows.add(
        List.of(what, aim, known ? measured : "not measured", known ? reached ? "yes" : "no" : ""));
  }
}
