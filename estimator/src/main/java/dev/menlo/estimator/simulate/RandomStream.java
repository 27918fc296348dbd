package dev.menlo.estimator.simulate;

/**
 * A stream of random numbers keyed by (seed, condition, replicate, stream): Philox4x64-10 with key
 * (seed, condition) at the counters (0, stream, replicate, 0), (1, stream, replicate, 0), ... Only
 * exact arithmetic and {@link StrictMath} turn bits into numbers, so they are the same everywhere.
 * Not thread-safe; streams cost nothing to make.
 */
public final class RandomStream {
  private static final int WORDS = 4;
  private static final double WIDTH = 0x1p-52;

  private final ReplicateKey key;
  private final long stream;
  private final long[] block = new long[WORDS];
  private long next;
  private double spare = Double.NaN;

  /** A stream at its beginning. */
  public RandomStream(ReplicateKey key, long stream) {
    this.key = key;
    this.stream = stream;
  }

  /** The next 64 random bits. */
  public long nextLong() {
    int word = (int) (next % WORDS);
    if (word == 0) {
      block[0] = next / WORDS;
      block[1] = stream;
      block[2] = key.replicate();
      block[3] = 0;
      Philox.block(key.seed(), key.condition(), block);
    }
    next++;
    return block[word];
  }

  /** Uniform on the midpoints of 2^52 equal intervals of (0, 1): never 0 or 1. */
  public double nextUniform() {
    return ((nextLong() >>> 12) + 0.5) * WIDTH;
  }

  /**
   * Standard normal, by the polar form of Box and Muller (1958, Ann. Math. Stat. 29:610): {@code
   * sqrt(-2 log u) (cos 2 pi v, sin 2 pi v)}, two at a time.
   */
  public double nextNormal() {
    if (!Double.isNaN(spare)) {
      double normal = spare;
      spare = Double.NaN;
      return normal;
    }
    double radius = StrictMath.sqrt(-2 * StrictMath.log(nextUniform()));
    double angle = 2 * Math.PI * nextUniform();
    spare = radius * StrictMath.sin(angle);
    return radius * StrictMath.cos(angle);
  }

  /** A whole number from 0 to n - 1, each as likely up to 2^-52. */
  public int nextInt(int n) {
    return (int) (nextUniform() * n);
  }

  /**
   * Gamma with a shape a and scale 1, by squeeze-free rejection (Marsaglia and Tsang 2000, ACM
   * Trans. Math. Softw. 26:363): {@code d v, v = (1 + c z)^3, d = a - 1/3, c = 1 / sqrt(9 d)},
   * taken when {@code log u < z^2 / 2 + d - d v + d log v}; below a = 1, {@code gamma(a + 1)
   * u^(1/a)}.
   *
   * @param shape a, positive
   */
  public double nextGamma(double shape) {
    if (shape < 1) {
      double boost = StrictMath.pow(nextUniform(), 1 / shape);
      return boost * nextGamma(shape + 1);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double z = nextNormal();
      double v = (1 + c * z) * (1 + c * z) * (1 + c * z);
      if (v > 0
          && StrictMath.log(nextUniform()) < 0.5 * z * z + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }
}
