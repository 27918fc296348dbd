package org.example.growth;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.postestimation.ConfidenceInterval;
import dev.menlo.estimator.postestimation.DerivedEstimate;
import dev.menlo.estimator.postestimation.WaldTest;
import dev.menlo.model.Model;
import java.nio.file.Path;
import java.util.Locale;

/** Fits the growth of orange trees: {@code OrangeTrees DATA.csv BACKEND}. */
public final class OrangeTrees {
  private OrangeTrees() {}

  /** Prints where the classes come from, the log likelihood, the fixed effects, and some answers. */
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
    ask(fit);
  }

  /** The steepest growth b1 / (4 b3), a test, and a profile interval. */
  private static void ask(Fit fit) {
    DerivedEstimate growth = fit.nlcom("growth: {b1}/(4*{b3})").estimate("growth");
    System.out.printf(
        Locale.ROOT, "%s %.4f, std. err. %.4f%n", growth.name(), growth.estimate(), growth.se());
    WaldTest test = fit.test("b1 = 200");
    System.out.printf(
        Locale.ROOT, "b1 = 200: chi2(%d) %.2f, p %.3f%n", test.df(), test.chi2(), test.p());
    ConfidenceInterval b1 = fit.confint(ConfidenceInterval.Method.PROFILE, "b1").get(0);
    System.out.printf(Locale.ROOT, "b1 from %.1f to %.1f%n", b1.lower(), b1.upper());
  }
}
