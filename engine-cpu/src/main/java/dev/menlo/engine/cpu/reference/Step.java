package dev.menlo.engine.cpu.reference;

/**
 * A solved PNLS step.
 *
 * @param fixedEffects dbeta, p entries
 * @param sphericalEffects u at the trial point, in the order of the fit's u
 * @param predictedRss value of the undamped quadratic model there
 * @param fallbacks groups of level K that used Gauss-Newton curvature under NEWTON
 */
record Step(double[] fixedEffects, double[] sphericalEffects, double predictedRss, int fallbacks) {
  /** The same step with a number of fallbacks. */
  Step withFallbacks(int count) {
    return new Step(fixedEffects, sphericalEffects, predictedRss, count);
  }
}
