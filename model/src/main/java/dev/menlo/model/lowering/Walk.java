package dev.menlo.model.lowering;

import dev.menlo.model.syntax.Atom;
import dev.menlo.model.syntax.Expression;
import dev.menlo.model.syntax.Term;
import java.util.List;
import java.util.function.Consumer;

/** Visits every part of an expression, in the order it is written. */
final class Walk {
  private Walk() {}

  /** An expression and all expressions inside it. */
  static void expressions(Expression expression, Consumer<Expression> visitor) {
    visitor.accept(expression);
    if (expression instanceof Expression.Prefix prefix) {
      expressions(prefix.operand(), visitor);
    } else if (expression instanceof Expression.Infix infix) {
      expressions(infix.left(), visitor);
      expressions(infix.right(), visitor);
    } else if (expression instanceof Expression.Call call) {
      call.arguments().forEach(a -> expressions(a, visitor));
    }
  }

  /** The random effects of an expression. */
  static void effects(Expression expression, Consumer<Atom.Effect> visitor) {
    expressions(
        expression,
        e -> {
          if (e instanceof Expression.Effects effects) {
            atoms(List.of(effects.term()), visitor);
          } else if (e instanceof Expression.Linear linear) {
            atoms(linear.combination().terms(), visitor);
          }
        });
  }

  private static void atoms(List<Term> terms, Consumer<Atom.Effect> visitor) {
    for (Term term : terms) {
      for (Atom atom : term.atoms()) {
        if (atom instanceof Atom.Effect effect) {
          visitor.accept(effect);
        } else if (atom instanceof Atom.Group group) {
          atoms(group.terms(), visitor);
        }
      }
    }
  }
}
