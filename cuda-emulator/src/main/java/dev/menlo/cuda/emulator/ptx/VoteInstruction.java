package dev.menlo.cuda.emulator.ptx;

/** vote.sync, and bar.warp.sync, which only waits. */
final class VoteInstruction extends WarpInstruction {
  private final String mode;
  private final int d;
  private final Guard predicate;

  /**
   * Decodes.
   *
   * @param mode all, any, uni, ballot, or null for bar.warp.sync
   */
  VoteInstruction(String mode, int d, Guard predicate, int members) {
    super(members);
    this.mode = mode;
    this.d = d;
    this.predicate = predicate;
  }

  @Override
  void perform(Frame f, int lanes) {
    if (mode == null) {
      return;
    }
    int holds = predicate.holds(f);
    long value =
        switch (mode) {
          case "all" -> holds == lanes ? 1 : 0;
          case "any" -> holds != 0 ? 1 : 0;
          case "uni" -> holds == 0 || holds == lanes ? 1 : 0;
          default -> holds & 0xffffffffL;
        };
    for (int i = 0; i < f.count; i++) {
      f.r[d * Frame.LANES + f.lanes[i]] = value;
    }
    f.define(d);
  }
}
