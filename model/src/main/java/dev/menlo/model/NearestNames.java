package dev.menlo.model;

import dev.menlo.model.syntax.Nearest;
import java.util.Collection;
import java.util.List;

/** Names close to one that was not found, for messages. */
public final class NearestNames {
  private NearestNames() {}

  /** Up to three existing names that differ by little, nearest first. */
  public static List<String> to(String name, Collection<String> existing) {
    return Nearest.to(name, existing);
  }
}
