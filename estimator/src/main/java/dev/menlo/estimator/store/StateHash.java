package dev.menlo.estimator.store;

import dev.menlo.estimator.FixedPoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 of the numbers of a state with the names of its parameters and the model: it tells a file
 * that was changed from one that was written.
 */
final class StateHash {
  private final MessageDigest digest;

  private StateHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash, in hexadecimal. */
  static String of(String model, List<String> names, FixedPoint point) {
    StateHash hash = new StateHash();
    hash.add(model);
    names.forEach(hash::add);
    hash.add(point.outcome().name());
    hash.add(point.beta());
    hash.add(point.psi());
    hash.add(point.sphericalEffects());
    hash.add(point.sigma2(), point.logLikelihood(), point.laplace());
    hash.add(point.fixedEffectsCovariance());
    hash.add(point.varianceCovariance());
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  private void add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private void add(double... values) {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES * (values.length + 1));
    buffer.putLong(values.length);
    for (double value : values) {
      buffer.putLong(Double.doubleToLongBits(value));
    }
    digest.update(buffer.array());
  }
}
