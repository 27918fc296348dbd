package dev.menlo.estimator.predict;

import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.rows.RowWalk;
import dev.menlo.estimator.simulate.ErrorModel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code |R^{-1/2} (y - mu)|^2 + 2 sigma^2 log|S|} of each outermost group at given random effects,
 * S at the means there: what the conditional density of the response depends on them through.
 */
final class GroupMisfit {
  private final FittedModel fit;
  private final ModelSpec spec;
  private final Design design;
  private final Scale scale;
  private final RowWalk walk;
  private final ErrorModel errors;
  private final int[][] rows;
  private final int[] outermost;

  GroupMisfit(FittedModel fit, Scale scale) {
    this.fit = fit;
    this.spec = fit.lowered().spec();
    this.design = fit.data().design();
    this.scale = scale;
    this.walk = new RowWalk(spec, design);
    this.errors = new ErrorModel(spec.residual(), design, scale.delta());
    int[] start = design.start(design.levels());
    this.rows = new int[start.length - 1][];
    this.outermost = new int[rows.length];
    GroupTree tree = new GroupTree(design);
    for (int g = 0; g < rows.length; g++) {
      rows[g] = IntStream.range(start[g], start[g + 1]).filter(design::inLikelihood).toArray();
      outermost[g] = tree.ancestor(design.levels(), g, 1);
    }
  }

  /**
   * The misfits at several draws of the effects; correlations are factored once for all of them.
   *
   * @param effects u of each draw, levels as {@link EffectsProposal} has them
   * @return draws x outermost groups; not finite where a mean or variance is not
   */
  double[][] at(List<double[][]> effects) {
    double[][] means = new double[effects.size()][];
    for (int d = 0; d < means.length; d++) {
      means[d] = walk.evaluate(spec.mean(), fit.point().beta(), inB(effects.get(d)))[0];
    }
    double[][] out = new double[means.length][design.groups(1)];
    for (int g = 0; g < rows.length; g++) {
      add(g, means, out);
    }
    return out;
  }

  private double[][] inB(double[][] u) {
    double[][] b = new double[u.length][];
    for (int k = 0; k < u.length; k++) {
      int q = scale.size(k + 1);
      b[k] = new double[u[k].length];
      for (int from = 0; from < b[k].length; from += q) {
        scale.effects(k + 1, u[k], from, b[k], from);
      }
    }
    return b;
  }

  private void add(int g, double[][] means, double[][] out) {
    double[][] residuals = new double[means.length][rows[g].length];
    for (int d = 0; d < means.length; d++) {
      double logScale = 0;
      for (int i = 0; i < rows[g].length; i++) {
        int row = rows[g][i];
        double s = errors.scale(row, means[d][row]);
        residuals[d][i] = (fit.data().response()[row] - means[d][row]) / s;
        logScale += spec.residual().logScale() == null ? 0 : StrictMath.log(s);
      }
      out[d][outermost[g]] += 2 * scale.sigma2() * logScale;
    }
    errors.whiten(rows[g], residuals);
    for (int d = 0; d < means.length; d++) {
      for (double r : residuals[d]) {
        out[d][outermost[g]] += r * r;
      }
    }
  }
}
