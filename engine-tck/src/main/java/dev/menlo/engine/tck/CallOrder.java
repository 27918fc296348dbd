package dev.menlo.engine.tck;

import dev.menlo.engine.ActiveSet;
import dev.menlo.engine.FitStatus;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** The order of calls that {@link dev.menlo.engine.Workspace} allows, followed fit by fit. */
final class CallOrder {
  /** What a fit's current point has. */
  private enum Current {
    NOTHING,
    POINT,
    LINEARISATION
  }

  private final Current[] current;
  private final boolean[] trial;
  private final boolean[] trialLinearised;

  CallOrder(int fits) {
    current = new Current[fits];
    Arrays.fill(current, Current.NOTHING);
    trial = new boolean[fits];
    trialLinearised = new boolean[fits];
  }

  boolean isStarted(int fit) {
    return current[fit] != Current.NOTHING;
  }

  boolean allStarted(ActiveSet active) {
    return all(active, this::isStarted);
  }

  boolean allLinearised(ActiveSet active) {
    return all(active, f -> current[f] == Current.LINEARISATION);
  }

  boolean hasTrial(int fit) {
    return trial[fit];
  }

  private static boolean all(ActiveSet active, IntPredicate condition) {
    for (int f = active.next(0); f >= 0; f = active.next(f + 1)) {
      if (!condition.test(f)) {
        return false;
      }
    }
    return true;
  }

  void started(int fit) {
    current[fit] = Current.POINT;
    trial[fit] = false;
  }

  void linearised(int fit, FitStatus status) {
    if (status == FitStatus.OK && trial[fit]) {
      trialLinearised[fit] = true;
    } else if (status == FitStatus.OK) {
      current[fit] = Current.LINEARISATION;
    }
  }

  void solved(int fit, FitStatus status) {
    trial[fit] = status == FitStatus.OK;
    trialLinearised[fit] = false;
  }

  void accepted(int fit) {
    current[fit] = trialLinearised[fit] ? Current.LINEARISATION : Current.POINT;
    trial[fit] = false;
  }

  void rejected(int fit) {
    trial[fit] = false;
  }
}
