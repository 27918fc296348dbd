package dev.menlo.engine.cuda.driver;

import jcuda.driver.CUdeviceptr;

/** A device pointer whose number can be read and chosen. */
final class Address extends CUdeviceptr {
  /** The null address, to be set by an allocation. */
  Address() {}

  private Address(long address) {
    super(new CUdeviceptr(), address);
  }

  /** The pointer of a number. */
  static CUdeviceptr of(long address) {
    return new Address(address);
  }

  /** The number. */
  long value() {
    return getNativePointer() + getByteOffset();
  }
}
