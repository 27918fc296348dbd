package dev.menlo.engine;

import java.util.List;

/**
 * Whether a backend can be used here, and why not.
 *
 * @param available whether {@link Backend#prepare} can work
 * @param device what it runs on, for reports ("2 cores", "NVIDIA H200")
 * @param reasons why it is unavailable, or remarks when it is available; one sentence each
 */
public record Availability(boolean available, String device, List<String> reasons) {
  /** Copies the reasons. */
  public Availability {
    reasons = List.copyOf(reasons);
  }

  /** An available backend. */
  public static Availability on(String device, String... remarks) {
    return new Availability(true, device, List.of(remarks));
  }

  /** An unavailable backend. */
  public static Availability unavailable(String... reasons) {
    return new Availability(false, "none", List.of(reasons));
  }
}
