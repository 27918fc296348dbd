package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sums of {@link ProfileSums} over lanes of groups: a program leaves v, vv' and W of every
 * group, others sum products of two numbers each, as many as registers hold. Equal products are
 * formed once. Immutable; shared by all threads.
 */
final class LaneProfileSums {
  private static final int LANES = LaneProgram.LANES;
  private static final double[] NONE = {};

  /** Sums of one program. */
  private static final int MOST = 12;

  /** Sums in all beyond which a tile of columns serves better. */
  private static final int MOST_IN_ALL = 300;

  private final ModelLayout layout;
  private final ProfileSums sums;
  private final boolean restricted;
  private final int left;
  private final LaneProgram leave;
  private final LaneSums gradient = new LaneSums();
  private final LaneSums hessian = new LaneSums();

  private LaneProfileSums(ModelLayout layout, boolean restricted, Program leave) {
    this.layout = layout;
    this.restricted = restricted;
    sums = new ProfileSums(layout);
    left = leave.outputs().length;
    this.leave = LaneCompiler.compile(leave, 0, LaneInputs.of(layout.eliminatedLength(), 1));
  }

  /** The programs for ML or REML, or null where lanes do not pay. */
  static LaneProfileSums of(ModelLayout layout, boolean restricted) {
    ProfileSums sums = new ProfileSums(layout);
    Program leave = leave(layout, sums, restricted);
    if (sums.q == 0 || !LaneCompiler.suits(leave)) {
      return null;
    }
    LaneProfileSums lanes = new LaneProfileSums(layout, restricted, leave);
    Products first = lanes.gradientSums();
    Products second = lanes.hessianSums();
    boolean suit =
        second.places.size() <= MOST_IN_ALL
            && lanes.lower(first, lanes.gradient)
            && lanes.lower(second, lanes.hessian);
    return suit ? lanes : null;
  }

  /** v, vv' by pair, and W by pair if restricted; S_XX^-1 as residual parameters. */
  private static Program leave(ModelLayout layout, ProfileSums sums, boolean restricted) {
    ProgramBuilder b = new ProgramBuilder();
    List<Integer> outputs = new ArrayList<>();
    for (int column : layout.randomColumn[0]) {
      int v = b.mul(b.covariate(PackedTriangle.at(column, 0)), b.fixedEffect(0));
      for (int c = 1; c < layout.order; c++) {
        v = b.add(v, b.mul(b.covariate(PackedTriangle.at(column, c)), b.fixedEffect(c)));
      }
      outputs.add(v);
    }
    for (int i = 0; i < sums.q; i++) {
      for (int j = 0; j <= i; j++) {
        outputs.add(b.mul(outputs.get(i), outputs.get(j)));
      }
    }
    if (restricted) {
      restrictedPart(b, sums, outputs);
    }
    return b.build(outputs.stream().mapToInt(Integer::intValue).toArray());
  }

  /** W = S_zX S_XX^-1 S_Xz by pair. */
  private static void restrictedPart(ProgramBuilder b, ProfileSums sums, List<Integer> outputs) {
    int p = sums.p;
    int q = sums.q;
    int[][] solved = new int[p][q];
    for (int x = 0; x < p; x++) {
      for (int j = 0; j < q; j++) {
        int sum = b.constant(0);
        for (int y = 0; y < p; y++) {
          sum = b.add(sum, b.mul(b.residualParameter(x * p + y), b.covariate(sums.xz[y * q + j])));
        }
        solved[x][j] = sum;
      }
    }
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        int w = b.constant(0);
        for (int x = 0; x < p; x++) {
          w = b.add(w, b.mul(b.covariate(sums.xz[x * q + i]), solved[x][j]));
        }
        outputs.add(w);
      }
    }
  }

  /** Numbers of groups whose sums are wanted, equal ones once, with their places. */
  private static final class Products {
    final ProgramBuilder b = new ProgramBuilder();
    final Map<Integer, List<Integer>> places = new LinkedHashMap<>();

    void sum(int node, int place) {
      places.computeIfAbsent(node, n -> new ArrayList<>()).add(place);
    }
  }

  private Products gradientSums() {
    Products s = new Products();
    for (int a = 0; a < sums.qq; a++) {
      s.sum(vv(s, a), sums.vv + a);
      s.sum(szz(s, a), sums.szz + a);
      if (restricted) {
        s.sum(w(s, a), sums.ww + a);
      }
    }
    return s;
  }

  private Products hessianSums() {
    Products s = new Products();
    int qq = sums.qq;
    int pq = sums.p * sums.q;
    for (int a = 0; a < qq; a++) {
      for (int c = 0; c < qq; c++) {
        s.sum(s.b.mul(szz(s, a), szz(s, c)), sums.szzTimesSzz + a * qq + c);
        s.sum(s.b.mul(szz(s, a), vv(s, c)), sums.szzTimesVv + a * qq + c);
        if (restricted) {
          s.sum(s.b.mul(szz(s, a), w(s, c)), sums.szzTimesW + a * qq + c);
        }
      }
    }
    for (int i = 0; i < pq; i++) {
      int xz = s.b.covariate(sums.xz[i]);
      for (int j = 0; j < sums.q; j++) {
        s.sum(s.b.mul(xz, s.b.pairedCovariate(j)), sums.xzTimesV + i * sums.q + j);
      }
      for (int j = 0; j < pq && restricted; j++) {
        s.sum(s.b.mul(xz, s.b.covariate(sums.xz[j])), sums.xzTimesXz + i * pq + j);
      }
    }
    return s;
  }

  private int szz(Products s, int pair) {
    return s.b.covariate(sums.zz[pair]);
  }

  private int vv(Products s, int pair) {
    return s.b.pairedCovariate(sums.q + pair);
  }

  private int w(Products s, int pair) {
    return s.b.pairedCovariate(sums.q + sums.qq + pair);
  }

  private boolean lower(Products products, LaneSums into) {
    List<Integer> nodes = new ArrayList<>(products.places.keySet());
    for (int from = 0; from < nodes.size(); from += MOST) {
      List<Integer> some = nodes.subList(from, Math.min(nodes.size(), from + MOST));
      int[][] to =
          some.stream()
              .map(products.places::get)
              .map(places -> places.stream().mapToInt(Integer::intValue).toArray())
              .toArray(int[][]::new);
      Program program = products.b.build(some.stream().mapToInt(Integer::intValue).toArray());
      if (!into.add(program, to, layout.eliminatedLength(), left)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Adds the sums of the groups of a chunk.
   *
   * @param eliminated S of every group, in lanes
   * @param e (-dbeta, 1) over the columns of [J w]
   * @param information S_XX^-1, p x p; read if restricted
   * @param results receives {@link ProfileSums} at {@code at}
   */
  void run(
      LaneScratch s,
      LaneLayout lanes,
      int chunk,
      double[] eliminated,
      double[] e,
      double[] information,
      boolean second,
      double[] results,
      int at) {
    int first = lanes.from(chunk);
    int tiles = lanes.to(chunk) - first;
    int from = first * layout.eliminatedLength() * LANES;
    double[] of = s.left(tiles * left);
    leave.run(
        eliminated,
        from,
        NONE,
        0,
        NONE,
        0,
        NONE,
        0,
        e,
        information,
        tiles,
        of,
        0,
        s.sums,
        0,
        s.spill);
    gradient.run(s, eliminated, from, of, 0, NONE, NONE, tiles, results, at);
    if (second) {
      hessian.run(s, eliminated, from, of, 0, NONE, NONE, tiles, results, at);
    }
  }
}
