package dev.menlo.engine.cuda;

/** How much device memory a fit takes, counted before anything is allocated. */
final class Footprint {
  private static final int LANES = DesignLayout.LANES;

  private Footprint() {}

  /** Bytes of a fit's state and of the scratch that grows with its groups. */
  static long bytes(CompiledModel model, DesignLayout layout) {
    ModelShape s = model.shape;
    long rows =
        (long) layout.laneRows() * (model.spec.covariates() + 1L + (model.readsMean ? 3 : 0));
    long group = 3L * s.packed + 3L * model.seconds() + 3L * s.residualBlocks() * s.packed;
    long all = rows;
    for (int k = s.levels; k >= 0; k--) {
      long q = s.effects[k];
      long numbers = 2 * (q + s.effectsTo[k]) + 3L * s.packed + s.order * q + q * q + 2 * q + 16;
      long outer = s.profileParameters - (k == 0 ? 0 : s.vechAt[k]);
      numbers += (outer + outer * (outer + 1) / 2) * (s.packed + 1L) * (k > 0 ? 2 : 0);
      numbers += k == s.levels ? group : 0;
      all += layout.tiles(k) * numbers;
    }
    return 8L * LANES * all;
  }
}
