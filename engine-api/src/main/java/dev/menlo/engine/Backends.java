package dev.menlo.engine;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The backends on the class or module path. */
public final class Backends {
  private Backends() {}

  /** All backends, highest priority first. */
  public static List<Backend> all() {
    return ServiceLoader.load(Backend.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparingInt(Backend::priority).reversed())
        .toList();
  }

  /**
   * The backend with a name, or for {@code auto} the available one of highest non-negative
   * priority.
   *
   * @throws BackendUnavailableException if there is none, or it cannot run here; the message says
   *     why and what there is instead
   */
  public static Backend named(String name) {
    List<Backend> all = all();
    Backend found =
        all.stream()
            .filter(b -> name.equals("auto") ? usable(b) : b.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new BackendUnavailableException(missing(name, all)));
    Availability availability = found.availability();
    if (!availability.available()) {
      throw new BackendUnavailableException(
          "backend " + name + " is unavailable: " + String.join("; ", availability.reasons()));
    }
    return found;
  }

  private static boolean usable(Backend b) {
    return b.priority() >= 0 && b.availability().available();
  }

  private static String missing(String name, List<Backend> all) {
    String names = all.stream().map(Backend::name).collect(Collectors.joining(", "));
    return "no backend named "
        + name
        + (names.isEmpty()
            ? "; none is on the class path: add menlo-engine-cpu"
            : "; there are: auto, " + names);
  }
}
