package dev.menlo.kernels;

import static dev.menlo.kernels.CaseArrays.DISTANCE;
import static dev.menlo.kernels.CaseArrays.ITEMS;
import static dev.menlo.kernels.CaseArrays.LANES;

import java.util.ArrayList;
import java.util.List;

/** A launch or more of every kernel that works on groups. */
final class GroupKernelCases {
  private final CaseArrays a = new CaseArrays(2);
  private final List<KernelCase> cases = new ArrayList<>();

  private GroupKernelCases() {}

  static List<KernelCase> all() {
    GroupKernelCases groups = new GroupKernelCases();
    groups.elimination("register_elimination_5_2", 5, 2, false);
    groups.elimination("register_elimination_8_3", 8, 3, false);
    groups.elimination("register_elimination_11_5", 11, 4, false);
    groups.elimination("warp_elimination_8", 12, 6, true);
    groups.elimination("warp_elimination_16", 14, 9, false);
    groups.elimination("group_elimination", 6, 3, true);
    groups.sweeps();
    groups.singleLevel();
    groups.tangents();
    return groups.cases;
  }

  private void add(KernelCase launch) {
    cases.add(launch);
  }

  /** One group of the first fit is not convex and falls back; the second fit is damped. */
  private void elimination(String kernel, int n, int q, boolean inPlace) {
    double[] cross = a.crossProducts(n);
    int packed = n * (n + 1) / 2;
    int[] zc = new int[q];
    for (int k = 0; k < q; k++) {
      zc[k] = n - 2 - k;
    }
    // Group 1 of fit 0, which is in set 1.
    cross[(2 * packed + zc[0] * (zc[0] + 1) / 2 + zc[0]) * LANES + 1] = -100;
    int factors = q * q + 1;
    boolean warp = kernel.startsWith("warp");
    int[] from = inPlace ? null : a.point;
    if (inPlace) {
      cross[(zc[0] * (zc[0] + 1) / 2 + zc[0]) * LANES + 1] = -100;
      cross = java.util.Arrays.copyOf(cross, ITEMS * packed * LANES);
    }
    add(
        KernelCase.of(kernel, kernel, kernel, warp ? ITEMS : 1, warp ? 8 : 1)
            .with(
                ITEMS,
                a.items,
                n,
                q,
                zc,
                cross,
                from,
                DISTANCE,
                a.crossProducts(n),
                a.current,
                DISTANCE)
            .with(.1, a.random(2 * factors), factors, 1, new double[] {0, .75}, a.sets(q), a.point)
            .with(DISTANCE, .5, inPlace ? cross : a.groups(packed), a.groups(n * q + q * q + q))
            .with(a.groups(3)));
  }

  private void sweeps() {
    add(
        KernelCase.of("sum_children", "group_elimination", 2)
            .with(
                ITEMS,
                a.items,
                CaseArrays.lanes(0, 2, 3),
                CaseArrays.lanes(2, 3, 5),
                new long[] {0, 1})
            .with(a.groups(3), 3, a.groups(3)));
    int[] fromAbove = CaseArrays.lanes(0, 0, 1);
    for (double damping : new double[] {.75, Double.POSITIVE_INFINITY}) {
      add(
          KernelCase.of(
                  "back_substitution, damping " + damping,
                  "back_substitution",
                  "back_substitution",
                  1,
                  1)
              .with(ITEMS, a.items, 6, 2, 1, new int[] {2, 3, 4}, 2, new int[] {0, 1}, a.random(4))
              .with(
                  a.sets(1),
                  DISTANCE,
                  fromAbove,
                  new long[] {0, 1},
                  a.groups(21),
                  a.random(8),
                  4,
                  0)
              .with(new double[] {0, damping}, a.sets(3), a.sets(2), DISTANCE, a.current, a.point)
              .with(a.sets(21), a.current, DISTANCE, a.groups(2)));
    }
    add(
        KernelCase.of("newton_model", "newton_model", 1)
            .with(
                ITEMS, a.items, a.sets(10), a.sets(3), a.point, DISTANCE, 4, 3, new int[] {0, 1, 2})
            .with(
                new int[] {0, 0, 2},
                a.sets(2),
                2,
                new int[] {1, 2},
                a.current,
                DISTANCE,
                a.groups(10)));
    long[] segments = {0, 0, 40, 0, 0, 1, 0, 20, 0, 1};
    add(
        KernelCase.of("segmented_reduction", "segmented_reduction", "segmented_reduction", 1, 1)
            .with(2, segments, a.sets(2), 2, a.point, DISTANCE, a.random(4), 2L));
  }

  /** p = q = 2: 3 first derivatives of 8 numbers each, 6 pairs of 3. */
  private void singleLevel() {
    int[] zc = {2, 3};
    int[] xc = {0, 1};
    double[] s = a.groups(15);
    add(
        KernelCase.of("single_level_prepare", "single_level", 1)
            .with(ITEMS, a.items, 5, 2, zc, 2, xc, s, a.random(10), a.random(8), a.groups(6)));
    add(
        KernelCase.of("single_level", "single_level", 3)
            .with(ITEMS, a.items, 5, 2, zc, 2, xc, s, a.groups(6), 1, 9, a.groups(42), 42));
  }

  /** q = 2, two outer parameters: 5 first derivatives, 15 pairs. */
  private void tangents() {
    int[] zc = {2, 3};
    double[] s = a.groups(15);
    double[] work = a.groups(14);
    add(
        KernelCase.of("tangents_prepare", "elimination_tangents", 1)
            .with(ITEMS, a.items, 5, 2, zc, a.sets(15), a.point, DISTANCE)
            .with(a.random(ITEMS * 16 * LANES, 1, 2), a.random(8), 4, 0, a.groups(14)));
    add(
        KernelCase.of("tangents_first", "elimination_tangents", 2)
            .with(
                ITEMS,
                a.items,
                5,
                2,
                zc,
                2,
                s,
                a.sets(75),
                5,
                a.point,
                DISTANCE,
                work,
                1,
                a.groups(300))
            .with(a.groups(20)));
    add(
        KernelCase.of("tangents_outer", "elimination_tangents", 2)
            .with(ITEMS, a.items, 5, 2, zc, 2, a.sets(75), a.point, DISTANCE, work, a.groups(45), 3)
            .with(a.groups(20)));
    add(
        KernelCase.of("tangents_second", "elimination_tangents", 2)
            .with(ITEMS, a.items, 5, 2, zc, 2, s, a.groups(45), work, a.groups(300), a.groups(20)));
  }
}
