package dev.menlo.cuda.emulator.ptx;

import java.util.Objects;

/**
 * A program error that running PTX shows: what a device would do with it is undefined or a trap.
 */
public final class PtxFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What went wrong. */
  public enum Kind {
    /** An access outside every allocation, or to one that was freed. */
    ILLEGAL_ADDRESS,
    /** An address that is no multiple of the width of the access. */
    MISALIGNED_ADDRESS,
    /** A read of a register or of memory that nothing has written. */
    UNINITIALISED_READ,
    /** Threads that wait at a barrier or a warp-wide exchange which others never reach. */
    DIVERGENT_BARRIER,
    /** Threads of a block that touch a word of shared memory without a barrier between. */
    SHARED_MEMORY_RACE,
    /** Text that is not PTX, or PTX that the interpreter does not know. */
    UNSUPPORTED
  }

  private final Kind kind;

  /** A fault of a kind; the place is added where it is known. */
  public PtxFault(Kind kind, String message) {
    super(message);
    this.kind = Objects.requireNonNull(kind);
  }

  private PtxFault(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** The same fault, its message preceded by a place. */
  PtxFault at(String place) {
    return new PtxFault(kind, place + ": " + getMessage(), this);
  }
}
