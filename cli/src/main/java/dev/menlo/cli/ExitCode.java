package dev.menlo.cli;

import dev.menlo.estimator.Outcome;

/** How the command ends. */
final class ExitCode {
  /** Fitted; or the subcommand did what it says. */
  static final int FITTED = 0;

  /** The fit did not converge; its best iterate was printed. */
  static final int NOT_CONVERGED = 1;

  /**
   * Arguments, model, data or output file cannot be used; one message says where and what to do.
   */
  static final int BAD_INPUT = 2;

  /** The backend asked for cannot run here. */
  static final int BACKEND_UNAVAILABLE = 3;

  /** A mistake in menlo (EX_SOFTWARE of sysexits.h). */
  static final int INTERNAL_ERROR = 70;

  private ExitCode() {}

  /** The exit code of a fit. */
  static int of(Outcome outcome) {
    return switch (outcome) {
      case CONVERGED, CONVERGED_SINGULAR -> FITTED;
      case INFINITE_AT_START, ALIASED, INVALID_DATA -> BAD_INPUT;
      case DEVICE_FAILURE -> BACKEND_UNAVAILABLE;
      default -> NOT_CONVERGED;
    };
  }
}
