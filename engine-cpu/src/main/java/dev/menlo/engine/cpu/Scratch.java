package dev.menlo.engine.cpu;

/** Working storage of one thread. */
final class Scratch {
  /** Effects that reach a group, outermost level first. */
  final double[] effects;

  /** Effects as a combination of columns, n entries. */
  final double[] combination;

  /** Effects of the outer levels as a combination of columns, by level reached, 0..K. */
  final double[][] path;

  /** A vector over the fixed effects. */
  final double[] fixedEffects;

  /** Slots of row programs. */
  final double[] slots;

  /** Eliminations by level. */
  final GroupElimination[] elimination;

  final LogDeterminant logDeterminant = new LogDeterminant();

  /** The rows of the group at hand that are in the likelihood. */
  final GroupRows rows = new GroupRows();

  /** Whitening; null if R = I. */
  final Whitening whitening;

  /** Products of whitened tangents. */
  final WhiteningProducts whiteningProducts;

  /** The products of the group at hand. */
  final GroupProducts products;

  /** Packed triangles of a group, gathered. */
  final double[] cross;

  final double[] eliminated;

  /** Storage for a tile of lanes. */
  final LaneScratch lanes;

  private TangentScratch tangents;
  private double[] tangentBlock = new double[0];
  private double[] block = new double[0];

  Scratch(CompiledModel model) {
    ModelLayout layout = model.layout;
    effects = new double[layout.allRandomEffects()];
    combination = new double[layout.order];
    fixedEffects = new double[layout.fixedEffects];
    path = new double[layout.levels + 1][layout.order];
    whiteningProducts = new WhiteningProducts(layout);
    slots = new double[Math.max(model.hessian.slots(), model.mean.slots())];
    elimination = new GroupElimination[layout.levels];
    for (int k = 0; k < layout.levels; k++) {
      elimination[k] = new GroupElimination(layout.order, layout.randomColumn[k]);
    }
    products = new GroupProducts(model);
    cross = new double[layout.packed];
    eliminated = new double[layout.eliminatedLength()];
    lanes = new LaneScratch(layout);
    whitening = model.residual == null ? null : Whitening.of(model.residual);
  }

  /** Columns of a strip of rows: at least the given number of entries. */
  double[] block(int length) {
    if (block.length < length) {
      block = new double[length];
    }
    return block;
  }

  /** Storage for derivatives of the elimination, allocated on first use. */
  TangentScratch tangents(ModelLayout layout) {
    if (tangents == null) {
      tangents = new TangentScratch(layout);
    }
    return tangents;
  }

  /** Columns of a group with their tangents in delta. */
  double[] tangentBlock(int length) {
    if (tangentBlock.length < length) {
      tangentBlock = new double[length];
    }
    return tangentBlock;
  }
}
