package dev.menlo.engine.tck;

import dev.menlo.engine.Batch;
import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.ResidualSpec;
import java.util.List;
import java.util.SplittableRandom;

/** Problems of awkward shapes with responses and points drawn from a fixed seed. */
final class Problems {
  private Problems() {}

  /** A problem with a random response, effects and full lower-triangular factors. */
  static Problem of(String name, ModelSpec model, Design design, double... delta) {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    double[] beta = new double[model.fixedEffects()];
    for (int j = 0; j < beta.length; j++) {
      beta[j] = j == 0 ? 2.5 : -0.4 + 0.3 * j;
    }
    double[] response = uniform(random, design.rows(), 4);
    double[] u = uniform(random, Problem.effectLength(model, design), 1);
    double[] factor = factor(random, model);
    return new Problem(name, model, Batch.of(design, response), beta, factor, delta, u);
  }

  /** The problem with its response drawn within 0.1 of the mean. */
  static Problem near(Problem problem) {
    double[] means = new DenseOracle(problem).means();
    double[] response = problem.batch().responses().get(0);
    double[] close = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      close[i] = means[i] + 0.05 * response[i];
    }
    Design design = problem.batch().designs().get(0);
    return problem.withData(Batch.of(design, close), problem.beta(), problem.sphericalEffects());
  }

  private static double[] uniform(SplittableRandom random, int length, double width) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = width * (random.nextDouble() - 0.5);
    }
    return values;
  }

  private static double[] factor(SplittableRandom random, ModelSpec model) {
    double[] factor = new double[model.factorLength()];
    int at = 0;
    for (int k = 1; k <= model.levels(); k++) {
      int q = model.randomEffects(k);
      for (int i = 0; i < q; i++) {
        for (int j = 0; j <= i; j++) {
          factor[at + i * q + j] = i == j ? 0.5 + random.nextDouble() : random.nextDouble() - 0.5;
        }
      }
      at += q * q;
    }
    return factor;
  }

  /** Every shape, with independent errors of constant variance. */
  static List<Problem> awkward() {
    ResidualSpec iid = ResidualSpec.IDENTITY;
    return List.of(
        of("no levels", Models.decay(iid), Shapes.ungrouped(7)),
        of("one group", Models.linear(iid, 2), Shapes.groups(6)),
        of("groups of one row", Models.intercept(iid, 1), Shapes.groups(1, 1, 1)),
        of("a group without rows", Models.decay(iid, 2), Shapes.groups(3, 0, 4)),
        of("unequal sizes", Models.decay(iid, 3), Shapes.groups(1, 40, 2, 9)),
        of("33 groups", Models.decay(iid, 2), Shapes.manyGroups(33, 5)),
        of("597 groups", Models.linear(iid, 2), Shapes.manyGroups(597, 4)),
        of("two levels", Models.decay(iid, 1, 2), nested()),
        of("two levels, none at the outer", Models.linear(iid, 0, 2), nested()),
        of("two levels, none at the inner", Models.linear(iid, 2, 0), nested()),
        of("three levels", Models.decay(iid, 1, 2, 1), deep()),
        of("three levels, none between", Models.decay(iid, 2, 0, 1), deep()));
  }

  private static Design nested() {
    return Shapes.nested(
        new int[] {2, 3}, new int[] {1}, new int[] {}, new int[] {0, 4, 2}, new int[] {5, 1});
  }

  private static Design deep() {
    return Shapes.deep(
        new int[] {2, 1, 3}, new int[] {1, 2, 2, 0, 1, 3}, new int[] {2, 3, 1, 4, 0, 2, 1, 3, 2});
  }

  /** An empty fit: no groups and no rows. */
  static Problem empty() {
    return of("empty fit", Models.linear(ResidualSpec.IDENTITY, 2), Shapes.groups());
  }
}
