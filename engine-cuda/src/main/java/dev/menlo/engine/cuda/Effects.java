package dev.menlo.engine.cuda;

import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;

/** Spherical effects of a partition on their way from the host, dealt to tiles. */
final class Effects {
  private static final int LANES = DesignLayout.LANES;

  private final DeviceState state;
  private final ModelShape shape;
  private final double[] u;
  private final int[] first;

  /**
   * Effects of all fits of the partition.
   *
   * @param u per fit, level 1 first, group by group; null for 0
   * @throws IllegalArgumentException if the length is wrong
   */
  Effects(DeviceState state, double[] u) {
    this.state = state;
    this.u = u;
    shape = state.shape;
    first = new int[state.partition.fits + 1];
    for (int f = 0; f < state.partition.fits; f++) {
      int length = length(state.model.spec, state.partition.layout[f].design);
      first[f + 1] = Math.addExact(first[f], length);
    }
    if (u != null && u.length != first[state.partition.fits]) {
      throw new IllegalArgumentException(
          "sphericalEffects must have "
              + first[state.partition.fits]
              + " entries, not "
              + u.length);
    }
  }

  /** Effects of one fit: groups times q_k, over the levels. */
  static int length(ModelSpec model, Design design) {
    int length = 0;
    for (int k = 1; k <= model.levels(); k++) {
      length += design.groups(k) * model.randomEffects(k);
    }
    return length;
  }

  /** Uploads the effects of one fit to one of its two points. */
  void upload(int f, int point) {
    DesignLayout layout = state.partition.layout[f];
    int at = first[f];
    for (int k = 1; k <= shape.levels; k++) {
      int q = shape.effects[k];
      double[] dealt = new double[layout.tiles(k) * LANES * q];
      for (int g = 0; g < layout.design.groups(k); g++) {
        int slot = layout.slot(k, g);
        for (int j = 0; j < q; j++) {
          dealt[(slot / LANES * q + j) * LANES + slot % LANES] = u == null ? 0 : u[at];
          at++;
        }
      }
      long tile = state.partition.fitTile[k][f] + point * state.partition.tiles[k];
      state.kernels.device().upload(state.u[k] + 8L * LANES * q * tile, dealt, 0, dealt.length);
    }
  }
}
