package dev.menlo.estimator.data;

import dev.menlo.model.GroupingLevel;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.residual.Requirement;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** What data must satisfy before a model can be fitted to them. */
final class DataChecks {
  private final LoweredModel model;
  private final Dataset data;

  DataChecks(LoweredModel model, Dataset data) {
    this.model = model;
    this.data = data;
  }

  /**
   * Checks a bound sample.
   *
   * @param rows the data set's row of each row
   * @param start starts of the groups, level 0 first
   * @param response NaN outside the likelihood
   * @throws DataException with the first problem found
   */
  void check(int[] rows, int[][] start, double[] response) {
    int observations = 0;
    double first = Double.NaN;
    boolean varies = false;
    for (double y : response) {
      if (!Double.isNaN(y)) {
        observations++;
        varies |= observations > 1 && y != first;
        first = y;
      }
    }
    requireObservations(observations);
    if (!varies) {
      throw new DataException(
          data.source()
              + ": "
              + model.response()
              + " is "
              + first
              + " in every row, so there is nothing to fit; check the column or the if condition");
    }
    for (Requirement requirement : model.requirements()) {
      check(requirement, observed(rows, response), start[start.length - 1]);
    }
  }

  /** The rows of the likelihood; -1 for the others, on which nothing is required. */
  private static int[] observed(int[] rows, double[] response) {
    int[] out = rows.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = Double.isNaN(response[i]) ? -1 : out[i];
    }
    return out;
  }

  private void requireObservations(int observations) {
    int p = model.fixedEffects().size();
    if (observations == 0) {
      throw new DataException(
          data.source()
              + ": no row is left to fit; check the if condition and the missing values of "
              + model.response());
    }
    if (observations <= p) {
      throw new DataException(
          data.source()
              + ": "
              + observations
              + " observations cannot carry "
              + p
              + " fixed effects; use more data or a smaller model");
    }
    for (GroupingLevel level : model.levels()) {
      if (level.randomEffects().size() > observations) {
        throw new DataException(
            data.source()
                + ": "
                + observations
                + " observations cannot carry "
                + level.randomEffects().size()
                + " random effects a group at "
                + level.pathText());
      }
    }
  }

  private void check(Requirement requirement, int[] rows, int[] deepest) {
    switch (requirement.kind()) {
      case PRESENT -> {
        // Rows where the variable is missing were dropped and counted.
      }
      case POSITIVE -> each(requirement, rows, data.numbers(requirement.variable()), false);
      case INTEGER -> each(requirement, rows, data.numbers(requirement.variable()), true);
      case CONSTANT_WITHIN_GROUP -> within(requirement, rows, deepest, true);
      case DISTINCT_WITHIN_GROUP -> within(requirement, rows, deepest, false);
      case INCREASING_WITHIN_GROUP -> increasing(requirement, rows, deepest);
    }
  }

  private void each(Requirement requirement, int[] rows, double[] values, boolean integer) {
    for (int row : rows) {
      double value = row < 0 ? 1 : values[row];
      if (integer ? value != Math.rint(value) : !(value > 0)) {
        throw new DataException(
            data.source() + ", line " + (row + 2) + ": " + requirement + ", not " + value);
      }
    }
  }

  private void within(Requirement requirement, int[] rows, int[] deepest, boolean constant) {
    Column column = data.column(requirement.variable());
    Set<String> seen = new HashSet<>();
    for (int g = 0; g + 1 < deepest.length; g++) {
      seen.clear();
      for (int i = deepest[g]; i < deepest[g + 1]; i++) {
        if (rows[i] < 0) {
          continue;
        }
        boolean fresh = seen.add(column.text(rows[i]));
        if (constant ? seen.size() > 1 : !fresh) {
          throw new DataException(
              data.source()
                  + ", line "
                  + (rows[i] + 2)
                  + ": "
                  + requirement
                  + ", but "
                  + column.text(rows[i])
                  + (constant ? " differs from the rows before" : " stands there twice"));
        }
      }
    }
  }

  private void increasing(Requirement requirement, int[] rows, int[] deepest) {
    Column column = data.column(requirement.variable());
    int[] rank = column.ranks(IntStream.range(0, data.rows()).toArray());
    for (int g = 0; g + 1 < deepest.length; g++) {
      int last = -1;
      for (int i = deepest[g]; i < deepest[g + 1]; i++) {
        if (rows[i] >= 0 && rank[rows[i]] <= last) {
          throw new DataException(
              data.source()
                  + ", line "
                  + (rows[i] + 2)
                  + ": "
                  + requirement
                  + ", which is the order of "
                  + model.rowOrder()
                  + "; name one variable in both, or two that order the rows alike");
        }
        last = rows[i] >= 0 ? rank[rows[i]] : last;
      }
    }
  }
}
