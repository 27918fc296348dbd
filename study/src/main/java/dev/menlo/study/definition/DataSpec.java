package dev.menlo.study.definition;

import dev.menlo.estimator.simulate.Disturbance;
import dev.menlo.estimator.simulate.StandardLaw;
import dev.menlo.model.Model;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The data-generating mechanism.
 *
 * @param model any model
 * @param parameters its true parameters, by the names that tables print
 * @param design who is observed when
 * @param disturbance departures from normal random effects and errors
 */
public record DataSpec(
    Model model, Map<String, Double> parameters, DesignSpec design, Disturbance disturbance) {

  static DataSpec of(Tree tree, StudySource source) {
    String[] own = {"parameters", "design", "randomeffects", "errors", "outliers"};
    tree.only(ModelText.with(own));
    Map<String, Double> parameters = new LinkedHashMap<>();
    tree.get("parameters").entries().forEach((name, value) -> parameters.put(name, value.number()));
    return new DataSpec(
        ModelText.model(tree, source),
        parameters,
        DesignSpec.of(tree.get("design"), source),
        disturbance(tree));
  }

  private static Disturbance disturbance(Tree tree) {
    double probability = 0;
    double scale = 1;
    if (tree.has("outliers")) {
      Tree outliers = tree.get("outliers");
      outliers.only("probability", "scale");
      probability = outliers.get("probability").number();
      scale = outliers.get("scale").number();
    }
    try {
      return new Disturbance(law(tree, "randomeffects"), law(tree, "errors"), probability, scale);
    } catch (IllegalArgumentException e) {
      throw tree.get("outliers").problem(e);
    }
  }

  private static StandardLaw law(Tree tree, String key) {
    return tree.has(key) ? Draws.standard(tree.get(key)) : StandardLaw.normal();
  }
}
