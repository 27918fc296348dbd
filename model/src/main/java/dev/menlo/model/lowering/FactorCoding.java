package dev.menlo.model.lowering;

import dev.menlo.model.syntax.Atom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which levels of a factor get a column in a product.
 *
 * <p>A factor leaves out its base level where the columns of the product's rest are in the model
 * too (the empty rest, the constant, counts as present): the base's column would be a difference of
 * others. Where they are absent, each level has a column, and the rest is then spanned by them.
 */
final class FactorCoding {
  private final Set<Set<String>> spanned = new HashSet<>();

  /** Knows which products a linear combination has. */
  FactorCoding(Iterable<List<Atom.Column>> products) {
    spanned.add(Set.of());
    products.forEach(p -> spanned.add(keys(p)));
  }

  /**
   * Codes the next product.
   *
   * @return for each of its columns, whether it is a factor that leaves out its base level
   */
  boolean[] leavesOutBase(List<Atom.Column> product) {
    boolean[] leavesOut = new boolean[product.size()];
    Set<String> full = new HashSet<>();
    for (int i = 0; i < leavesOut.length; i++) {
      if (isFactor(product, i)) {
        Set<String> rest = new HashSet<>(keys(product));
        rest.remove(key(product, i));
        leavesOut[i] = spanned.contains(rest);
        if (!leavesOut[i]) {
          full.add(key(product, i));
        }
      }
    }
    addSpanned(keys(product), full);
    return leavesOut;
  }

  /** Summing over the levels of any of the full factors gives the columns of what remains. */
  private void addSpanned(Set<String> product, Set<String> full) {
    for (String factor : full) {
      Set<String> rest = new HashSet<>(product);
      rest.remove(factor);
      Set<String> others = new HashSet<>(full);
      others.remove(factor);
      spanned.add(rest);
      addSpanned(rest, others);
    }
  }

  /**
   * Whether a product of factors would have a column for every cell, one more than the constant
   * leaves room for.
   */
  static boolean spansConstant(List<Atom.Column> product, boolean[] leavesOutBase) {
    for (int i = 0; i < leavesOutBase.length; i++) {
      if (!isFactor(product, i) || leavesOutBase[i]) {
        return false;
      }
    }
    return product.size() > 1;
  }

  /** Whether a column stands for indicators: i.f, or a bare name in an interaction. */
  static boolean isFactor(List<Atom.Column> product, int at) {
    Atom.Operator operator = product.get(at).operator();
    return operator instanceof Atom.Operator.Factor
        || (operator instanceof Atom.Operator.None && product.size() > 1);
  }

  private static Set<String> keys(List<Atom.Column> product) {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < product.size(); i++) {
      keys.add(key(product, i));
    }
    return keys;
  }

  private static String key(List<Atom.Column> product, int at) {
    Atom.Column column = product.get(at);
    String kind =
        isFactor(product, at)
            ? "i."
            : column.operator() instanceof Atom.Operator.Level level ? level.level() + "." : "c.";
    return kind + column.shifts() + column.variable();
  }
}
