package dev.menlo.model.lowering;

import dev.menlo.model.syntax.Atom;
import dev.menlo.model.syntax.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Terms multiplied out: {@code a##b} is {@code a b a#b}, {@code x#(y z)} is {@code x#y x#z}. A
 * product is a list of columns and random effects.
 */
final class Products {
  private Products() {}

  /** The products of terms, each once, in the order written. */
  static Set<List<Atom>> of(List<Term> terms) {
    Set<List<Atom>> products = new LinkedHashSet<>();
    terms.forEach(t -> products.addAll(of(t)));
    return products;
  }

  private static List<List<Atom>> of(Term term) {
    List<List<Atom>> left = of(term.atoms().get(0));
    for (int i = 1; i < term.atoms().size(); i++) {
      List<List<Atom>> right = of(term.atoms().get(i));
      List<List<Atom>> joined = new ArrayList<>();
      if (term.full().get(i - 1)) {
        joined.addAll(left);
        joined.addAll(right);
      }
      for (List<Atom> l : left) {
        right.forEach(r -> joined.add(concatenated(l, r)));
      }
      left = joined;
    }
    return left;
  }

  private static List<List<Atom>> of(Atom atom) {
    return atom instanceof Atom.Group group
        ? List.copyOf(of(group.terms()))
        : List.of(List.of(atom));
  }

  private static List<Atom> concatenated(List<Atom> left, List<Atom> right) {
    List<Atom> all = new ArrayList<>(left);
    all.addAll(right);
    return List.copyOf(all);
  }
}
