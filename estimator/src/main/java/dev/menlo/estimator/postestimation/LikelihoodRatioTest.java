package dev.menlo.estimator.postestimation;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.DataException;
import java.util.ArrayList;
import java.util.List;

/**
 * A likelihood-ratio test of a smaller model within a larger one, on the log likelihoods that the
 * fits report: those of their own linearisations, as menl compares them.
 *
 * @param chi2 twice the difference of the log likelihoods; 0 if the larger model's is lower
 * @param df parameters that the larger model adds
 * @param p upper tail of chi2(df)
 * @param boundary how many of them the smaller model holds on their boundary: variances at 0
 * @param boundaryP p-value that allows for the boundary: the tail of the mixture for one variance,
 *     an upper bound for several; p where there is none (method.md, eq. 22)
 * @param exact whether {@code boundaryP} is the mixture's, not a bound
 * @param smaller df of the smaller model
 * @param larger df of the larger model
 * @param notes what the reader should know, one sentence each
 */
public record LikelihoodRatioTest(
    double chi2,
    int df,
    double p,
    int boundary,
    double boundaryP,
    boolean exact,
    int smaller,
    int larger,
    List<String> notes) {
  /** Copies the notes. */
  public LikelihoodRatioTest {
    notes = List.copyOf(notes);
  }

  /**
   * Compares two fits in either order.
   *
   * @throws DataException if they cannot be compared: other observations, other criteria, REML with
   *     other fixed effects, or neither model nested in the other; the message names the difference
   */
  public static LikelihoodRatioTest of(FittedModel a, FittedModel b) {
    a.requireEstimates();
    b.requireEstimates();
    boolean ordered = InformationCriteria.parameters(a) <= InformationCriteria.parameters(b);
    FittedModel small = ordered ? a : b;
    FittedModel large = ordered ? b : a;
    requireComparable(small, large);
    Nesting nesting = Nesting.of(small, large);
    int df = InformationCriteria.parameters(large) - InformationCriteria.parameters(small);
    if (df == 0) {
      throw new DataException("the two models have the same number of parameters: nothing to test");
    }
    List<String> notes = new ArrayList<>(nesting.notes());
    double difference = 2 * (large.point().logLikelihood() - small.point().logLikelihood());
    if (difference < 0) {
      notes.add(
          "the larger model has the lower log likelihood: each is that of its own linearisation,"
              + " and the statistic is taken as 0");
    }
    warnOfConvergence(small, "smaller", notes);
    warnOfConvergence(large, "larger", notes);
    double chi2 = Math.max(0, difference);
    double p = ChiSquared.upperTail(chi2, df);
    return new LikelihoodRatioTest(
        chi2,
        df,
        p,
        nesting.boundary(),
        nesting.isMixture() ? ChiSquared.mixedTail(chi2, df) : p,
        nesting.boundary() == 0 || nesting.isMixture(),
        InformationCriteria.parameters(small),
        InformationCriteria.parameters(large),
        notes);
  }

  private static void warnOfConvergence(FittedModel fit, String which, List<String> notes) {
    if (!fit.point().outcome().converged()) {
      notes.add("the " + which + " model did not converge: " + fit.point().message());
    }
  }

  private static void requireComparable(FittedModel small, FittedModel large) {
    if (!SameObservations.of(small.data(), large.data())) {
      throw new DataException(
          "the fits are of different observations ("
              + small.data().design().observations()
              + " of "
              + small.data().source()
              + ", "
              + large.data().design().observations()
              + " of "
              + large.data().source()
              + "); fit both models to the same rows");
    }
    Criterion criterion = small.options().criterion();
    if (criterion != large.options().criterion()) {
      throw new DataException(
          "one fit is by ML and one by REML: their likelihoods cannot be compared; fit both the same"
              + " way");
    }
    if (criterion == Criterion.REML
        && !small.lowered().fixedEffects().stream()
            .map(f -> f.name())
            .toList()
            .equals(large.lowered().fixedEffects().stream().map(f -> f.name()).toList())) {
      throw new DataException(
          "the fits are by REML and their fixed effects differ: restricted likelihoods are those of"
              + " different contrasts of the data and cannot be compared; fit both with --mle");
    }
  }
}
