package dev.menlo.engine;

import java.util.List;

/**
 * A batch of fits of one model: for each fit a design and a response.
 *
 * @param designs per fit, its design; replicates share instances
 * @param responses per fit, its response, length rows of its design, in the design's row order;
 *     values of rows outside the likelihood are ignored. Not copied, not to be modified
 */
public record Batch(List<Design> designs, List<double[]> responses) {
  /** Checks that responses and designs match. */
  public Batch {
    designs = List.copyOf(designs);
    responses = List.copyOf(responses);
    if (designs.size() != responses.size()) {
      throw new IllegalArgumentException(
          designs.size() + " designs but " + responses.size() + " responses");
    }
    for (int f = 0; f < designs.size(); f++) {
      if (designs.get(f).rows() != responses.get(f).length) {
        throw new IllegalArgumentException("fit " + f + ": response and design differ in rows");
      }
    }
  }

  /** A batch of one fit. */
  public static Batch of(Design design, double[] response) {
    return new Batch(List.of(design), List.of(response));
  }

  /** The number of fits. */
  public int fits() {
    return designs.size();
  }
}
