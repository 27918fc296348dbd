package dev.menlo.estimator.simulate;

/**
 * Names a replicate: everything random in it is a function of these numbers.
 *
 * @param seed of the study
 * @param condition number of the condition within the study
 * @param replicate number of the replicate within the condition
 */
public record ReplicateKey(long seed, long condition, long replicate) {
  /** A stream of random numbers of this replicate; different streams are independent. */
  public RandomStream stream(long stream) {
    return new RandomStream(this, stream);
  }
}
