package dev.menlo.estimator.predict;

import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.InitialText;
import dev.menlo.estimator.Menlo;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Fits of the examples from starts that lead there, each made once. */
final class ExampleFits {
  private static final Map<String, Fit> FITS = new ConcurrentHashMap<>();

  private static final Map<String, String> STARTS =
      Map.of(
          "orange.yaml", "b1 175 b2 700 b3 300",
          "soybean.yaml", "b1 19 b2 55 b3 8.4",
          "soybean-power.yaml", "b1 17 b2 52 b3 7.5",
          "ovary-ar1.yaml", "a 12 b -3 w .92 c -1.6",
          "ces.yaml", "b0 3.5 delta0 .34 rho 1.1");

  private ExampleFits() {}

  static Fit of(String file) {
    return FITS.computeIfAbsent(file, ExampleFits::fit);
  }

  static Map<String, Double> start(String file) {
    return InitialText.parse(STARTS.get(file));
  }

  private static Fit fit(String file) {
    FitOptions options = FitOptions.defaults().withInitial(InitialText.parse(STARTS.get(file)));
    return Menlo.fit(Examples.model(file), Examples.data(file), options);
  }
}
