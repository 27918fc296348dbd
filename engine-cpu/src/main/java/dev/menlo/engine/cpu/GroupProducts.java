package dev.menlo.engine.cpu;

import java.util.Arrays;

/**
 * The products of the group at hand, to which its rows are added: in place where blocks are
 * contiguous, else aside, and filed at the end. One instance a thread.
 */
final class GroupProducts {
  private final int packed;
  private final int seconds;
  private final int jetLength;
  private final double[] ownCross;
  private final double[] ownCurvature;
  private final double[] ownJets;

  private GroupOrder order;
  private KeptLinearization into;
  private WhiteningDerivatives derivatives;
  private int group;
  private int pass;

  /** Packed cross-product, at {@link #crossAt}. */
  double[] cross;

  int crossAt;

  /** Sums with second derivatives, at {@link #curvatureAt}. */
  double[] curvature;

  int curvatureAt;

  /** Derivatives of the cross-product in delta, at {@link #jetsAt}. */
  double[] jets;

  int jetsAt;

  GroupProducts(CompiledModel model) {
    packed = model.layout.packed;
    seconds = model.seconds();
    jetLength = WhiteningDerivatives.blocks(model.layout) * packed;
    ownCross = new double[packed];
    ownCurvature = new double[seconds];
    ownJets = new double[jetLength];
  }

  /**
   * Begins a group with zeros.
   *
   * @param pass 0 sums only, 1 cross-product, 2 with curvature
   * @param jets receives derivatives in delta; null if there are none
   */
  void begin(
      GroupOrder groups, KeptLinearization kept, WhiteningDerivatives jets, int g, int pass) {
    order = groups;
    into = kept;
    derivatives = jets;
    group = g;
    this.pass = pass;
    boolean inPlace = groups.lanes == 1;
    cross = inPlace ? kept.cross : ownCross;
    crossAt = inPlace ? g * packed : 0;
    curvature = inPlace ? kept.curvature : ownCurvature;
    curvatureAt = inPlace ? g * seconds : 0;
    this.jets = inPlace && jets != null ? jets.cross : ownJets;
    jetsAt = inPlace && jets != null ? g * jetLength : 0;
    if (pass > 0) {
      Arrays.fill(cross, crossAt, crossAt + packed, 0);
    }
    if (pass == 2) {
      Arrays.fill(curvature, curvatureAt, curvatureAt + seconds, 0);
    }
    if (jets != null) {
      Arrays.fill(this.jets, jetsAt, jetsAt + jetLength, 0);
    }
  }

  /** Files what was summed aside. */
  void end() {
    if (order.lanes == 1) {
      return;
    }
    if (pass > 0) {
      order.scatter(cross, group, packed, into.cross);
    }
    if (pass == 2) {
      order.scatter(curvature, group, seconds, into.curvature);
    }
    if (derivatives != null) {
      order.scatter(jets, group, jetLength, derivatives.cross);
    }
  }
}
