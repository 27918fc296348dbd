package dev.menlo.engine.nd4j;

import dev.menlo.engine.FitStatus;

/** Carries the status of a failed operation up to the fit, which reports it. */
final class Trouble extends Exception {
  private static final long serialVersionUID = 1L;

  final FitStatus status;

  /** Row of the design where it was met, or -1. */
  final int row;

  Trouble(FitStatus status, int row) {
    super(status + (row < 0 ? "" : " at row " + row));
    this.status = status;
    this.row = row;
  }
}
