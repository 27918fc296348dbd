package dev.menlo.model.syntax;

import java.util.List;

/**
 * A term of a linear combination: factors joined by {@code #} (the interaction) or {@code ##} (the
 * interaction and everything below it).
 *
 * @param atoms at least one
 * @param full for each joint, whether it is {@code ##}; one fewer than atoms
 */
public record Term(List<Atom> atoms, List<Boolean> full) {
  /** Copies the lists. */
  public Term {
    atoms = List.copyOf(atoms);
    full = List.copyOf(full);
    if (atoms.size() != full.size() + 1) {
      throw new IllegalArgumentException(atoms.size() + " atoms, " + full.size() + " joints");
    }
  }

  /** How many products it multiplies out to: {@code a##b} is 3, {@code a#(b c)} is 2. */
  public double products() {
    double count = products(atoms.get(0));
    for (int i = 1; i < atoms.size(); i++) {
      double right = products(atoms.get(i));
      count = count * right + (full.get(i - 1) ? count + right : 0);
    }
    return count;
  }

  private static double products(Atom atom) {
    return atom instanceof Atom.Group group
        ? group.terms().stream().mapToDouble(Term::products).sum()
        : 1;
  }

  /** Where it starts. */
  public Place place() {
    return atoms.get(0).place();
  }
}
