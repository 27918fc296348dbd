package dev.menlo.cuda.emulator.driver;

import dev.menlo.cuda.emulator.ptx.PtxFault;

/** Results of driver calls, with the numbers of {@code CUresult}. */
public enum CudaError {
  /** An argument out of range. */
  INVALID_VALUE(1),
  /** Not enough memory. */
  OUT_OF_MEMORY(2),
  /** {@code cuInit} was not called. */
  NOT_INITIALIZED(3),
  /** No device on this machine. */
  NO_DEVICE(100),
  /** No such device. */
  INVALID_DEVICE(101),
  /** No context is current. */
  INVALID_CONTEXT(201),
  /** The module asks for a newer device. */
  NO_BINARY_FOR_GPU(209),
  /** The device reported an error of its memory that cannot be corrected. */
  ECC_UNCORRECTABLE(214),
  /** The text is not PTX. */
  INVALID_PTX(218),
  /** The module asks for a newer driver. */
  UNSUPPORTED_PTX_VERSION(222),
  /** A handle of nothing that lives. */
  INVALID_HANDLE(400),
  /** A call that is not allowed in this state. */
  ILLEGAL_STATE(401),
  /** No such function or variable. */
  NOT_FOUND(500),
  /** Queued work has not finished. */
  NOT_READY(600),
  /** A kernel touched memory that is not its own. */
  ILLEGAL_ADDRESS(700),
  /** Too many threads or too much shared memory. */
  LAUNCH_OUT_OF_RESOURCES(701),
  /** A kernel touched memory at an odd address. */
  MISALIGNED_ADDRESS(716),
  /** A kernel failed otherwise. */
  LAUNCH_FAILED(719),
  /** A call that a stream does not allow while it is captured. */
  STREAM_CAPTURE_UNSUPPORTED(900),
  /** Anything else. */
  UNKNOWN(999);

  private final int code;

  CudaError(int code) {
    this.code = code;
  }

  /** The number of this result. */
  public int code() {
    return code;
  }

  static CudaError of(PtxFault fault) {
    return switch (fault.kind()) {
      case ILLEGAL_ADDRESS -> ILLEGAL_ADDRESS;
      case MISALIGNED_ADDRESS -> MISALIGNED_ADDRESS;
      default -> LAUNCH_FAILED;
    };
  }
}
