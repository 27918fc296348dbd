package dev.menlo.estimator.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a bound sample: group starts, covariate columns and response, big-endian. */
public final class DataHash {
  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(8192);

  private DataHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash in hexadecimal. */
  public static String of(BoundData data) {
    DataHash hash = new DataHash();
    for (int level = 0; level <= data.design().levels(); level++) {
      for (int start : data.design().start(level)) {
        hash.add(start);
      }
    }
    for (int c = 0; c < data.design().covariates(); c++) {
      hash.add(data.design().covariate(c));
    }
    hash.add(data.response());
    hash.flush();
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  private void add(double[] values) {
    for (double value : values) {
      add(Double.doubleToLongBits(value));
    }
  }

  private void add(long bits) {
    if (buffer.remaining() < Long.BYTES) {
      flush();
    }
    buffer.putLong(bits);
  }

  private void flush() {
    digest.update(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
