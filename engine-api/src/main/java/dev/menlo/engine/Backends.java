package dev.menlo.engine;

import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The backends on the class or module path. */
public final class Backends {
  /** What the class loader of the last call sees: to look takes longer than a small fit. */
  private static volatile Reference<Found> last = new SoftReference<>(null);

  private Backends() {}

  /** The providers that a class loader finds. */
  private record Found(ClassLoader loader, List<ServiceLoader.Provider<Backend>> providers) {}

  /** All backends, highest priority first; fresh instances. */
  public static List<Backend> all() {
    return providers(Thread.currentThread().getContextClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparingInt(Backend::priority).reversed())
        .toList();
  }

  private static List<ServiceLoader.Provider<Backend>> providers(ClassLoader loader) {
    Found found = last.get();
    if (found == null || found.loader != loader) {
      found = new Found(loader, ServiceLoader.load(Backend.class, loader).stream().toList());
      last = new SoftReference<>(found);
    }
    return found.providers;
  }

  /**
   * The backend with a name, or for {@code auto} the one for a job of unknown size, which counts as
   * a small one.
   *
   * @throws BackendUnavailableException as {@link #choose} does
   */
  public static Backend named(String name) {
    return choose(name, Workload.UNKNOWN);
  }

  /**
   * The backend with a name, or for {@code auto} the one of highest non-negative priority that is
   * available and {@linkplain Backend#suits suits} the job; if none suits it, the first available.
   *
   * @throws BackendUnavailableException if there is none, or it cannot run here; the message says
   *     why and what there is instead
   */
  public static Backend choose(String name, Workload work) {
    return choose(all(), name, work);
  }

  static Backend choose(List<Backend> all, String name, Workload work) {
    Backend found =
        (name.equals("auto")
                ? automatic(all, work)
                : all.stream().filter(b -> b.name().equals(name)).findFirst())
            .orElseThrow(() -> new BackendUnavailableException(missing(name, all)));
    Availability availability = found.availability();
    if (!availability.available()) {
      throw new BackendUnavailableException(
          "backend " + name + " is unavailable: " + String.join("; ", availability.reasons()));
    }
    return found;
  }

  private static Optional<Backend> automatic(List<Backend> all, Workload work) {
    Optional<Backend> suited =
        all.stream()
            .filter(b -> b.priority() >= 0 && b.suits(work) && b.availability().available())
            .findFirst();
    return suited.or(() -> all.stream().filter(Backends::usable).findFirst());
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
