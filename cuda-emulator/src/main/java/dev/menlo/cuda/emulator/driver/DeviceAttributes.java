package dev.menlo.cuda.emulator.driver;

/** Answers to {@code cuDeviceGetAttribute} and {@code cuFuncGetAttribute}. */
final class DeviceAttributes {
  /** Attribute of a kernel: dynamic shared memory that it may have. */
  static final int KERNEL_DYNAMIC_SHARED = 8;

  private DeviceAttributes() {}

  static int of(int attribute, DeviceModel model) {
    return switch (attribute) {
      case 1, 2, 3 -> 1024; // threads of a block, extents of a block
      case 4 -> 64;
      case 5 -> Integer.MAX_VALUE;
      case 6, 7 -> 65535;
      case 8 -> 48 << 10; // shared memory of a block
      case 9 -> 64 << 10; // constant memory
      case 10 -> 32; // warp
      case 12, 82 -> 65536; // registers of a block, of a multiprocessor
      case 13 -> 1_000_000; // clock rate, kHz
      case 16 -> 4; // multiprocessors
      case 31, 40, 41, 78, 83, 115 -> 1; // concurrent kernels, engines, unified addressing, pools
      case 36 -> 1_000_000; // memory clock rate, kHz
      case 37 -> 256; // memory bus, bits
      case 38 -> 4 << 20; // second-level cache
      case 39 -> 2048; // threads of a multiprocessor
      case 75 -> model.major();
      case 76 -> model.minor();
      case 81 -> 164 << 10; // shared memory of a multiprocessor
      case 97 -> Kernel.MOST_SHARED; // shared memory of a block that asks for it
      default -> 0;
    };
  }

  static int ofKernel(int attribute, Kernel kernel, DeviceModel model) {
    return switch (attribute) {
      case 0 -> 1024; // threads of a block
      case 1 -> kernel.function().sharedSize();
      case 3 -> kernel.function().stackSize();
      case 4 -> 64; // registers: the emulator has none to count
      case 5 -> 80; // PTX version
      case 6 -> 10 * model.major() + model.minor();
      case KERNEL_DYNAMIC_SHARED -> kernel.allowedDynamicShared();
      default -> 0;
    };
  }
}
