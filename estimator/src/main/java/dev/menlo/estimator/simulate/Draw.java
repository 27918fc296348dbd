package dev.menlo.estimator.simulate;

/**
 * Data drawn from a model.
 *
 * @param response y, one a row of the design; NaN in rows outside the likelihood
 * @param mean the conditional mean given the random effects, one a row
 * @param randomEffects b: level 1 first, group by group, q_k entries a group
 */
public record Draw(double[] response, double[] mean, double[] randomEffects) {}
