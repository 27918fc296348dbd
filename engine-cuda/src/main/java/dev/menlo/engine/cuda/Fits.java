package dev.menlo.engine.cuda;

import java.util.Arrays;

/**
 * What the host keeps of the fits of a partition: parameters of two points a fit, which of the sets
 * on the device belongs to which point, and how far each fit has come.
 */
final class Fits {
  private final ModelShape shape;

  /** Current point of each fit, 0 or 1; the other one is the trial point. */
  final int[] current;

  /** Sets of the kept linearisation, the trial's, and a spare one. */
  final int[] kept;

  final int[] other;
  final int[] spare;

  final boolean[] started;
  final boolean[] linearised;
  final boolean[] hasTrial;
  final boolean[] trialLinearised;

  /** By point: F x p, F x factorLength, F x r, and |u|^2. */
  final double[][] beta;

  final double[][] factor;
  final double[][] delta;
  final double[][] penalty;

  /** By set: delta of the whitening, log det R and its derivatives, what else is kept. */
  final double[][] whitenedAt;

  final double[][] logDetR;
  final double[][] logDetRDerivatives;
  final boolean[][] hasCurvature;
  final boolean[][] hasDerivatives;

  Fits(ModelShape shape, int fits) {
    this.shape = shape;
    current = new int[fits];
    kept = new int[fits];
    other = new int[fits];
    spare = new int[fits];
    Arrays.fill(other, 1);
    Arrays.fill(spare, 2);
    started = new boolean[fits];
    linearised = new boolean[fits];
    hasTrial = new boolean[fits];
    trialLinearised = new boolean[fits];
    beta = new double[2][fits * shape.fixedEffects];
    factor = new double[2][fits * shape.factorLength];
    delta = new double[2][fits * shape.residualParameters];
    penalty = new double[2][fits];
    whitenedAt = new double[3][fits * shape.residualParameters];
    logDetR = new double[3][fits];
    logDetRDerivatives = new double[3][fits * shape.residualBlocks()];
    hasCurvature = new boolean[3][fits];
    hasDerivatives = new boolean[3][fits];
  }

  /** The trial point of a fit. */
  int trial(int f) {
    return 1 - current[f];
  }

  /** The point that a row pass evaluates. */
  int evaluated(int f) {
    return hasTrial[f] ? trial(f) : current[f];
  }

  /** The set for a pass whose results are not kept. */
  int free(int f) {
    return trialLinearised[f] ? spare[f] : other[f];
  }

  /** After a new current point: forgets linearisation and trial point. */
  void begin(int f) {
    started[f] = true;
    linearised[f] = false;
    dropTrial(f);
  }

  void dropTrial(int f) {
    hasTrial[f] = false;
    trialLinearised[f] = false;
  }

  /** Makes the linearisation just written to {@link #other} that of the evaluated point. */
  void keepLinearization(int f) {
    if (hasTrial[f]) {
      trialLinearised[f] = true;
    } else {
      swap(f);
      linearised[f] = true;
    }
  }

  /** Makes the trial point current. */
  void accept(int f) {
    current[f] = trial(f);
    if (trialLinearised[f]) {
      swap(f);
    }
    linearised[f] = trialLinearised[f];
    dropTrial(f);
  }

  /** Takes a re-whitened linearisation of the current point from the free set. */
  void replaceKept(int f) {
    if (trialLinearised[f]) {
      int set = kept[f];
      kept[f] = spare[f];
      spare[f] = set;
    } else {
      swap(f);
    }
  }

  private void swap(int f) {
    int set = kept[f];
    kept[f] = other[f];
    other[f] = set;
  }

  /** A fit's entries of a per-fit array. */
  static double[] part(double[] all, int f, int length) {
    return Arrays.copyOfRange(all, f * length, (f + 1) * length);
  }

  /** Whether the kept cross-products of a fit are whitened at a delta. */
  boolean isWhitenedAt(int f, double[] delta) {
    int r = shape.residualParameters;
    return Arrays.equals(whitenedAt[kept[f]], f * r, f * r + r, delta, f * r, f * r + r);
  }
}
