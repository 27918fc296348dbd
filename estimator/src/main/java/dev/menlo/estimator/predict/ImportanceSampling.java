package dev.menlo.estimator.predict;

import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.simulate.RandomStream;
import dev.menlo.estimator.simulate.ReplicateKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Integrates the random effects out by importance sampling (docs/method.md, eq. 32). Outermost
 * groups are independent; for one of them, with all groups inside it, let
 *
 * <pre>
 * f(u)   = exp(-(Q(u) - Q(u^)) / 2 sigma^2) |S(u^)| / |S(u)|     (the integrand over that at the mode)
 * q_1(u) = |A|^{1/2} exp(-(u - u^)'A(u - u^) / 2 sigma^2)        (the law of the Laplace approximation)
 * q_2(u) = exp(-|u|^2 / 2 sigma^2)                               (the law of the random effects)
 * q      = (1 - a) q_1 + a q_2
 * </pre>
 *
 * Its likelihood over the Laplace approximation of it is the expectation under q of {@code w =
 * |A|^{1/2} f / q}. The share a from their own law bounds the weights where q_1 has too thin tails
 * (Hesterberg 1995, Technometrics 37:185), and {@code x = q_1 / q - 1}, whose expectation is 0, is
 * a control variate (Owen and Zhou 2000, JASA 95:135): for a linear model {@code w = 1 + x}, so
 * that the estimate is the Laplace approximation, without error.
 */
final class ImportanceSampling {
  /** Every tenth draw is from the law of the random effects: a = 0.1. */
  private static final int PRIOR_EVERY = 10;

  private static final double SHARE = 1.0 / PRIOR_EVERY;
  private static final int CHUNK = 50;

  private final FittedModel fit;
  private final int draws;
  private final long seed;
  private final Scale scale;
  private final GroupMisfit misfit;
  private final EffectsProposal proposal;
  private final double[][] mode;

  ImportanceSampling(FittedModel fit, int draws, long seed) {
    this.fit = fit;
    this.draws = Math.max(1, (draws + PRIOR_EVERY - 1) / PRIOR_EVERY) * PRIOR_EVERY;
    this.seed = seed;
    this.scale = Scale.of(fit);
    this.misfit = new GroupMisfit(fit, scale);
    this.mode = mode();
    this.proposal = proposal();
  }

  /** u^ of each level. */
  private double[][] mode() {
    Design design = fit.data().design();
    double[][] out = new double[design.levels()][];
    int at = 0;
    for (int k = 0; k < out.length; k++) {
      int length = design.groups(k + 1) * scale.size(k + 1);
      out[k] = java.util.Arrays.copyOfRange(fit.point().sphericalEffects(), at, at + length);
      at += length;
    }
    return out;
  }

  private EffectsProposal proposal() {
    ModelSpec spec = fit.lowered().spec();
    Design design = fit.data().design();
    int[] groups = new int[design.levels()];
    for (int k = 0; k < groups.length; k++) {
      groups[k] = design.groups(k + 1);
    }
    double[][] effects = scale.effects(fit.point().sphericalEffects(), groups);
    Gradient mean = new Gradient(spec.mean(), spec, design, fit.point().beta(), effects, scale);
    EffectsCovariance eliminated = new EffectsCovariance(spec, design, mean, scale);
    return new EffectsProposal(design, eliminated, scale, spec.fixedEffects(), mode);
  }

  MarginalLikelihood estimate() {
    ControlledMean[] ratios = new ControlledMean[proposal.groups()];
    java.util.Arrays.setAll(ratios, g -> new ControlledMean());
    double[] logPeak = new double[ratios.length];
    proposal.addLogDensity(mode, logPeak);
    double[] atMode = penalised(misfit.at(Collections.singletonList(mode))[0], mode);
    for (int first = 0; first < draws; first += CHUNK) {
      List<double[][]> effects = new ArrayList<>();
      for (int d = first; d < Math.min(draws, first + CHUNK); d++) {
        effects.add(draw(d));
      }
      double[][] misfits = misfit.at(effects);
      for (int d = 0; d < misfits.length; d++) {
        weigh(effects.get(d), penalised(misfits[d], effects.get(d)), atMode, logPeak, ratios);
      }
    }
    double sum = fit.point().laplace();
    double variance = 0;
    for (ControlledMean ratio : ratios) {
      double error = ratio.standardError() / ratio.value();
      sum += StrictMath.log(ratio.value());
      variance += error * error;
    }
    return new MarginalLikelihood(sum, Math.sqrt(variance), draws);
  }

  private double[][] draw(int number) {
    RandomStream[] streams = new RandomStream[proposal.groups()];
    for (int g = 0; g < streams.length; g++) {
      streams[g] = new RandomStream(new ReplicateKey(seed, g, number), 0);
    }
    boolean prior = number % PRIOR_EVERY == PRIOR_EVERY - 1;
    return prior ? proposal.drawPrior(streams) : proposal.draw(streams);
  }

  /** Q(u) + 2 sigma^2 log|S|, by outermost group. */
  private double[] penalised(double[] misfits, double[][] u) {
    double[] out = misfits.clone();
    proposal.addSquares(u, out);
    return out;
  }

  /** Gives each group its weight and control variate of one draw; no density where no mean is. */
  private void weigh(
      double[][] u, double[] penalised, double[] atMode, double[] logPeak, ControlledMean[] to) {
    double[] normal = new double[to.length];
    double[] squares = new double[to.length];
    proposal.addLogDensity(u, normal);
    proposal.addSquares(u, squares);
    for (int g = 0; g < to.length; g++) {
      double prior = -0.5 * squares[g] / scale.sigma2();
      double top = Math.max(normal[g], prior);
      double mixture =
          top
              + StrictMath.log(
                  (1 - SHARE) * StrictMath.exp(normal[g] - top)
                      + SHARE * StrictMath.exp(prior - top));
      double integrand = logPeak[g] - 0.5 * (penalised[g] - atMode[g]) / scale.sigma2();
      double weight = Double.isNaN(integrand) ? 0 : StrictMath.exp(integrand - mixture);
      to[g].add(weight, StrictMath.exp(normal[g] - mixture) - 1);
    }
  }
}
