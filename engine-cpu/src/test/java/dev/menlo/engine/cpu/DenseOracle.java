package dev.menlo.engine.cpu;

import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Workspace;

/** The linearised problem of one fit written out in full: V = I + Z D Z' over all rows. */
final class DenseOracle {
  final Dense x;
  final Dense z;
  final Dense d;
  final Dense w;
  final Dense v;

  /** Reads Jacobians, residual and effects of a fit whose errors are independent. */
  DenseOracle(Workspace workspace, int fit, double[] relativeFactor) {
    ModelSpec model = workspace.model();
    Design design = workspace.design(fit);
    int n = design.rows();
    x = Dense.of(n, model.fixedEffects(), workspace.read(Quantity.FIXED_JACOBIAN, fit));
    double[] jacobian = workspace.read(Quantity.RANDOM_JACOBIAN, fit);
    double[] b = workspace.read(Quantity.RANDOM_EFFECTS, fit);
    z = new Dense(n, b.length);
    d = new Dense(b.length, b.length);
    int column = 0;
    int factor = 0;
    int effect = 0;
    for (int k = 1; k <= model.levels(); k++) {
      int q = model.randomEffects(k);
      Dense lambda = new Dense(q, q);
      for (int i = 0; i < q * q; i++) {
        lambda.set(i / q, i % q, relativeFactor[factor + i]);
      }
      factor += q * q;
      for (int g = 0; g < design.groups(k); g++) {
        Dense block = lambda.times(lambda.transpose());
        for (int i = 0; i < q * q; i++) {
          d.set(column + i / q, column + i % q, block.get(i / q, i % q));
        }
        for (int i = row(design, k, g); i < row(design, k, g + 1); i++) {
          for (int j = 0; j < q; j++) {
            z.set(i, column + j, jacobian[(effect + j) * n + i]);
          }
        }
        column += q;
      }
      effect += q;
    }
    Dense effects = Dense.of(b.length, 1, b);
    w = Dense.of(n, 1, workspace.read(Quantity.RESIDUAL, fit)).plus(1, z.times(effects));
    v = Dense.identity(n).plus(1, z.times(d).times(z.transpose()));
  }

  private static int row(Design design, int level, int group) {
    int g = group;
    for (int k = level; k <= design.levels(); k++) {
      g = design.start(k)[g];
    }
    return g;
  }

  /** X'V^{-1}X. */
  Dense information() {
    return x.transpose().times(v.solve(x));
  }

  /** The generalised least-squares estimate. */
  Dense fixedEffectsStep() {
    return information().solve(x.transpose().times(v.solve(w)));
  }

  /** (w - X dbeta)'V^{-1}(w - X dbeta). */
  double penalizedRss(Dense dbeta) {
    Dense r = w.plus(-1, x.times(dbeta));
    return r.transpose().times(v.solve(r)).get(0, 0);
  }

  /** D Z'V^{-1}(w - X dbeta). */
  Dense randomEffects(Dense dbeta) {
    return d.times(z.transpose()).times(v.solve(w.plus(-1, x.times(dbeta))));
  }
}
