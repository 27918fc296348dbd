package dev.menlo.model.lowering;

import dev.menlo.model.syntax.Atom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which levels of a factor get a column in a product.
 *
 * <p>A factor leaves out its base level where the rest of the product is in the model too (the
 * empty rest, the constant, counts as present): the base's column would be the sum of the others.
 * Where the rest is absent, each level has a column.
 */
final class FactorCoding {
  private final Set<Set<String>> present = new HashSet<>();

  /** Knows which products a linear combination has. */
  FactorCoding(Iterable<List<Atom.Column>> products) {
    present.add(Set.of());
    products.forEach(p -> present.add(keys(p)));
  }

  /** Whether column number {@code at} of a product leaves out its base level. */
  boolean leavesOutBase(List<Atom.Column> product, int at) {
    Set<String> rest = new HashSet<>(keys(product));
    rest.remove(key(product, at));
    return present.contains(rest);
  }

  /**
   * Whether a product of factors would have a column for every cell, one more than the constant
   * leaves room for.
   */
  boolean spansConstant(List<Atom.Column> product) {
    for (int i = 0; i < product.size(); i++) {
      if (!isFactor(product, i) || leavesOutBase(product, i)) {
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
