package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.FitStatus;

/** Carries the status of a failed operation on one fit up to the workspace, which reports it. */
final class NumericalTrouble extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  final FitStatus status;

  /** Row of the design where it was met, or -1. */
  final int row;

  NumericalTrouble(FitStatus status, int row) {
    super(status + (row < 0 ? "" : " at row " + row));
    this.status = status;
    this.row = row;
  }

  NumericalTrouble(FitStatus status) {
    this(status, -1);
  }
}
