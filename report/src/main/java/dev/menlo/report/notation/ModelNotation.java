package dev.menlo.report.notation;

import static dev.menlo.report.notation.MathMl.equation;
import static dev.menlo.report.notation.MathMl.name;
import static dev.menlo.report.notation.MathMl.operator;
import static dev.menlo.report.notation.MathMl.row;

import dev.menlo.model.GroupingLevel;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import dev.menlo.model.syntax.Definition;
import dev.menlo.model.syntax.Specification;
import dev.menlo.report.markup.Content;
import dev.menlo.report.markup.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model as formulas: mean, definitions, random effects, errors; then what the indices count. */
public final class ModelNotation implements Content {
  private final List<Content> lines = new ArrayList<>();
  private final String legend;

  /**
   * The formulas of a model.
   *
   * @param lowered the model lowered against its data
   * @param constantWithin per variable the grouping level within whose groups it is constant, from
   *     1, outermost first; absent or 0 for one that varies from row to row
   */
  public ModelNotation(Model model, LoweredModel lowered, Map<String, Integer> constantWithin) {
    Specification text = model.specification();
    List<String> paths = lowered.levels().stream().map(GroupingLevel::pathText).toList();
    Indices indices = new Indices(text, paths, constantWithin);
    ExpressionNotation expressions =
        new ExpressionNotation(indices, new TermNotation(indices, lowered.fixedEffects()));
    boolean named =
        text.residual().variance().toString().contains("_yhat")
            || lowered.spec().mean().isRecursive();
    Content y = name(text.response(), indices.ofRow());
    Content plus = operator("+");
    Content error = name("epsilon", indices.ofRow());
    Content mean = expressions.of(text.mean());
    if (named) {
      Content mu = name("mu", indices.ofRow());
      lines.add(row(y, operator("="), mu, plus, error));
      lines.add(row(mu, operator("="), mean));
    } else {
      lines.add(row(y, operator("="), mean, plus, error));
    }
    for (Definition definition : text.definitions()) {
      lines.add(
          row(
              name(definition.name(), indices.ofDefinition(definition.name())),
              operator("="),
              expressions.of(definition.body())));
    }
    lines.addAll(EffectsNotation.of(lowered.levels()));
    lines.addAll(new ErrorNotation(indices).of(text.residual()));
    this.legend = legend(paths);
  }

  private static String legend(List<String> paths) {
    StringBuilder text = new StringBuilder("Indices: ");
    for (int k = 0; k < paths.size(); k++) {
      String path = paths.get(k);
      String last = path.substring(path.lastIndexOf('>') + 1);
      text.append(Indices.letters(k + 1).charAt(k)).append(" counts ").append(last).append(", ");
    }
    return text.append(Indices.letters(paths.size() + 1).charAt(paths.size()))
        .append(paths.isEmpty() ? " counts rows." : " counts rows within the group.")
        .toString();
  }

  @Override
  public void write(Markup out) {
    out.open("div", "class", "equations", "role", "group", "aria-label", "Model", "tabindex", "0");
    lines.forEach(line -> equation(line).write(out));
    out.close().line();
    out.element("p", legend, "class", "note").line();
  }
}
