package dev.menlo.estimator.start;

import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The model with every random effect at zero, given fixed effects as constants and the others
 * renumbered: what starting values are searched on.
 */
final class PopulationModel {
  private final double[] given;
  private final int[] free;
  private final ModelSpec spec;
  private final MeanDerivatives derivatives;
  private final boolean[] linear;

  /**
   * The population model of a mixed model.
   *
   * @param given fixed effects, NaN where they are to be searched
   */
  PopulationModel(ModelSpec model, double[] given) {
    this.given = identified(model, given);
    this.free = missing(this.given);
    Program program = substituted(model, this.given);
    this.spec =
        new ModelSpec(
            program,
            model.covariates(),
            free.length,
            new int[model.levels()],
            ResidualSpec.IDENTITY);
    this.derivatives = Derivatives.of(program, free.length, 0, 2);
    this.linear = conditionallyLinear();
  }

  /**
   * Completes what least squares cannot find by the form of the model: a fixed effect that the mean
   * does not depend on at b = 0 (it multiplies random effects) is held at 1, one that has the same
   * derivative as another before it at 0.
   */
  private static double[] identified(ModelSpec model, double[] given) {
    double[] held = given.clone();
    int[] open = missing(given);
    int[] column = Derivatives.of(substituted(model, given), open.length, 0, 1).fixedColumn();
    BitSet seen = new BitSet();
    for (int k = 0; k < open.length; k++) {
      if (column[k] < 0) {
        held[open[k]] = 1;
      } else if (seen.get(column[k])) {
        held[open[k]] = 0;
      } else {
        seen.set(column[k]);
      }
    }
    return held;
  }

  private static int[] missing(double[] values) {
    return IntStream.range(0, values.length).filter(k -> Double.isNaN(values[k])).toArray();
  }

  /** The mean with b = 0, the given fixed effects as constants and the missing ones renumbered. */
  private static Program substituted(ModelSpec model, double[] given) {
    int[] number = new int[given.length];
    int[] free = missing(given);
    for (int k = 0; k < free.length; k++) {
      number[free[k]] = k;
    }
    ProgramBuilder b = new ProgramBuilder();
    int[] mean =
        b.append(
            model.mean(),
            (op, index) ->
                switch (op) {
                  case RANDOM_EFFECT -> b.constant(0);
                  case FIXED_EFFECT ->
                      Double.isNaN(given[index])
                          ? b.fixedEffect(number[index])
                          : b.constant(given[index]);
                  default -> b.input(op, index);
                });
    return b.build(mean[0]);
  }

  /**
   * A set of fixed effects in which the mean is jointly linear, whatever the others are: greedily,
   * those without second derivatives among themselves (Golub and Pereyra 1973, SIAM J. Numer. Anal.
   * 10:413).
   */
  private boolean[] conditionallyLinear() {
    int m = derivatives.columns();
    boolean[][] curved = new boolean[m][m];
    for (int s = 0; s < derivatives.secondRow().length; s++) {
      curved[derivatives.secondRow()[s]][derivatives.secondColumn()[s]] = true;
      curved[derivatives.secondColumn()[s]][derivatives.secondRow()[s]] = true;
    }
    boolean[] chosen = new boolean[free.length];
    List<Integer> columns = new ArrayList<>();
    for (int k = 0; k < free.length; k++) {
      int column = derivatives.fixedColumn()[k];
      if (column >= 0 && !curved[column][column]) {
        boolean joint = columns.stream().noneMatch(c -> c == column || curved[column][c]);
        if (joint) {
          chosen[k] = true;
          columns.add(column);
        }
      }
    }
    return chosen;
  }

  /** What a backend gets: no random effects, independent errors. */
  ModelSpec spec() {
    return spec;
  }

  /** Mean and first derivatives, for the search. */
  MeanDerivatives derivatives() {
    return derivatives;
  }

  /** The number of fixed effects to search. */
  int size() {
    return free.length;
  }

  /** Position of a searched fixed effect among all. */
  int position(int k) {
    return free[k];
  }

  /** Whether a searched fixed effect is conditionally linear. */
  boolean isLinear(int k) {
    return linear[k];
  }

  /** All fixed effects from the searched ones. */
  double[] complete(double[] searched) {
    double[] beta = given.clone();
    for (int k = 0; k < free.length; k++) {
      beta[free[k]] = searched[k];
    }
    return beta;
  }

  /** Whether the program carries state along the rows of a group. */
  boolean isRecursive() {
    for (int i = 0; i < spec.mean().size(); i++) {
      if (spec.mean().op(i) == Op.PREVIOUS) {
        return true;
      }
    }
    return false;
  }
}
