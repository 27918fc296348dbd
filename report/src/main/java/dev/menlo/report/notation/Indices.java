package dev.menlo.report.notation;

import dev.menlo.model.syntax.Atom;
import dev.menlo.model.syntax.Definition;
import dev.menlo.model.syntax.Expression;
import dev.menlo.model.syntax.Specification;
import dev.menlo.model.syntax.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which indices a name carries. With K grouping levels the letters are i, j, ... for groups,
 * outermost first, and the next one for rows; a quantity of level k carries the first k.
 */
final class Indices {
  private static final String LETTERS = "ijklmnop";

  private final int levels;
  private final Map<String, Integer> depthOfPath;
  private final Map<String, Integer> depthOfVariable;
  private final Map<String, Expression> definitions = new HashMap<>();
  private final Map<String, Integer> known = new HashMap<>();

  /**
   * Indices of a model.
   *
   * @param levels paths of the grouping levels, outermost first
   * @param constantWithin level within whose groups a variable is constant; absent or 0 for one
   *     that varies from row to row
   */
  Indices(Specification model, List<String> levels, Map<String, Integer> constantWithin) {
    this.levels = levels.size();
    this.depthOfPath = new HashMap<>();
    for (int k = 0; k < levels.size(); k++) {
      depthOfPath.put(levels.get(k), k + 1);
    }
    this.depthOfVariable = constantWithin;
    for (Definition definition : model.definitions()) {
      definitions.put(definition.name(), definition.body());
    }
  }

  /** The letters of a depth. */
  static String letters(int depth) {
    return LETTERS.substring(0, Math.min(depth, LETTERS.length()));
  }

  /** All letters: those of a row. */
  String ofRow() {
    return letters(levels + 1);
  }

  /** Those of the row before. */
  String ofRowBefore() {
    return letters(levels) + (levels > 0 ? "," : "") + LETTERS.charAt(levels) + "−1";
  }

  /** The letters of the groups of a level. */
  String ofPath(String path) {
    return letters(depthOfPath.getOrDefault(path, levels));
  }

  String ofVariable(String name) {
    return letters(depth(name));
  }

  private int depth(String variable) {
    int level = depthOfVariable.getOrDefault(variable, 0);
    return level == 0 ? levels + 1 : level;
  }

  /** The letters of a defined name: the deepest of what it is made of. */
  String ofDefinition(String name) {
    return letters(depthOfDefinition(name));
  }

  private int depthOfDefinition(String name) {
    if (!known.containsKey(name)) {
      // A definition that refers to itself does so at the row before: it goes with the rows.
      known.put(name, levels + 1);
      Expression body = definitions.get(name);
      known.put(name, body == null ? levels + 1 : depth(body));
    }
    return known.get(name);
  }

  private int depth(Expression e) {
    if (e instanceof Expression.Variable v) {
      return v.shifts().isEmpty() ? depth(v.name()) : levels + 1;
    } else if (e instanceof Expression.Indicator i) {
      return depth(i.variable());
    } else if (e instanceof Expression.Effects effects) {
      return depth(effects.term());
    } else if (e instanceof Expression.Reference r) {
      return depthOfDefinition(r.name());
    } else if (e instanceof Expression.Lagged) {
      return levels + 1;
    } else if (e instanceof Expression.Linear l) {
      return l.combination().terms().stream().mapToInt(this::depth).max().orElse(0);
    } else if (e instanceof Expression.Prefix p) {
      return depth(p.operand());
    } else if (e instanceof Expression.Infix i) {
      return Math.max(depth(i.left()), depth(i.right()));
    } else if (e instanceof Expression.Call c) {
      return c.arguments().stream().mapToInt(this::depth).max().orElse(0);
    }
    return 0;
  }

  private int depth(Term term) {
    return term.atoms().stream().mapToInt(this::depth).max().orElse(0);
  }

  private int depth(Atom atom) {
    if (atom instanceof Atom.Effect effect) {
      return depthOfPath.getOrDefault(effect.pathText(), levels);
    } else if (atom instanceof Atom.Group group) {
      return group.terms().stream().mapToInt(this::depth).max().orElse(0);
    }
    return depth(((Atom.Column) atom).variable());
  }
}
