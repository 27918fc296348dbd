package dev.menlo.study.definition;

/**
 * When a condition has enough replicates.
 *
 * @param most most replicates
 * @param block replicates between two looks; a condition ends at a multiple of it, so that where it
 *     ends does not depend on threads or on interruptions
 * @param measure performance measure whose Monte Carlo error is to be reached, or "" for none
 * @param mcse Monte Carlo standard error to reach, for every method and estimand
 */
public record StopRule(long most, long block, String measure, double mcse) {
  /** Whether a condition may end before its most replicates. */
  public boolean adaptive() {
    return !measure.isEmpty();
  }

  static StopRule of(Tree root) {
    long most = root.get("replicates").whole(1);
    if (!root.has("target")) {
      return new StopRule(most, most, "", 0);
    }
    Tree target = root.get("target");
    target.only("measure", "mcse", "every");
    double mcse = target.get("mcse").number();
    if (!(mcse > 0)) {
      throw target.get("mcse").problem("must be positive");
    }
    long block = target.has("every") ? target.get("every").whole(2) : Math.min(most, 500);
    return new StopRule(most, block, target.text("measure", "coverage"), mcse);
  }
}
