package dev.menlo.cuda.emulator.ptx;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A contiguous piece of memory, little-endian, that knows which of its bytes have been written.
 * Every access is checked for bounds, alignment and, when read, for bytes that nothing has written.
 */
public final class Memory {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final String name;
  private final byte[] bytes;

  /** One bit a byte. */
  private final long[] written;

  /** Memory of so many bytes, none of them written. */
  public Memory(String name, int size) {
    this.name = name;
    bytes = new byte[size];
    written = new long[(size + 63) / 64];
  }

  /** Size in bytes. */
  public int size() {
    return bytes.length;
  }

  /** Forgets all that was written. */
  void clear() {
    Arrays.fill(bytes, (byte) 0);
    Arrays.fill(written, 0);
  }

  /**
   * The bits at an offset, zero-extended.
   *
   * @param width 1, 2, 4 or 8 bytes
   */
  long load(long offset, int width) {
    int at = check(offset, width, "read");
    long bits = ((1L << width) - 1) << (at & 63);
    if ((written[at >> 6] & bits) != bits) {
      throw new PtxFault(
          PtxFault.Kind.UNINITIALISED_READ,
          "read of " + width + " bytes at offset " + at + " of " + this + ", never written");
    }
    return switch (width) {
      case 8 -> (long) LONGS.get(bytes, at);
      case 4 -> (int) INTS.get(bytes, at) & 0xffffffffL;
      case 2 -> (short) SHORTS.get(bytes, at) & 0xffffL;
      default -> bytes[at] & 0xffL;
    };
  }

  /** Stores the low bytes of a value. */
  void store(long offset, int width, long value) {
    int at = check(offset, width, "write");
    written[at >> 6] |= ((1L << width) - 1) << (at & 63);
    switch (width) {
      case 8 -> LONGS.set(bytes, at, value);
      case 4 -> INTS.set(bytes, at, (int) value);
      case 2 -> SHORTS.set(bytes, at, (short) value);
      default -> bytes[at] = (byte) value;
    }
  }

  private int check(long offset, int width, String access) {
    if (offset < 0 || offset + width > bytes.length) {
      throw new PtxFault(
          PtxFault.Kind.ILLEGAL_ADDRESS,
          access + " of " + width + " bytes at offset " + offset + " of " + this);
    }
    if ((offset & (width - 1)) != 0) {
      throw new PtxFault(
          PtxFault.Kind.MISALIGNED_ADDRESS,
          access + " of " + width + " bytes at offset " + offset + " of " + this);
    }
    return (int) offset;
  }

  /** Whether a range lies within. */
  public boolean contains(long offset, long length) {
    return offset >= 0 && length >= 0 && offset + length <= bytes.length;
  }

  /** Copies bytes in and marks them written. */
  public void put(int offset, byte[] source) {
    System.arraycopy(source, 0, bytes, offset, source.length);
    mark(offset, source.length);
  }

  /** A copy of a range, whether it was written or not. */
  public byte[] get(int offset, int length) {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /** Copies a range of another memory, with its knowledge of what was written. */
  public void copy(int offset, Memory source, int from, int length) {
    System.arraycopy(source.bytes, from, bytes, offset, length);
    for (int k = 0; k < length; k++) {
      long bit = 1L << ((offset + k) & 63);
      if ((source.written[(from + k) >> 6] >>> ((from + k) & 63) & 1) != 0) {
        written[(offset + k) >> 6] |= bit;
      } else {
        written[(offset + k) >> 6] &= ~bit;
      }
    }
  }

  private void mark(int offset, int length) {
    for (int k = offset; k < offset + length; k++) {
      written[k >> 6] |= 1L << (k & 63);
    }
  }

  @Override
  public String toString() {
    return name + " of " + bytes.length + " bytes";
  }
}
