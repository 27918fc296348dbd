package dev.menlo.engine.cpu;

import dev.menlo.engine.Design;

/** One fit in progress: its data, current and trial points, and linearisations. */
final class FitState {
  final int batchIndex;
  final Design design;
  final ForestLayout forest;
  final double[] response;

  /** The response in lanes; null if the forest has none. */
  final double[] laneResponse;

  Point current;
  Point trial;

  /** Linearisation of the current point, valid if {@link #linearised}. */
  KeptLinearization kept;

  /** Linearisation of the trial point, valid if {@link #trialLinearised}; else free. */
  KeptLinearization other;

  private KeptLinearization spare;

  boolean started;
  boolean linearised;
  boolean hasTrial;
  boolean trialLinearised;

  FitState(
      int batchIndex, ModelLayout model, ForestLayout forest, double[] response, boolean means) {
    this.batchIndex = batchIndex;
    this.design = forest.design;
    this.forest = forest;
    this.response = response;
    laneResponse = forest.lanes == null ? null : forest.lanes.pack(response);
    current = new Point(model, forest);
    trial = new Point(model, forest);
    kept = new KeptLinearization(model, forest, means);
    other = new KeptLinearization(model, forest, means);
  }

  /** The point that a row pass evaluates. */
  Point evaluated() {
    return hasTrial ? trial : current;
  }

  /** Makes the linearisation just written to {@link #other} that of the evaluated point. */
  void keepLinearization() {
    if (hasTrial) {
      trialLinearised = true;
    } else {
      swapLinearizations();
      linearised = true;
    }
  }

  /** Makes the trial point current. */
  void accept() {
    Point point = current;
    current = trial;
    trial = point;
    if (trialLinearised) {
      swapLinearizations();
    }
    linearised = trialLinearised;
    dropTrial();
  }

  /** Forgets the trial point. */
  void dropTrial() {
    hasTrial = false;
    trialLinearised = false;
  }

  private void swapLinearizations() {
    KeptLinearization k = kept;
    kept = other;
    other = k;
  }

  /** After a new current point: forgets linearisation and trial point. */
  void begin() {
    started = true;
    linearised = false;
    dropTrial();
  }

  /** Means of the variance point in force; null if there is none or the scale reads no mean. */
  double[] variancePoint() {
    return linearised ? kept.means : null;
  }

  /** Storage for a pass whose results are not kept. */
  KeptLinearization spare(CompiledModel model) {
    if (!trialLinearised) {
      return other;
    }
    if (spare == null) {
      spare = new KeptLinearization(model.layout, forest, model.meanDependentScale());
    }
    return spare;
  }

  /** Takes a re-whitened linearisation of the current point, written to {@link #spare}. */
  void replaceKept(KeptLinearization rewhitened) {
    if (rewhitened == other) {
      swapLinearizations();
    } else {
      spare = kept;
      kept = rewhitened;
    }
  }
}
