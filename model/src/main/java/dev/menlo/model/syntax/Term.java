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

  /** Where it starts. */
  public Place place() {
    return atoms.get(0).place();
  }
}
