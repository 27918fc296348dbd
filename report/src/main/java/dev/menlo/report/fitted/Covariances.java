package dev.menlo.report.fitted;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.RandomEffectsEstimate;
import dev.menlo.model.GroupingLevel;
import java.util.List;

/** Psi of a level, read back from the table of variance parameters. */
final class Covariances {
  private Covariances() {}

  /**
   * Psi of a level, row-major in the order of its random effects.
   *
   * @param fit with variances and covariances, not standard deviations
   */
  static double[] of(Fit fit, GroupingLevel level) {
    List<String> names = level.randomEffects();
    double[] psi = new double[names.size() * names.size()];
    for (RandomEffectsEstimate block : fit.randomEffects()) {
      if (block.path().equals(level.pathText())) {
        fill(block, names, psi);
      }
    }
    return psi;
  }

  private static void fill(RandomEffectsEstimate block, List<String> names, double[] psi) {
    int q = block.names().size();
    List<ParameterEstimate> entries = block.parameters();
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        int at = entry(block, q, i, j);
        double value = at < 0 ? 0 : entries.get(at).estimate();
        int row = names.indexOf(block.names().get(i));
        int column = names.indexOf(block.names().get(j));
        psi[row * names.size() + column] = value;
        psi[column * names.size() + row] = value;
      }
    }
  }

  /** Position of an entry in the table of a block, variances first; -1 if it is fixed at 0. */
  private static int entry(RandomEffectsEstimate block, int q, int i, int j) {
    return switch (block.structure()) {
      case IDENTITY -> i == j ? 0 : -1;
      case INDEPENDENT -> i == j ? i : -1;
      case EXCHANGEABLE -> i == j ? 0 : 1;
      case UNSTRUCTURED -> i == j ? i : q + j * q - j * (j + 1) / 2 + i - j - 1;
    };
  }
}
