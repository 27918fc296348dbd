package dev.menlo.estimator.simulate;

/**
 * The counter-based generator Philox4x64-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random
 * numbers: as easy as 1, 2, 3", SC'11): a bijection of the 256-bit counter for every 128-bit key,
 * ten rounds of
 *
 * <pre>(c0, c1, c2, c3) := (hi(M1 c2) ^ c1 ^ k0, lo(M1 c2), hi(M0 c0) ^ c3 ^ k1, lo(M0 c0))</pre>
 *
 * with the key moved on by a Weyl sequence between rounds.
 */
final class Philox {
  private static final long M0 = 0xD2E7470EE14C6C93L;
  private static final long M1 = 0xCA5A826395121157L;
  private static final long WEYL0 = 0x9E3779B97F4A7C15L;
  private static final long WEYL1 = 0xBB67AE8584CAA73BL;
  private static final int ROUNDS = 10;

  private Philox() {}

  /**
   * The block of a counter.
   *
   * @param k0 first word of the key
   * @param k1 second word of the key
   * @param c the counter, 4 words, least significant first; replaced by the block
   */
  static void block(long k0, long k1, long[] c) {
    for (int round = 0; round < ROUNDS; round++) {
      long high0 = unsignedMultiplyHigh(M0, c[0]);
      long low0 = M0 * c[0];
      long high1 = unsignedMultiplyHigh(M1, c[2]);
      long low1 = M1 * c[2];
      c[0] = high1 ^ c[1] ^ k0;
      c[1] = low1;
      c[2] = high0 ^ c[3] ^ k1;
      c[3] = low0;
      k0 += WEYL0;
      k1 += WEYL1;
    }
  }

  /** High word of the unsigned product: the signed one, corrected for each negative factor. */
  private static long unsignedMultiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }
}
