package dev.menlo.estimator.lindstrombates;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.engine.Workspace.VariancePoint;
import dev.menlo.estimator.FixedPoint;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.data.DataException;
import java.util.Arrays;

/**
 * The likelihood of a model linearised at a fixed point, with the linearisation frozen: the two
 * functions L and rho^2 of method.md, section 5, with derivatives in psi.
 */
public final class FrozenLikelihood {
  private final Exchange exchange;

  /**
   * Puts the only fit of a workspace at a point, linearised there, S frozen at its means.
   *
   * @param beta fixed effects of the workspace's model
   * @throws DataException if the backend cannot evaluate the point
   */
  public FrozenLikelihood(
      Workspace workspace, RandomEffectsCovariance covariance, double[] beta, FixedPoint point) {
    exchange = new Exchange(workspace, covariance);
    exchange.variance(0, point.psi());
    workspace.start(beta, exchange.factor, exchange.delta, point.sphericalEffects());
    workspace.linearise(Curvature.GAUSS_NEWTON, VariancePoint.OWN, exchange.linearization);
    if (exchange.linearization.status[0] != FitStatus.OK) {
      throw new DataException(
          "the backend reports "
              + exchange.linearization.status[0]
              + " at the estimates of the fit; fit the model again on this backend");
    }
  }

  /** A quantity at the linearisation point. */
  public double[] read(Quantity quantity) {
    return exchange.workspace.read(quantity, 0);
  }

  /** The covariance structure of the random effects. */
  public RandomEffectsCovariance covariance() {
    return exchange.covariance;
  }

  /**
   * L and rho^2 at one psi. Derivatives that were not asked for are 0.
   *
   * @param logDeterminant L
   * @param penalizedRss rho^2
   * @param logDeterminantGradient of L in psi
   * @param penalizedRssGradient of rho^2 in psi
   * @param logDeterminantHessian of L in psi, row-major
   * @param penalizedRssHessian of rho^2 in psi, row-major
   * @param information X'V^{-1}X, p x p row-major
   * @param step fixed-effects estimate less the linearisation point's, p
   */
  public record Value(
      double logDeterminant,
      double penalizedRss,
      double[] logDeterminantGradient,
      double[] penalizedRssGradient,
      double[] logDeterminantHessian,
      double[] penalizedRssHessian,
      double[] information,
      double[] step) {}

  /**
   * Evaluates at some psi.
   *
   * @param derivatives 0 values, 1 and gradients, 2 and Hessians
   * @return null where the likelihood does not exist
   */
  public Value at(double[] psi, Criterion criterion, FixedEffects fixed, int derivatives) {
    exchange.variance(0, psi);
    exchange.profileAtFactor(Exchange.only(0), criterion, fixed, derivatives);
    Profile profile = exchange.profile;
    if (profile.status[0] != FitStatus.OK) {
      return null;
    }
    int n = psi.length;
    int x = exchange.workspace.model().profileParameters();
    double[] gl = new double[n];
    double[] gq = new double[n];
    double[] hl = new double[n * n];
    double[] hq = new double[n * n];
    ChainRule rule = new ChainRule(exchange.covariance, psi, x);
    if (derivatives == 1) {
      rule.gradient(profile.logDeterminantGradient, gl);
      rule.gradient(profile.penalizedRssGradient, gq);
    } else if (derivatives == 2) {
      rule.apply(profile.logDeterminantGradient, profile.logDeterminantHessian, gl, hl);
      rule.apply(profile.penalizedRssGradient, profile.penalizedRssHessian, gq, hq);
    }
    return new Value(
        profile.logDeterminant[0],
        profile.penalizedRss[0],
        gl,
        gq,
        hl,
        hq,
        profile.fixedEffectsInformation.clone(),
        Arrays.copyOf(profile.fixedEffectsStep, profile.fixedEffectsStep.length));
  }
}
