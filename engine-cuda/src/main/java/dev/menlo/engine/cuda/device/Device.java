package dev.menlo.engine.cuda.device;

/**
 * One device with one queue of work. Uploads, clears and launches are queued in order; a download
 * waits for all that was queued before it. Arrays passed in may be changed when a call returns.
 * Confined to one thread at a time.
 *
 * <p>Every method throws {@link DeviceException} when the device fails.
 */
public interface Device extends AutoCloseable {
  /** Name for reports. */
  String name();

  /** Memory that can still be allocated, bytes. */
  long freeMemory();

  /** Bytes allocated through this instance and not freed. */
  long allocated();

  /** Allocates; contents are undefined. */
  long allocate(long bytes);

  /** Frees an address that {@link #allocate} gave. */
  void free(long address);

  /** Copies {@code length} numbers from an array to the device. */
  void upload(long to, double[] from, int at, int length);

  /** Copies {@code length} numbers from an array to the device. */
  void upload(long to, int[] from, int at, int length);

  /** Copies {@code length} numbers from an array to the device. */
  void upload(long to, long[] from, int at, int length);

  /** Copies the first {@code length} numbers from the device into an array. */
  void download(long from, double[] to, int length);

  /** Copies the first {@code length} numbers from the device into an array. */
  void download(long from, int[] to, int length);

  /** Sets bytes to 0. */
  void clear(long at, long bytes);

  /**
   * Compiles PTX for the device.
   *
   * @param name for messages
   */
  Module load(String ptx, String name);

  /** A kernel of a module. */
  Entry find(Module module, String entry);

  /** Unloads a module that this instance loaded, and its kernels. */
  void unload(Module module);

  /**
   * Queues a launch of {@code x} by {@code y} blocks of {@code threads} threads.
   *
   * @param arguments in the order of the kernel's parameters: Integer, Long (also for addresses) or
   *     Double
   */
  void launch(Entry entry, int x, int y, int threads, Object... arguments);

  /** Waits for all that was queued. */
  void synchronize();

  /** Releases queue, modules and memory. */
  @Override
  void close();

  /** PTX that was compiled. */
  interface Module {}

  /** A kernel that was loaded. */
  interface Entry {}
}
