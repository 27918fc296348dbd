package dev.menlo.estimator.diagnosis;

import dev.menlo.model.CovarianceType;
import dev.menlo.model.Model;
import dev.menlo.model.ModelException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Smaller models, made from menl's text of a model. */
final class Reductions {
  private static final Pattern CLAUSE = Pattern.compile("covariance\\(([^(),]*), *([a-z]+)\\)");

  private final String text;

  Reductions(Model model) {
    this.text = model.toString();
  }

  /** The model without a random effect; null where it cannot be taken out of the text. */
  Reduction without(String effect) {
    String quoted = Pattern.quote(effect);
    String factor = "(?:[^\\s{}#(]+#)*" + quoted + "\\[[^\\]]*\\]";
    String smaller = text.replaceAll("\\{" + factor + "\\}", "0");
    smaller = smaller.replaceAll("(?<=[\\s:])" + factor + "(?=[\\s,})])", "");
    smaller = clauses(smaller, names -> names.replaceAll("\\b" + quoted + "\\b", "").strip());
    return smaller.contains(effect + "[") ? null : reduction("drop " + effect, smaller);
  }

  /** The model with some random effects in a covariance structure of their own. */
  Reduction with(List<String> effects, CovarianceType type) {
    String word = type.name().toLowerCase(Locale.ROOT);
    String others =
        clauses(
            text,
            names ->
                Arrays.stream(names.split("\\s+"))
                    .filter(n -> !effects.contains(n))
                    .collect(Collectors.joining(" ")));
    String clause = " covariance(" + String.join(" ", effects) + ", " + word + ")";
    boolean options = others.matches("(?s).*,\\s*[a-z]+\\(.*");
    return reduction(
        String.join(" ", effects) + " " + word, others + (options ? "" : ",") + clause);
  }

  /** Changes the names of every covariance clause; a clause of fewer than two names goes. */
  private static String clauses(String model, UnaryOperator<String> change) {
    Matcher matcher = CLAUSE.matcher(model);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String names = change.apply(matcher.group(1).strip()).replaceAll("\\s+", " ");
      boolean stays = names.contains(" ") || names.contains("*");
      String clause = stays ? "covariance(" + names + ", " + matcher.group(2) + ")" : "";
      matcher.appendReplacement(out, Matcher.quoteReplacement(clause));
    }
    matcher.appendTail(out);
    return out.toString();
  }

  private static Reduction reduction(String what, String model) {
    try {
      return new Reduction(what, Model.parse(model));
    } catch (ModelException e) {
      return null;
    }
  }
}
