package dev.menlo.study.definition;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.InitialText;
import dev.menlo.model.Model;
import dev.menlo.model.ModelFile;
import java.util.List;
import java.util.Map;

/**
 * A method to compare.
 *
 * @param name its name in tables
 * @param model the model that is fitted
 * @param options of the fit; threads are set by whoever runs it
 * @param start where fits start
 */
public record MethodSpec(String name, Model model, FitOptions options, Start start) {
  /** Where fits start. */
  public enum Start {
    /**
     * At the true fixed effects where the model has effects of the same names; else as {@link
     * #AUTO}.
     */
    TRUTH,
    /** Each fit finds its own starting values, as {@code menlo fit} does. */
    AUTO,
    /** At given values. */
    GIVEN
  }

  /**
   * Reads a method. A method without a model of its own fits the model that draws the data.
   *
   * @param data the tree of the data-generating mechanism
   * @param defaults backend and confidence level of the study
   */
  static MethodSpec of(Tree tree, Tree data, FitOptions defaults, StudySource source) {
    if (!tree.isMap() && tree.text().isEmpty()) {
      return new MethodSpec(tree.name(), ModelText.model(data, source), defaults, Start.TRUTH);
    }
    String[] own = {
      "reml",
      "mle",
      "start",
      "initial",
      "iterate",
      "tolerance",
      "rowpasses",
      "emiterate",
      "if",
      "backend",
      "level"
    };
    tree.only(ModelText.with(own));
    ModelFile file = ModelText.file(tree.has("model") ? tree : data, source);
    boolean reml = tree.on("reml") || (tree.has("model") && file.options().containsKey("reml"));
    return new MethodSpec(tree.name(), file.model(), options(tree, defaults, reml), start(tree));
  }

  private static FitOptions options(Tree tree, FitOptions usual, boolean reml) {
    try {
      FitOptions options =
          usual
              .withCriterion(reml ? Criterion.REML : Criterion.ML)
              .withLevel(tree.number("level", usual.level()))
              .withBackend(tree.text("backend", usual.backend()))
              .withCondition(tree.text("if", usual.condition()))
              .withTolerance(tree.number("tolerance", usual.tolerance()))
              .withIterate(whole(tree, "iterate", usual.iterate()))
              .withRowPasses(whole(tree, "rowpasses", usual.rowPasses()))
              .withEmIterate(whole(tree, "emiterate", usual.emIterate()));
      return tree.has("initial") ? options.withInitial(initial(tree.get("initial"))) : options;
    } catch (IllegalArgumentException e) {
      throw tree.problem(e);
    }
  }

  private static int whole(Tree tree, String key, int usual) {
    return tree.has(key) ? Math.toIntExact(tree.get(key).whole(0)) : usual;
  }

  private static Map<String, Double> initial(Tree tree) {
    if (!tree.isMap()) {
      return InitialText.parse(tree.text());
    }
    Map<String, Double> values = new java.util.LinkedHashMap<>();
    tree.entries().forEach((name, value) -> values.put(name, value.number()));
    return values;
  }

  private static Start start(Tree tree) {
    if (tree.has("initial")) {
      if (tree.has("start")) {
        throw tree.get("start").problem("start and initial exclude each other");
      }
      return Start.GIVEN;
    }
    String text = tree.text("start", "truth");
    if (!List.of("truth", "auto").contains(text)) {
      throw tree.get("start")
          .problem("is truth or auto, not " + text + "; values are given as initial");
    }
    return text.equals("auto") ? Start.AUTO : Start.TRUTH;
  }
}
