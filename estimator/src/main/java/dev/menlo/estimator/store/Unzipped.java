package dev.menlo.estimator.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A compressed file as it reads unpacked, refused as soon as it is larger than any stored fit packs
 * to: a few kilobytes of zeros would fill any memory.
 */
final class Unzipped extends GZIPInputStream {
  /** Bytes that may come of any file. */
  private static final long FREE = 4L << 20;

  /** Times that a stored fit may be larger than its file; numbers in full pack two to ten times. */
  private static final long MOST_TIMES = 200;

  private long unpacked;

  /** Bytes of the file that members before the present one took, and that it took so far. */
  private long packedBefore;

  private long packed;

  Unzipped(InputStream in) throws IOException {
    super(in, 1 << 16);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    unpacked += Math.max(0, read);
    packedBefore += inf.getBytesRead() < packed ? packed : 0;
    packed = inf.getBytesRead();
    if (unpacked > FREE && unpacked > MOST_TIMES * (packedBefore + packed)) {
      throw new ZipException("it unpacks to more than " + MOST_TIMES + " times its size");
    }
    return read;
  }
}
