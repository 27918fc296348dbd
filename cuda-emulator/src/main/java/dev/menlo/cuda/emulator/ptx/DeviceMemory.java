package dev.menlo.cuda.emulator.ptx;

import java.util.ArrayList;
import java.util.List;

/**
 * The global memory of a device. Every allocation has a window of addresses of its own, 64 GiB wide
 * and never used again, so that an access past its end, or after it was freed, hits nothing.
 */
public final class DeviceMemory {
  private static final int WINDOW_BITS = 36;

  private final List<Memory> windows = new ArrayList<>();

  /** Memory without allocations; address 0 belongs to none. */
  public DeviceMemory() {
    windows.add(null);
  }

  /**
   * Allocates.
   *
   * @return the address of the first byte
   */
  public synchronized long allocate(int bytes) {
    windows.add(new Memory("allocation " + windows.size(), bytes));
    return (long) (windows.size() - 1) << WINDOW_BITS;
  }

  /**
   * Frees an allocation.
   *
   * @return its size, or -1 if no live allocation starts at the address
   */
  public synchronized long free(long address) {
    int window = (int) (address >>> WINDOW_BITS);
    if (offset(address) != 0 || window >= windows.size() || windows.get(window) == null) {
      return -1;
    }
    return windows.set(window, null).size();
  }

  /**
   * The live allocation that an address points into, or past the end of.
   *
   * @throws PtxFault if there is none
   */
  public Memory at(long address) {
    long window = address >>> WINDOW_BITS;
    Memory memory = window < windows.size() ? windows.get((int) window) : null;
    if (memory == null) {
      throw new PtxFault(
          PtxFault.Kind.ILLEGAL_ADDRESS,
          "address 0x" + Long.toHexString(address) + " is in no live allocation");
    }
    return memory;
  }

  /** The offset of an address in its allocation. */
  public static long offset(long address) {
    return address & ((1L << WINDOW_BITS) - 1);
  }
}
