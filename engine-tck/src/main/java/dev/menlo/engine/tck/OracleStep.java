package dev.menlo.engine.tck;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Workspace.FixedEffects;
import java.util.Arrays;

/**
 * The damped Gauss-Newton PNLS step through the marginal covariance. Damping turns the prior {@code
 * u ~ N(0, I)} into {@code N(m, I / (1 + damping))}, {@code m = damping u0 / (1 + damping)}; then
 * dbeta is generalised least squares of {@code w - Z Lambda m}, and {@code u = m +
 * Lambda'Z'V^{-1}(w - Z Lambda m - X dbeta) / (1 + damping)}.
 */
final class OracleStep {
  private final DenseOracle oracle;
  private final double[] lambda;
  private final double[] theta;
  private final double damping;
  private final double[] prior;

  /** Sets the step up; damping is finite. */
  OracleStep(DenseOracle oracle, double[] lambda, double[] delta, double damping) {
    this.oracle = oracle;
    this.lambda = lambda;
    this.theta = oracle.parameters(lambda, delta);
    this.damping = damping;
    this.prior =
        Arrays.stream(oracle.sphericalEffects()).map(x -> x * damping / (1 + damping)).toArray();
  }

  /** dbeta, p entries. */
  double[] fixedEffects() {
    int p = oracle.model().fixedEffects();
    double[][] undamped = oracle.profile(theta, Criterion.ML, FixedEffects.HELD).information();
    Gls gls = new Gls(p);
    for (int[] block : oracle.blocks()) {
      double[][] l = DenseMatrix.cholesky(oracle.marginal(block, damped()));
      gls.add(l, oracle.fixedColumns(block), oracle.workingResponse(block, lambda, prior));
    }
    for (int j = 0; j < p; j++) {
      gls.penalise(j, damping * undamped[j][j]);
    }
    return gls.solve();
  }

  /** u of the trial point. */
  double[] sphericalEffects(double[] dbeta) {
    double[] u = prior.clone();
    for (int[] block : oracle.blocks()) {
      double[] e = oracle.workingResponse(block, lambda, prior);
      double[][] columns = oracle.fixedColumns(block);
      for (int i = 0; i < block.length; i++) {
        for (int j = 0; j < dbeta.length; j++) {
          e[i] -= columns[j][i] * dbeta[j];
        }
      }
      double[] solved =
          DenseMatrix.solve(DenseMatrix.cholesky(oracle.marginal(block, damped())), e);
      for (int i = 0; i < block.length; i++) {
        oracle.addTransposed(block[i], solved[i] / (1 + damping), lambda, u);
      }
    }
    return u;
  }

  /** theta with every D divided by 1 + damping. */
  private double[] damped() {
    double[] scaled = theta.clone();
    for (int a = 0; a < oracle.model().vechLength(); a++) {
      scaled[a] /= 1 + damping;
    }
    return scaled;
  }
}
