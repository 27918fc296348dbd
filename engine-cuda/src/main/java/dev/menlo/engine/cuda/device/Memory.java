package dev.menlo.engine.cuda.device;

import java.util.ArrayList;
import java.util.List;

/** A scope of device memory: what is allocated through it is freed when it is closed. */
public final class Memory implements AutoCloseable {
  private final Device device;
  private final List<Long> addresses = new ArrayList<>();

  /** An empty scope on a device. */
  public Memory(Device device) {
    this.device = device;
  }

  /** The device. */
  public Device device() {
    return device;
  }

  /** Allocates bytes; 0 bytes are the null address. */
  public long bytes(long bytes) {
    if (bytes == 0) {
      return 0;
    }
    long address = device.allocate(bytes);
    addresses.add(address);
    return address;
  }

  /** Allocates numbers of 8 bytes. */
  public long doubles(long count) {
    return bytes(Math.multiplyExact(8L, count));
  }

  /** Allocates and uploads. */
  public long of(double[] values) {
    long address = doubles(values.length);
    device.upload(address, values, 0, values.length);
    return address;
  }

  /** Allocates and uploads. */
  public long of(int[] values) {
    long address = bytes(4L * values.length);
    device.upload(address, values, 0, values.length);
    return address;
  }

  /** Allocates and uploads. */
  public long of(long[] values) {
    long address = bytes(8L * values.length);
    device.upload(address, values, 0, values.length);
    return address;
  }

  /** Frees all, also when some of it fails: then the first failure is thrown. */
  @Override
  public void close() {
    DeviceException failure = null;
    for (long address : addresses) {
      try {
        device.free(address);
      } catch (DeviceException e) {
        failure = failure == null ? e : failure;
      }
    }
    addresses.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
