import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.predict.Band;
import dev.menlo.estimator.predict.NewGroups;
import dev.menlo.estimator.predict.Predictor;
import dev.menlo.estimator.predict.RandomEffect;
import dev.menlo.model.Model;
import java.nio.file.Path;
import java.util.Locale;

/** Predictions of the orange trees: {@code Predictions EXAMPLES}. */
public final class Predictions {
  private Predictions() {}

  /** Prints curves, residuals, random effects, parameters and a tree that the fit has not seen. */
  public static void main(String[] args) {
    Dataset data = Dataset.readCsv(Path.of(args[0], "data", "orange.csv"));
    Model model =
        Model.of("circumf = {asym:}/(1+exp(-(age-{b2=720})/{b3=340}))")
            .define("asym", "{b1=190}+{U1[tree]}")
            .build();
    Fit fit = Menlo.fit(model, data);

    // One value a row of the data, in their order.
    Predictor predict = fit.predict();
    double[] own = predict.yhat();
    double[] population = predict.fixedOnly().yhat();
    double[] residuals = predict.residuals();
    double[] standardised = predict.rstandard();
    print("first row", own[0], population[0], residuals[0], standardised[0]);

    // Intervals: of the curve, and of a new observation.
    Band curve = predict.confidence();
    Band observation = predict.level(90).prediction();
    print("last row", curve.value()[34], curve.lower()[34], curve.upper()[34]);
    print("new observation", observation.lower()[34], observation.upper()[34]);

    // Random effects of every group with standard errors.
    for (RandomEffect effect : predict.reffects()) {
      print(effect.name() + " of tree " + effect.group(), effect.estimate(), effect.se());
    }

    // Parameters: names of the model, or expressions of them, at a grouping level.
    print("asymptote of tree 1", predict.relevel("tree").parameter("asym")[0]);
    Band ratio = predict.fixedOnly().parameterConfidence("{b2}/{b3}");
    print("b2/b3", ratio.value()[0], ratio.se()[0]);

    // New data: a known tree at a new age, and a new tree with one measurement.
    Dataset trees =
        Dataset.builder()
            .column("tree", 2, 8, 8)
            .column("age", 2000, 484, 2000)
            .column("circumf", Double.NaN, 100, Double.NaN)
            .build();
    print("by population", predict.on(trees).yhat());
    print("by own data", predict.on(trees).newGroups(NewGroups.ESTIMATE).yhat());
  }

  private static void print(String what, double... values) {
    StringBuilder line = new StringBuilder(what + ":");
    for (double value : values) {
      line.append(String.format(Locale.ROOT, " %.3f", value));
    }
    System.out.println(line);
  }
}
