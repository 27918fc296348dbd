package dev.menlo.estimator.start;

import dev.menlo.engine.Design;
import dev.menlo.estimator.start.curve.CurveLibrary;
import dev.menlo.estimator.start.curve.RecognisedCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Starting values from the library of curves, for a mean that is one of them. */
final class SelfStart {
  private static final int ESTIMATES = 6;

  private final PopulationModel model;
  private final Design design;
  private final double[] response;
  private final String family;

  /**
   * Self-starts for a model.
   *
   * @param family name of the family to use, or "" for whichever recognises the mean
   */
  SelfStart(PopulationModel model, Design design, double[] response, String family) {
    this.model = model;
    this.design = design;
    this.response = response;
    this.family = family;
  }

  /**
   * Candidates for the searched fixed effects, best first for each covariate that the mean is a
   * curve in; empty if it is none.
   *
   * @param zero per searched effect, whether it stays 0
   */
  List<double[]> candidates(boolean[] zero) {
    List<double[]> out = new ArrayList<>();
    int[] free = IntStream.range(0, model.size()).filter(k -> !zero[k]).toArray();
    PlausibleValues ranges =
        new PlausibleValues(model.spec().mean(), model.size(), design, response);
    for (RecognisedCurve curve : CurveLibrary.recognise(model.spec().mean(), design, family)) {
      for (List<RecognisedCurve.Target> targets : curve.estimates(design, response, ESTIMATES)) {
        if (!targets.isEmpty()) {
          double[] beta =
              new EffectSolver(curve.quantities(), design, targets)
                  .solve(ranges, free, model.size());
          if (beta != null) {
            out.add(beta);
          }
        }
      }
    }
    return out;
  }
}
