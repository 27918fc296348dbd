package dev.menlo.estimator.data;

import dev.menlo.engine.Design;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a bound sample: group starts, covariate columns and response, big-endian. The hash of
 * the design serves all responses on it.
 */
public final class DataHash {
  private final Design design;
  private MessageDigest ofDesign;

  /** A hash of a design, taken when first needed. */
  public DataHash(Design design) {
    this.design = design;
  }

  private synchronized MessageDigest ofDesign() {
    if (ofDesign == null) {
      ofDesign = hashed(design);
    }
    return ofDesign;
  }

  private static MessageDigest hashed(Design design) {
    MessageDigest digest = sha256();
    Feed feed = new Feed(digest);
    for (int level = 0; level <= design.levels(); level++) {
      for (int start : design.start(level)) {
        feed.add(start);
      }
    }
    for (int c = 0; c < design.covariates(); c++) {
      feed.add(design.covariate(c));
    }
    feed.flush();
    return digest;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash of a bound sample, in hexadecimal. */
  public static String of(BoundData data) {
    return new DataHash(data.design()).with(data.response());
  }

  /** Whether this is the hash of that very design. */
  public boolean isOf(Design other) {
    return design == other;
  }

  /** The hash of the design with a response, in hexadecimal. */
  public String with(double[] response) {
    MessageDigest digest;
    try {
      digest = (MessageDigest) ofDesign().clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the SHA-256 of every Java platform can be cloned", e);
    }
    Feed feed = new Feed(digest);
    feed.add(response);
    feed.flush();
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Hands numbers on to a digest in blocks. */
  private static final class Feed {
    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(2048);

    Feed(MessageDigest digest) {
      this.digest = digest;
    }

    void add(double[] values) {
      for (double value : values) {
        add(Double.doubleToLongBits(value));
      }
    }

    void add(long bits) {
      if (buffer.remaining() < Long.BYTES) {
        flush();
      }
      buffer.putLong(bits);
    }

    void flush() {
      digest.update(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
  }
}
