package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The row pass over lanes of one chunk: runs the programs of {@link LanePassProgram} on the chunk's
 * tiles and files the sums. A group with a sum that is not finite is left to the caller.
 *
 * <p>Sums of a tile, in order: cross-product, curvature, r'Wr; with a residual scale log det R,
 * r'Wr before, derivatives of log det R, derivatives of the cross-product.
 */
final class LanePass {
  private static final int LANES = LaneProgram.LANES;

  /** Takes what a group's rows sum to. */
  interface Sink {
    /** The group's sums are not finite. */
    void failed(int g);

    /** Adds the sums of a group: r'Wr at the kept and at the own variance point, log det R. */
    void add(double before, double own, double logDet);

    /** Adds derivative o of log det R. */
    void addJet(int o, double value);
  }

  /**
   * A program that reads what others left.
   *
   * @param sumsAt its first sum
   */
  private record Step(LaneProgram program, int sumsAt) {}

  private final ModelLayout layout;
  private final LanePassProgram.Kind kind;
  private final int seconds;
  private final int evaluated;
  private final int factors;

  /** Rows before the first one of a tile that programs read: 1 if rows are chained, else 0. */
  private final int before;

  private final int muAt;
  private final int jets;
  private final int rssAt;
  private final int logAt;
  private final int jetLogAt;
  private final int jetAt;
  private final int sums;

  private final LaneEvaluation evaluate;

  /** The factors of rows by R; null if R = I. */
  private final LaneWhitening whitening;

  private final List<Step> steps = new ArrayList<>();

  private LanePass(CompiledModel model, LanePassProgram programs, LanePassProgram.Kind kind) {
    layout = model.layout;
    this.kind = kind;
    seconds = kind.order() == 2 ? model.seconds() : 0;
    evaluated = programs.evaluated();
    factors = programs.factors();
    before = programs.chained() ? 1 : 0;
    muAt = programs.muAt;
    jets = programs.jets();
    int crossLength = kind.order() > 0 ? layout.packed : 0;
    rssAt = crossLength + seconds;
    logAt = rssAt + 1;
    jetLogAt = logAt + (factors > 0 ? 1 : 0) + (kind.before() ? 1 : 0);
    jetAt = jetLogAt + jets;
    sums = jetAt + jets * layout.packed;
    LaneInputs rows = LaneInputs.of(programs.rowInputs(), 1);
    evaluate = LaneEvaluation.of(programs, kind.ragged(), rows);
    whitening = factors > 0 ? LaneWhitening.of(programs, jetAt - logAt, evaluated) : null;
    if (kind.order() > 0) {
      step(programs.products(0), 0, programs);
    }
    step(programs.curvature(), crossLength, programs);
    for (int o = 1; o <= jets; o++) {
      step(programs.products(o), jetAt + (o - 1) * layout.packed, programs);
    }
  }

  /** The pass of a kind, or null if one of its programs cannot be lowered. */
  static LanePass lower(CompiledModel model, LanePassProgram programs, LanePassProgram.Kind kind) {
    boolean suits =
        LaneCompiler.suits(programs.evaluate(kind.ragged()))
            && LaneCompiler.suits(programs.curvature())
            && (kind.order() == 0 || LaneCompiler.suits(programs.products(programs.jets())))
            && (programs.factors() == 0 || LaneCompiler.suits(programs.whiten(kind.ragged())));
    return suits ? new LanePass(model, programs, kind) : null;
  }

  private void step(Program program, int sumsAt, LanePassProgram programs) {
    int outputs = program.outputs().length;
    LaneProgram lowered =
        LaneCompiler.compile(program, outputs, LaneInputs.of(evaluated, Math.max(1, factors)));
    steps.add(new Step(lowered, sumsAt));
  }

  /**
   * Runs the tiles of a chunk.
   *
   * @param keptMeans means at the variance point, by rows of the design; read unless own only
   * @param into receives cross-products, curvature, derivatives, and means if own
   */
  void run(
      Scratch s,
      FitState fit,
      int chunk,
      Point point,
      double[] delta,
      double[] keptMeans,
      KeptLinearization into,
      WhiteningDerivatives derivatives,
      Sink sink) {
    LaneLayout lanes = fit.forest.lanes;
    LaneScratch t = s.lanes;
    boolean readsMeans = keptMeans != null && (!kind.own() || kind.before());
    int front = before * evaluated * LANES;
    for (int tile = lanes.from(chunk); tile < lanes.to(chunk); tile++) {
      t.begin(sums, before + lanes.rows(tile), evaluated, factors, evaluate.count());
      Arrays.fill(t.evaluated, 0, front, 0);
      effects(t, s, fit, tile, point);
      if (readsMeans) {
        lanes.gather(keptMeans, tile, t.means, 0, LANES);
      }
      functions(t, fit, tile, point, delta);
      int full = lanes.fullRows(tile);
      rows(evaluate.full(), t, fit, tile, 0, full, point, delta);
      rows(evaluate.masked(), t, fit, tile, full, lanes.rows(tile), point, delta);
      if (whitening != null) {
        boolean first = tile == lanes.from(chunk);
        whitening.run(t, lanes, tile, front, delta, logAt, !first);
      }
      products(t, lanes.rows(tile));
      if (kind.own()) {
        lanes.scatter(t.evaluated, front + muAt * LANES, evaluated * LANES, tile, into.means);
      }
      file(t, lanes, tile, into, derivatives, sink);
    }
  }

  /** The effects that reach the lanes of a tile, where they are kept or gathered. */
  private void effects(LaneScratch t, Scratch s, FitState fit, int tile, Point point) {
    EffectsLayout effects = fit.forest.effects;
    if (layout.levels == 1) {
      t.effects = point.b;
      t.effectsAt = tile * layout.randomEffects[0] * LANES;
      return;
    }
    t.gathered(layout.allRandomEffects());
    double[] of = s.effects;
    for (int l = 0; l < LANES; l++) {
      int g = fit.forest.lanes.group(tile, l);
      if (g >= 0) {
        effects.gather(point.b, g, of);
      }
      for (int i = 0; i < of.length; i++) {
        t.effects[i * LANES + l] = of[i];
      }
    }
  }

  /** Evaluates the elementary functions of all rows of a tile. */
  private void functions(LaneScratch t, FitState fit, int tile, Point point, double[] delta) {
    LaneLayout lanes = fit.forest.lanes;
    int first = lanes.row(tile);
    if (evaluate.functions() != null) {
      evaluate
          .functions()
          .run(
              lanes.inputs,
              first * lanes.width * LANES,
              fit.laneResponse,
              first * LANES,
              t.means,
              0,
              t.effects,
              t.effectsAt,
              point.beta,
              delta,
              lanes.rows(tile),
              t.functions,
              0,
              t.sums,
              0,
              t.spill);
    }
  }

  /** Evaluates rows from .. to - 1 of a tile. */
  private void rows(
      LaneProgram program,
      LaneScratch t,
      FitState fit,
      int tile,
      int from,
      int to,
      Point point,
      double[] delta) {
    if (from == to) {
      return;
    }
    LaneLayout lanes = fit.forest.lanes;
    int first = lanes.row(tile) + from;
    program.run(
        lanes.inputs,
        first * lanes.width * LANES,
        fit.laneResponse,
        first * LANES,
        t.functions,
        from * evaluate.count() * LANES,
        t.effects,
        t.effectsAt,
        point.beta,
        delta,
        to - from,
        t.evaluated,
        (before + from) * evaluated * LANES,
        t.sums,
        0,
        t.spill);
  }

  private void products(LaneScratch t, int rows) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      step.program()
          .run(
              t.evaluated,
              0,
              t.factors,
              0,
              t.means,
              0,
              t.effects,
              t.effectsAt,
              t.effects,
              t.effects,
              rows,
              t.means,
              0,
              t.sums,
              step.sumsAt() * LANES,
              t.spill);
    }
  }

  /** Takes the sums of a tile to its groups, whose blocks stand in the order of the lanes. */
  private void file(
      LaneScratch t,
      LaneLayout lanes,
      int tile,
      KeptLinearization into,
      WhiteningDerivatives derivatives,
      Sink sink) {
    int present = lanes.present(tile);
    t.clearLanes(present, sums);
    boolean finite = t.allFinite(sums);
    block(t, 0, rssAt - seconds, tile, into.cross);
    block(t, rssAt - seconds, seconds, tile, into.curvature);
    block(t, jetAt, sums - jetAt, tile, jets == 0 ? null : derivatives.cross);
    for (int l = 0; l < present; l++) {
      if (finite || t.isFinite(l, sums)) {
        add(t.sums, l, sink);
      } else {
        sink.failed(lanes.group(tile, l));
      }
    }
  }

  /** Copies consecutive sums of a tile to its blocks of that length. */
  private static void block(LaneScratch t, int from, int length, int tile, double[] blocks) {
    if (length > 0) {
      int to = tile * length * LANES;
      System.arraycopy(t.sums, from * LANES, blocks, to, length * LANES);
    }
  }

  private void add(double[] sum, int lane, Sink sink) {
    double own = sum[rssAt * LANES + lane];
    sink.add(
        kind.before() ? sum[(logAt + 1) * LANES + lane] : own,
        own,
        factors > 0 ? sum[logAt * LANES + lane] : 0);
    for (int o = 0; o < jets; o++) {
      sink.addJet(o, sum[(jetLogAt + o) * LANES + lane]);
    }
  }
}
