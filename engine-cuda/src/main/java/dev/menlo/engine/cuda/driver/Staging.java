package dev.menlo.engine.cuda.driver;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jcuda.Pointer;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;

/**
 * Page-locked memory of the host through which all transfers of one stream go, so that they are
 * asynchronous. Uploads fill it from the front; when it is full the stream is awaited.
 */
final class Staging implements AutoCloseable {
  private static final int BYTES = 4 << 20;

  private final CUstream stream;
  private final Pointer pinned = new Pointer();
  private final ByteBuffer bytes;
  private int used;

  Staging(CUstream stream) {
    this.stream = stream;
    Calls.check(JCudaDriver.cuMemAllocHost(pinned, BYTES), "cuMemAllocHost of " + BYTES + " bytes");
    bytes = pinned.getByteBuffer(0, BYTES).order(ByteOrder.nativeOrder());
  }

  /** Writes part of an array, from entry {@code first} on, to a buffer that begins at 0. */
  interface Part {
    void copy(ByteBuffer buffer, int first, int count);
  }

  /** Uploads {@code length} entries of {@code width} bytes. */
  void upload(long to, int length, int width, Part part) {
    for (int first = 0; first < length; ) {
      if (used + 8 > BYTES) {
        await();
      }
      int count = Math.min(length - first, (BYTES - used) / width);
      part.copy(slice(), first, count);
      long size = (long) count * width;
      Calls.check(
          JCudaDriver.cuMemcpyHtoDAsync(
              Address.of(to + (long) first * width), pinned.withByteOffset(used), size, stream),
          "upload of " + size + " bytes");
      used += (int) ((size + 7) / 8 * 8);
      first += count;
    }
  }

  /** Downloads {@code length} entries of {@code width} bytes. */
  void download(long from, int length, int width, Part part) {
    await();
    for (int first = 0; first < length; ) {
      int count = Math.min(length - first, BYTES / width);
      long size = (long) count * width;
      Calls.check(
          JCudaDriver.cuMemcpyDtoHAsync(
              pinned, Address.of(from + (long) first * width), size, stream),
          "download of " + size + " bytes");
      await();
      part.copy(slice(), first, count);
      first += count;
    }
  }

  /** Waits for the stream; then all of the memory is free again. */
  void await() {
    Calls.check(JCudaDriver.cuStreamSynchronize(stream), "the device's work");
    used = 0;
  }

  private ByteBuffer slice() {
    return bytes.slice(used, BYTES - used).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    Calls.check(JCudaDriver.cuMemFreeHost(pinned), "cuMemFreeHost");
  }
}
