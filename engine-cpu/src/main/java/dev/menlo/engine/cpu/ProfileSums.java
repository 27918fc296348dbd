package dev.menlo.engine.cpu;

/**
 * Where {@link SingleLevelDerivatives} keeps its sums over groups, with S_zz, v, vv' and W of its
 * formulas. An unordered pair of indices of z is numbered as in {@link PackedTriangle}.
 */
final class ProfileSums {
  final int p;
  final int q;

  /** Pairs of indices of z. */
  final int qq;

  /** vv', S_zz and W, by pair. */
  final int vv = 0;

  final int szz;
  final int ww;

  /** Products of S_zz by pair with S_zz, vv' and W by pair. */
  final int szzTimesSzz;

  final int szzTimesVv;
  final int szzTimesW;

  /** S(x, z_i) v_j at (x q + i) q + j. */
  final int xzTimesV;

  /** S(x, z_i) S(y, z_j) at (x q + i) p q + y q + j. */
  final int xzTimesXz;

  final int length;

  /** Packed position in S of S_zz by pair. */
  final int[] zz;

  /** Packed position in S of S(x_i, z_j) at i q + j. */
  final int[] xz;

  ProfileSums(ModelLayout layout) {
    int[] zc = layout.randomColumn[0];
    p = layout.fixedEffects;
    q = zc.length;
    qq = PackedTriangle.length(q);
    szz = qq;
    ww = szz + qq;
    szzTimesSzz = ww + qq;
    szzTimesVv = szzTimesSzz + qq * qq;
    szzTimesW = szzTimesVv + qq * qq;
    xzTimesV = szzTimesW + qq * qq;
    xzTimesXz = xzTimesV + p * q * q;
    length = xzTimesXz + p * q * p * q;
    zz = new int[qq];
    xz = new int[p * q];
    for (int j = 0; j < q; j++) {
      for (int i = j; i < q; i++) {
        zz[PackedTriangle.at(i, j)] = PackedTriangle.at(zc[i], zc[j]);
      }
      for (int i = 0; i < p; i++) {
        xz[i * q + j] = PackedTriangle.at(layout.fixedColumn[i], zc[j]);
      }
    }
  }
}
