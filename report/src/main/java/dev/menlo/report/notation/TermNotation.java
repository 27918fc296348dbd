package dev.menlo.report.notation;

import static dev.menlo.report.notation.MathMl.fenced;
import static dev.menlo.report.notation.MathMl.joined;
import static dev.menlo.report.notation.MathMl.name;
import static dev.menlo.report.notation.MathMl.operator;
import static dev.menlo.report.notation.MathMl.row;
import static dev.menlo.report.notation.MathMl.sub;
import static dev.menlo.report.notation.MathMl.symbol;
import static dev.menlo.report.notation.MathMl.words;

import dev.menlo.model.FixedEffect;
import dev.menlo.model.syntax.Atom;
import dev.menlo.model.syntax.Coefficients;
import dev.menlo.model.syntax.LinearCombination;
import dev.menlo.model.syntax.Term;
import dev.menlo.report.markup.Content;
import java.util.ArrayList;
import java.util.List;

/** Linear combinations and their terms as MathML; coefficients are those of the lowered model. */
final class TermNotation {
  /** Combinations with more coefficients are cut short in the middle. */
  private static final int MOST = 8;

  private final Indices indices;
  private final List<FixedEffect> fixedEffects;

  TermNotation(Indices indices, List<FixedEffect> fixedEffects) {
    this.indices = indices;
    this.fixedEffects = fixedEffects;
  }

  /** A coefficient of a linear combination: beta with its name below. */
  static Content coefficient(String equation, String term) {
    return sub(symbol("β"), words(equation + ":" + term));
  }

  Content of(LinearCombination combination) {
    List<Content> sum = new ArrayList<>();
    for (FixedEffect effect : fixedEffects) {
      if (effect.equation().equals(combination.name())) {
        sum.add(product(effect));
      }
    }
    if (sum.size() > MOST) {
      List<Content> cut = new ArrayList<>(sum.subList(0, MOST / 2));
      cut.add(operator("⋯"));
      cut.add(sum.get(sum.size() - 1));
      sum = cut;
    }
    for (Term term : combination.terms()) {
      if (term.atoms().stream().anyMatch(Atom.Effect.class::isInstance)) {
        sum.add(of(term));
      }
    }
    return joined(sum, operator("+"));
  }

  /** A coefficient times what it multiplies: its name says what that is. */
  private Content product(FixedEffect effect) {
    Content beta = coefficient(effect.equation(), effect.term());
    if (effect.term().equals(Coefficients.CONSTANT)) {
      return beta;
    }
    List<Content> factors = new ArrayList<>(List.of(beta));
    for (String part : effect.term().split("#")) {
      int dot = part.lastIndexOf('.');
      String before = dot < 0 ? "" : part.substring(0, dot);
      String variable = part.substring(dot + 1);
      factors.add(
          before.isEmpty() || before.equals("c")
              ? name(variable, indices.ofVariable(variable))
              : indicator(variable, before));
    }
    return joined(factors, operator("·"));
  }

  /** 1 where a variable has a level. */
  Content indicator(String variable, String level) {
    return fenced(
        "[", row(name(variable, indices.ofVariable(variable)), operator("="), words(level)), "]");
  }

  /** Random effects, perhaps times columns. */
  Content of(Term term) {
    return joined(term.atoms().stream().map(this::of).toList(), operator("·"));
  }

  private Content of(Atom atom) {
    if (atom instanceof Atom.Effect effect) {
      return name(effect.name(), indices.ofPath(effect.pathText()));
    } else if (atom instanceof Atom.Group group) {
      return fenced("(", joined(group.terms().stream().map(this::of).toList(), operator("+")), ")");
    }
    Atom.Column column = (Atom.Column) atom;
    return column.operator() instanceof Atom.Operator.Level level
        ? indicator(column.variable(), level.level())
        : name(column.variable(), indices.ofVariable(column.variable()));
  }
}
