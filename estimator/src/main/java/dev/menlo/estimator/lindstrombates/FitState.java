package dev.menlo.estimator.lindstrombates;

import dev.menlo.estimator.Deadline;
import dev.menlo.estimator.IterationRecord;
import dev.menlo.estimator.Outcome;
import java.util.ArrayList;
import java.util.List;

/** One fit on its way: the estimator's side of the state (the backend keeps u and the rows). */
final class FitState {
  /** Fixed effects at the current point, p. */
  final double[] beta;

  /** psi = (theta, delta) of the next point. */
  final double[] psi;

  /** Natural size of each entry of psi, for trust regions. */
  final double[] scale;

  /** Typical standard deviation of each random effect over sigma, from the Jacobian. */
  final double[] typical;

  /** Coordinates of steps in psi. */
  StepCoordinates coordinates;

  /** The linearised likelihood at psi. */
  final Deviance deviance;

  /** How it ended, or null while it runs. */
  Outcome outcome;

  /** What to tell the user about the end. */
  String message = "";

  /** Penalised RSS at the current point and its own variance point. */
  double penalizedRss;

  /** Radius of the LME step's trust region, in scaled parameters. */
  double radius = 1;

  /** Levenberg-Marquardt damping of the PNLS step. */
  double damping;

  /** Squared length of this round's step in psi, in standard errors. */
  double varianceChange;

  /** Largest change of a fixed effect in this round, in standard errors. */
  double fixedChange;

  /** Decrease of the penalised RSS, relative to it, that the last PNLS step promised. */
  double promised;

  /**
   * What tells that the effects of some group still move, over sigma^2: the decrease that the last
   * PNLS step promised, or, if less, a thousand times the error of that promise.
   */
  double unsettled;

  /** Row of the fit's design where the mean or variance failed, or -1. */
  int badRow = -1;

  /** Smallest slope into the cone of D at a zero variance, NaN in the interior. */
  double boundarySlope = Double.NaN;

  /** Smallest scaled curvature on the range of D, NaN before it is looked at. */
  double curvature = Double.NaN;

  /** Share of each step that is taken; below 1 after a cycle. */
  double relaxation = 1;

  /** Whether each step is now converged inside the other (the fallback after cycles). */
  boolean nested;

  /** The fallback's memory, or null before it is needed. */
  Mixing mixing;

  /** Whether no acceptable PNLS step is left and the fallback has not been tried. */
  boolean stuck;

  /** Fixed effects and psi of the round with the largest Laplace log likelihood, or null. */
  double[] bestBeta;

  double[] bestPsi;
  double bestLaplace = Double.NEGATIVE_INFINITY;

  /** A certified point that turned out to be a saddle: fixed effects and psi, or null. */
  double[] saddleBeta;

  double[] saddlePsi;
  double saddleSlope;

  /** Log likelihood of the round before, NaN at first. */
  double lastLogLikelihood = Double.NaN;

  /** Times a saddle was left. */
  int escapes;

  int rounds;
  int rowPasses;

  /** Recent changes, newest last. */
  final List<Double> changes = new ArrayList<>();

  final List<IterationRecord> trace = new ArrayList<>();
  String remark = "";

  /** Estimated distance to the fixed point and its contraction, in standard errors. */
  double distance = Double.NaN;

  double contraction = Double.NaN;

  /** Whether the exchange holds the profile, with derivatives, at the point where the fit ended. */
  boolean profiled;

  /** Whether the workspace holds a linearisation at the current point. */
  boolean placed;

  /** Whether the start gave theta. */
  boolean thetaGiven;

  FitState(double[] beta, int psi, int randomEffects, Deviance deviance) {
    this.beta = beta.clone();
    this.psi = new double[psi];
    this.scale = new double[psi];
    this.typical = new double[randomEffects];
    this.deviance = deviance;
    this.coordinates = new StepCoordinates(psi, new double[0]);
  }

  /** Whether there is a linearised likelihood at the current point. */
  boolean linearised() {
    return placed && deviance.sigma2 > 0;
  }

  boolean running() {
    return outcome == null;
  }

  void end(Outcome how, String why) {
    outcome = how;
    message = why;
  }

  /** Ends the fit, if it still runs, because the run's time is up. */
  void endAt(Deadline deadline) {
    if (running()) {
      end(
          Outcome.TIME_LIMIT,
          "the " + deadline + " passed before this fit ended, after " + rounds + " rounds");
    }
  }
}
