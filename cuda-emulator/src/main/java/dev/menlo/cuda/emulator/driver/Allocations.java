package dev.menlo.cuda.emulator.driver;

import dev.menlo.cuda.emulator.ptx.DeviceMemory;
import dev.menlo.cuda.emulator.ptx.Memory;
import dev.menlo.cuda.emulator.ptx.PtxFault;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Device memory and page-locked host memory of a program, and copies between the two. */
final class Allocations {
  private final DeviceMemory memory;
  private final Faults faults;
  private final Map<Long, Long> sizes = new TreeMap<>();
  private final TreeMap<Long, Long> pinned = new TreeMap<>();
  private long limit;
  private long bytes;
  private long peak;

  Allocations(long limit, DeviceMemory memory, Faults faults) {
    this.limit = limit;
    this.memory = memory;
    this.faults = faults;
  }

  long allocate(long size) {
    faults.allocation();
    if (size <= 0) {
      throw new CudaFailure(CudaError.INVALID_VALUE, "an allocation of " + size + " bytes");
    }
    if (bytes + size > limit || size > Integer.MAX_VALUE - 64) {
      throw new CudaFailure(CudaError.OUT_OF_MEMORY, size + " bytes; " + free() + " are free");
    }
    long address = memory.allocate((int) size);
    sizes.put(address, size);
    bytes += size;
    peak = Math.max(peak, bytes);
    return address;
  }

  void free(long address) {
    if (address == 0) {
      return;
    }
    Long size = sizes.remove(address);
    if (size == null) {
      throw new CudaFailure(
          CudaError.INVALID_VALUE, "0x" + Long.toHexString(address) + " is no live allocation");
    }
    memory.free(address);
    bytes -= size;
  }

  void pin(long address, long size) {
    pinned.put(address, size);
  }

  void unpin(long address) {
    if (pinned.remove(address) == null) {
      throw new CudaFailure(CudaError.INVALID_VALUE, "host memory that is not page-locked");
    }
  }

  /** Whether a range of host memory is page-locked, so that copies may happen later. */
  boolean isPinned(long address, long size) {
    Map.Entry<Long, Long> before = pinned.floorEntry(address);
    return before != null && address + size <= before.getKey() + before.getValue();
  }

  /** Copies from the host. */
  void write(long device, byte[] source) {
    range(device, source.length).put((int) DeviceMemory.offset(device), source);
  }

  /** Copies to the host. */
  void read(long device, ByteBuffer target) {
    int length = target.capacity();
    byte[] read = range(device, length).get((int) DeviceMemory.offset(device), length);
    target.put(0, read);
  }

  void copy(long target, long source, long length) {
    Memory to = range(target, length);
    Memory from = range(source, length);
    to.copy(
        (int) DeviceMemory.offset(target), from, (int) DeviceMemory.offset(source), (int) length);
  }

  void fill(long target, int width, int value, long count) {
    byte[] filled = new byte[(int) (width * count)];
    for (int k = 0; k < filled.length; k++) {
      filled[k] = (byte) (value >>> (8 * (k % width)));
    }
    write(target, filled);
  }

  private Memory range(long address, long length) {
    try {
      Memory found = memory.at(address);
      if (found.contains(DeviceMemory.offset(address), length)) {
        return found;
      }
    } catch (PtxFault fault) {
      throw new CudaFailure(CudaError.INVALID_VALUE, fault.getMessage());
    }
    throw new CudaFailure(
        CudaError.INVALID_VALUE,
        length + " bytes at 0x" + Long.toHexString(address) + " reach past the allocation");
  }

  void limit(long newLimit) {
    limit = newLimit;
  }

  long free() {
    return Math.max(0, limit - bytes);
  }

  int count() {
    return sizes.size();
  }

  long bytes() {
    return bytes;
  }

  long peak() {
    return peak;
  }

  int pinned() {
    return pinned.size();
  }
}
