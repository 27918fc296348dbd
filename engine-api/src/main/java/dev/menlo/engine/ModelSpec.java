package dev.menlo.engine;

import dev.menlo.engine.program.Program;
import java.util.Arrays;
import java.util.Objects;

/**
 * A nonlinear mixed-effects model as a backend sees it: a program for the mean, sizes, and a
 * residual specification. Names, structures and text stay in the model module.
 *
 * @param mean one output, the conditional mean; inputs COVARIATE, FIXED_EFFECT and RANDOM_EFFECT.
 *     Random effects are numbered through the levels, outermost level first
 * @param covariates number of covariate columns the programs may read
 * @param fixedEffects p, the number of fixed effects
 * @param randomEffects q_k for k = 1..K, outermost level first; a level may have q_k = 0 (it then
 *     only bounds residual blocks)
 * @param residual scale and correlation of the errors within a group of level K
 */
public record ModelSpec(
    Program mean, int covariates, int fixedEffects, int[] randomEffects, ResidualSpec residual) {
  /** Copies the sizes. */
  public ModelSpec {
    Objects.requireNonNull(mean, "mean");
    Objects.requireNonNull(residual, "residual");
    randomEffects = randomEffects.clone();
    if (mean.outputs().length != 1) {
      throw new IllegalArgumentException("the mean program must have one output");
    }
  }

  /** Whether the other is the same model: equal programs and sizes. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ModelSpec spec
        && mean.equals(spec.mean)
        && covariates == spec.covariates
        && fixedEffects == spec.fixedEffects
        && Arrays.equals(randomEffects, spec.randomEffects)
        && residual.equals(spec.residual);
  }

  @Override
  public int hashCode() {
    return Objects.hash(mean, covariates, fixedEffects, Arrays.hashCode(randomEffects), residual);
  }

  /** K, the number of grouping levels. */
  public int levels() {
    return randomEffects.length;
  }

  /** q_k, the number of random effects at a level, 1..K. */
  public int randomEffects(int level) {
    return randomEffects[level - 1];
  }

  /** The number of random effects over all levels. */
  public int allRandomEffects() {
    int sum = 0;
    for (int q : randomEffects) {
      sum += q;
    }
    return sum;
  }

  /** Length of the concatenated row-major relative factors: sum of q_k^2. */
  public int factorLength() {
    int sum = 0;
    for (int q : randomEffects) {
      sum += q * q;
    }
    return sum;
  }

  /** Length of the concatenated vech(D_k): sum of q_k (q_k + 1) / 2. */
  public int vechLength() {
    int sum = 0;
    for (int q : randomEffects) {
      sum += q * (q + 1) / 2;
    }
    return sum;
  }

  /** Parameters of {@link Profile} derivatives: vech(D_1), ..., vech(D_K), delta. */
  public int profileParameters() {
    return vechLength() + residual.parameters();
  }
}
