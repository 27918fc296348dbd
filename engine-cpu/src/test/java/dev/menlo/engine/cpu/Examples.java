package dev.menlo.engine.cpu;

import dev.menlo.engine.Batch;
import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.Random;

/** Small models and data for the tests of this backend. */
final class Examples {
  private Examples() {}

  /**
   * Logistic growth {@code B1 / (1 + exp(-(t - B2) / B3))}, B = beta + U.
   *
   * @param levels for each of U's appearances (parameter index 0..2), outermost level first
   */
  static ModelSpec logistic(int[]... levels) {
    ProgramBuilder b = new ProgramBuilder();
    int[] phi = {b.fixedEffect(0), b.fixedEffect(1), b.fixedEffect(2)};
    int[] q = new int[levels.length];
    int effect = 0;
    for (int k = 0; k < levels.length; k++) {
      q[k] = levels[k].length;
      for (int parameter : levels[k]) {
        phi[parameter] = b.add(phi[parameter], b.randomEffect(effect++));
      }
    }
    int z = b.div(b.sub(b.covariate(0), phi[1]), phi[2]);
    Program mean = b.build(b.mul(phi[0], b.apply(Op.INVLOGIT, z)));
    return new ModelSpec(mean, 1, 3, q, ResidualSpec.IDENTITY);
  }

  /** Starts of a forest whose groups have 1 to 4 children, and 3 to 11 rows at the bottom. */
  static int[][] forest(Random random, int top, int levels) {
    int[][] start = new int[levels + 1][];
    int groups = 1;
    for (int k = 0; k <= levels; k++) {
      start[k] = new int[groups + 1];
      for (int g = 0; g < groups; g++) {
        int children = k == levels ? 3 + random.nextInt(9) : 1 + random.nextInt(4);
        start[k][g + 1] = start[k][g] + (k == 0 && levels > 0 ? top : children);
      }
      groups = start[k][groups];
    }
    return start;
  }

  /** Logistic curves with noise on a forest. */
  static Batch growth(long seed, int top, int levels) {
    Random random = new Random(seed);
    int[][] start = forest(random, top, levels);
    int[] deepest = start[levels];
    int n = deepest[deepest.length - 1];
    double[] t = new double[n];
    double[] y = new double[n];
    for (int g = 0; g + 1 < deepest.length; g++) {
      double asymptote = 20 + 4 * random.nextGaussian();
      double middle = 50 + 4 * random.nextGaussian();
      for (int i = deepest[g]; i < deepest[g + 1]; i++) {
        t[i] = 15 + 8 * (i - deepest[g]) + random.nextInt(4);
        y[i] = asymptote / (1 + Math.exp(-(t[i] - middle) / 8)) + random.nextGaussian();
      }
    }
    return Batch.of(new Design(start, new double[][] {t}, null), y);
  }
}
