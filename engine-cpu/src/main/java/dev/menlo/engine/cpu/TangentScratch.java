package dev.menlo.engine.cpu;

/** Working storage of one thread for {@link ProfileDerivatives}. */
final class TangentScratch {
  /** Derivatives of the cross-product of the group at hand at each level; 0 is the root. */
  final TangentSums[] sums;

  /** Differentiated elimination of each level. */
  final EliminationTangents[] level;

  /** Cross-product of a group, its S, and an unused S. */
  final double[] cross;

  final double[] eliminated;

  final double[] spare;

  /** M^-1 of the group at hand. */
  final double[] inverse;

  /** Derivatives of the log determinants of a chunk. */
  final double[] logDet;

  TangentScratch(ModelLayout layout) {
    int v = layout.profileParameters;
    sums = new TangentSums[layout.levels + 1];
    level = new EliminationTangents[layout.levels];
    int widest = 0;
    for (int k = 0; k <= layout.levels; k++) {
      int from = k == layout.levels ? layout.vechLength : layout.vechAt[k];
      sums[k] = new TangentSums(from, v, layout.packed, 2);
      if (k < layout.levels) {
        level[k] = new EliminationTangents(layout, k + 1);
        widest = Math.max(widest, layout.randomEffects[k]);
      }
    }
    cross = new double[layout.packed];
    eliminated = new double[layout.packed];
    spare = new double[layout.packed];
    inverse = new double[widest * widest];
    logDet = new double[v + PackedTriangle.length(v)];
  }
}
