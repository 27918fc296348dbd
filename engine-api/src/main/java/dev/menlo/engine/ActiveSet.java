package dev.menlo.engine;

import java.util.BitSet;

/** The fits of a workspace that operations work on. */
public final class ActiveSet {
  private final BitSet bits = new BitSet();
  private final int fits;

  /** All of {@code fits} fits are active. */
  public ActiveSet(int fits) {
    this.fits = fits;
    bits.set(0, fits);
  }

  /** Whether a fit is active. */
  public boolean contains(int fit) {
    return bits.get(fit);
  }

  /** Activates or deactivates a fit. */
  public void set(int fit, boolean active) {
    if (fit < 0 || fit >= fits) {
      throw new IndexOutOfBoundsException("fit " + fit + " of " + fits);
    }
    bits.set(fit, active);
  }

  /** Activates exactly the fits of another set of the same size. */
  public void setAll(BitSet others) {
    bits.clear();
    bits.or(others);
    bits.clear(fits, Math.max(fits, bits.length()));
  }

  /** The first active fit at or after a position, or -1; for loops over active fits. */
  public int next(int from) {
    return bits.nextSetBit(from);
  }

  /** The number of active fits. */
  public int count() {
    return bits.cardinality();
  }

  /** A copy of the set. */
  public BitSet toBitSet() {
    return (BitSet) bits.clone();
  }
}
