package dev.menlo.engine.tck;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random mean programs for checking derivatives and lowerings; the same seed gives the same program
 * everywhere. Each step applies a random operation to random earlier nodes, so that subexpressions
 * are shared as in real formulas.
 */
public final class RandomProgram {
  /** Covariates that a random program may read. */
  public static final int COVARIATES = 3;

  /** Fixed effects that a random program may read. */
  public static final int FIXED_EFFECTS = 3;

  /** Random effects that a random program may read. */
  public static final int RANDOM_EFFECTS = 2;

  private static final List<Op> BOUNDED =
      List.of(Op.SIN, Op.COS, Op.TANH, Op.ATAN, Op.INVLOGIT, Op.ABS);
  private static final List<Op> OF_BOUNDED =
      List.of(Op.EXP, Op.EXPM1, Op.SINH, Op.COSH, Op.TAN, Op.LOG1P);
  private static final List<Op> BINARY = List.of(Op.ADD, Op.SUB, Op.MUL, Op.MIN, Op.MAX);
  private static final List<Op> ANY =
      Arrays.stream(Op.values())
          .filter(op -> op.arity() > 0 && op != Op.PREVIOUS && op != Op.POWLOG)
          .filter(op -> op != Op.POLYGAMMA)
          .toList();

  private final SplittableRandom random;
  private final ProgramBuilder builder = new ProgramBuilder();
  private final List<Integer> pool = new ArrayList<>();

  private RandomProgram(long seed) {
    random = new SplittableRandom(seed);
    for (int j = 0; j < COVARIATES; j++) {
      pool.add(builder.covariate(j));
    }
    for (int j = 0; j < FIXED_EFFECTS; j++) {
      pool.add(builder.fixedEffect(j));
    }
    for (int j = 0; j < RANDOM_EFFECTS; j++) {
      pool.add(builder.randomEffect(j));
    }
  }

  /**
   * A program that is finite and piecewise analytic at every input: arguments are kept inside the
   * domain of their function. One output.
   *
   * @param steps operations applied, about the depth
   * @param recursive whether it contains a lagged value of its own output
   */
  public static Program smooth(long seed, int steps, boolean recursive) {
    RandomProgram r = new RandomProgram(seed);
    int lag = recursive ? r.lag() : -1;
    for (int i = 0; i < steps; i++) {
      r.pool.add(r.smoothStep());
    }
    int output = r.pool.get(r.pool.size() - 1);
    if (recursive) {
      output = r.builder.add(output, r.builder.apply(Op.TANH, r.builder.add(lag, r.pick())));
      r.builder.setPreviousSource(lag, output);
    }
    return r.builder.build(output);
  }

  /**
   * A program of any operations on any arguments, with several outputs: values may overflow or be
   * NaN. For comparing lowerings bit by bit.
   *
   * @param steps operations applied
   * @param recursive whether it contains lagged values
   */
  public static Program any(long seed, int steps, boolean recursive) {
    RandomProgram r = new RandomProgram(seed);
    int lag = recursive ? r.lag() : -1;
    for (int i = 0; i < steps; i++) {
      r.pool.add(r.anyStep());
    }
    if (recursive) {
      r.builder.setPreviousSource(lag, r.pick());
    }
    int last = r.pool.get(r.pool.size() - 1);
    return r.builder.build(last, r.pick(), r.pick(), last);
  }

  private int lag() {
    int lag = builder.previous(pick());
    pool.add(lag);
    return lag;
  }

  private int smoothStep() {
    return switch (random.nextInt(10)) {
      case 0 -> builder.apply(choose(BOUNDED), pick());
      case 1 -> builder.apply(choose(OF_BOUNDED), bounded());
      case 2 -> builder.apply(random.nextBoolean() ? Op.LOG : Op.SQRT, positive());
      case 3 -> builder.apply(Op.POW, positive(), bounded());
      case 4 -> builder.div(pick(), positive());
      case 5 -> builder.apply(Op.SELECT, builder.apply(Op.LT, pick(), constant()), pick(), pick());
      case 6 -> builder.add(pick(), builder.mul(constant(), pick()));
      default -> builder.apply(choose(BINARY), pick(), pick());
    };
  }

  private int anyStep() {
    Op op = choose(ANY);
    int[] args = new int[op.arity()];
    for (int k = 0; k < args.length; k++) {
      args[k] = random.nextInt(8) == 0 ? constant() : pick();
    }
    return random.nextInt(20) == 0
        ? builder.powlog(pick(), pick(), random.nextInt(3))
        : builder.apply(op, args);
  }

  /** A value in (-.9, .9). */
  private int bounded() {
    return builder.mul(builder.constant(.9), builder.apply(Op.TANH, pick()));
  }

  /** A value of at least 1/2. */
  private int positive() {
    int a = pick();
    return builder.add(builder.constant(.5), builder.mul(a, a));
  }

  private int constant() {
    return builder.constant(random.nextInt(-4, 5) * .75);
  }

  /** An earlier node, recent ones more often. */
  private int pick() {
    int n = pool.size();
    return pool.get(Math.max(random.nextInt(n), random.nextInt(n)));
  }

  private Op choose(List<Op> ops) {
    return ops.get(random.nextInt(ops.size()));
  }
}
