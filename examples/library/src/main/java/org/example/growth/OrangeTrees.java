package org.example.growth;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.nio.file.Path;
import java.util.Locale;

/** Fits the growth of orange trees: {@code OrangeTrees DATA.csv BACKEND}. */
public final class OrangeTrees {
  private OrangeTrees() {}

  /** Prints where the classes come from, the log likelihood and the fixed effects. */
  public static void main(String[] args) {
    Model model = Model.of("circumf = ({b1}+{U1[tree]})/(1+exp(-(age-{b2})/{b3}))").build();
    Dataset data = Dataset.readCsv(Path.of(args[0]));
    Fit fit = Menlo.fit(model, data, FitOptions.defaults().withBackend(args[1]));

    System.out.printf(
        Locale.ROOT,
        "named modules: %b, backend %s, log likelihood %.5f%n",
        OrangeTrees.class.getModule().isNamed(),
        fit.backend(),
        fit.logLikelihood());
    fit.fixedEffects()
        .forEach(b -> System.out.printf(Locale.ROOT, "%s %.3f%n", b.name(), b.estimate()));
  }
}
