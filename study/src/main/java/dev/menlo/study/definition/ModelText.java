package dev.menlo.study.definition;

import dev.menlo.model.Model;
import dev.menlo.model.ModelException;
import dev.menlo.model.ModelFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of a model within a study file: those of a model file, or {@code model: FILE.yaml}. */
final class ModelText {
  /** menl's options that are part of a model. */
  private static final List<String> OPTIONS =
      List.of(
          "define",
          "covariance",
          "resvariance",
          "rescorrelation",
          "rescovariance",
          "tsinit",
          "tsorder",
          "tsmissing",
          "group");

  private ModelText() {}

  /** The keys of a model and some others. */
  static String[] with(String... others) {
    List<String> all = new ArrayList<>(List.of("model"));
    all.addAll(OPTIONS);
    all.addAll(List.of(others));
    return all.toArray(String[]::new);
  }

  static Model model(Tree tree, StudySource source) {
    return file(tree, source).model();
  }

  /** The model with the options of the command that stand beside it. */
  static ModelFile file(Tree tree, StudySource source) {
    Tree model = tree.get("model");
    String text = model.text();
    try {
      return text.endsWith(".yaml") || text.endsWith(".yml")
          ? ModelFile.parse(source.text(model), text)
          : ModelFile.ofLine(text, options(tree));
    } catch (ModelException e) {
      throw model.problem(e);
    }
  }

  private static Map<String, List<String>> options(Tree tree) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    tree.entries()
        .forEach(
            (key, value) -> {
              if (OPTIONS.contains(key)) {
                options.put(key, texts(value));
              }
            });
    return options;
  }

  /** A list of texts; a map of definitions as {@code name: body}. */
  private static List<String> texts(Tree value) {
    if (!value.isMap()) {
      return value.items().stream().map(Tree::text).toList();
    }
    return value.entries().entrySet().stream()
        .map(e -> e.getKey() + ": " + e.getValue().text())
        .toList();
  }
}
