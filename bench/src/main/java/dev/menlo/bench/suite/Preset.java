package dev.menlo.bench.suite;

import java.util.List;

/**
 * How much is measured.
 *
 * @param name quick or full
 * @param seconds of each turn; warm-ups are multiples
 * @param turns of comparisons
 * @param nlmeGroups sizes of the logistic fits by nlme; TMB takes the same
 * @param peerFits small fits by nlme
 * @param structureGroups groups of the comparison of structures
 * @param mostGroups the largest fit of the scaling curve
 * @param measuresLarge whether the fit of 100,000 groups is among the cases
 * @param memoryGroups groups of the fit whose memory is measured
 */
record Preset(
    String name,
    double seconds,
    int turns,
    List<Integer> nlmeGroups,
    int peerFits,
    int structureGroups,
    int mostGroups,
    boolean measuresLarge,
    int memoryGroups) {
  /** Under five minutes. */
  static final Preset QUICK =
      new Preset("quick", 0.5, 3, List.of(100), 3, 2_000, 100_000, false, 100_000);

  /** About twenty minutes, of which the peers take two. */
  static final Preset FULL =
      new Preset("full", 2, 5, List.of(100, 1_000), 20, 20_000, 1_000_000, true, 1_000_000);
}
