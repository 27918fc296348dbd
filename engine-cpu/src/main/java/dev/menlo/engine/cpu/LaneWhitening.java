package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import java.util.BitSet;

/**
 * The factors of rows by R ({@link LanePassProgram#whiten}), lowered, and their run over a tile.
 * Where they depend on covariates alone, and a tile has those of the tile before, as in a balanced
 * design, they are left as they are.
 */
final class LaneWhitening {
  private static final int LANES = LaneProgram.LANES;

  private final boolean chained;
  private final int evaluated;
  private final int factors;
  private final int sums;

  /** For rows that every lane has, and for rows that some are padded to. */
  private final LaneProgram[] first = new LaneProgram[2];

  private final LaneProgram[] later = new LaneProgram[2];

  /** Row inputs that the factors read; null if they read more than those. */
  private final int[] reads;

  private LaneWhitening(LanePassProgram programs, int sums, int evaluated) {
    chained = programs.chained();
    this.evaluated = evaluated;
    this.factors = programs.factors();
    this.sums = sums;
    BitSet read = new BitSet();
    boolean alone = true;
    LaneInputs inputs = LaneInputs.of(programs.rowInputs(), evaluated);
    for (int masked = 0; masked < 2; masked++) {
      boolean mask = masked == 1 && programs.kind.ragged();
      Program one = programs.first(mask);
      Program other = programs.whiten(mask);
      first[masked] = LaneCompiler.compile(one, sums, inputs);
      later[masked] = LaneCompiler.compile(other, sums, inputs);
      alone &= read(one, inputs.first(), read) && read(other, inputs.first(), read);
    }
    reads = alone ? read.stream().toArray() : null;
  }

  /**
   * Lowers the factors of a pass.
   *
   * @param sums the sums they begin with
   * @param evaluated numbers of a row that evaluating leaves
   */
  static LaneWhitening of(LanePassProgram programs, int sums, int evaluated) {
    return new LaneWhitening(programs, sums, evaluated);
  }

  /** Notes the row inputs a program reads; returns whether it reads nothing else of a row. */
  private static boolean read(Program program, int width, BitSet read) {
    boolean alone = true;
    for (int i = 0; i < program.size(); i++) {
      Op op = program.op(i);
      if (op == Op.COVARIATE) {
        read.set(program.index(i) % width);
      }
      alone &= op != Op.PAIRED_COVARIATE && op != Op.MEAN;
    }
    return alone;
  }

  /**
   * Forms the factors of a tile.
   *
   * @param front where the first row of what evaluating left begins
   * @param sumsAt the sums begin there
   * @param again whether the scratch holds the factors of the tile before
   */
  void run(
      LaneScratch t,
      LaneLayout lanes,
      int tile,
      int front,
      double[] delta,
      int sumsAt,
      boolean again) {
    if (again && reads != null && lanes.repeats(tile, reads)) {
      t.takeKeptSums(sumsAt, sums);
      return;
    }
    int full = lanes.fullRows(tile);
    rows(0, t, lanes, tile, 0, full, front, delta, sumsAt);
    rows(1, t, lanes, tile, full, lanes.rows(tile), front, delta, sumsAt);
    if (reads != null) {
      t.keepSums(sumsAt, sums);
    }
  }

  private void rows(
      int masked,
      LaneScratch t,
      LaneLayout lanes,
      int tile,
      int from,
      int to,
      int front,
      double[] delta,
      int sumsAt) {
    int begin = from;
    if (chained && from == 0 && to > 0) {
      run(first[masked], 0, t, lanes, tile, 0, 1, front, delta, sumsAt);
      begin = 1;
    }
    if (begin < to) {
      int back = chained ? 1 : 0;
      run(later[masked], back, t, lanes, tile, begin, to, front, delta, sumsAt);
    }
  }

  private void run(
      LaneProgram program,
      int back,
      LaneScratch t,
      LaneLayout lanes,
      int tile,
      int from,
      int to,
      int front,
      double[] delta,
      int sumsAt) {
    int row = from - back;
    program.run(
        lanes.inputs,
        (lanes.row(tile) + row) * lanes.width * LANES,
        t.evaluated,
        front + row * evaluated * LANES,
        t.means,
        row * LANES,
        t.effects,
        t.effectsAt,
        delta,
        delta,
        to - from,
        t.factors,
        from * factors * LANES,
        t.sums,
        sumsAt * LANES,
        t.spill);
  }
}
