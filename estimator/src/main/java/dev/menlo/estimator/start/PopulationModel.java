package dev.menlo.estimator.start;

import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.List;

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
    this.given = given.clone();
    List<Integer> positions = new ArrayList<>();
    int[] number = new int[given.length];
    for (int k = 0; k < given.length; k++) {
      if (Double.isNaN(given[k])) {
        number[k] = positions.size();
        positions.add(k);
      }
    }
    this.free = positions.stream().mapToInt(Integer::intValue).toArray();
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
    Program program = b.build(mean[0]);
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
