package dev.menlo.cuda.emulator.driver;

/** A driver call that does not succeed. */
final class CudaFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final CudaError error;

  CudaFailure(CudaError error, String message) {
    super(message);
    this.error = error;
  }

  CudaError error() {
    return error;
  }
}
