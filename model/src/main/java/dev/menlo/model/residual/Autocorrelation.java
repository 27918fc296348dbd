package dev.menlo.model.residual;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.function.BiFunction;

/**
 * Tables of autocorrelations over integer occasions, one a category: entry {@code l lags + h} is
 * the correlation at lag h in category l.
 *
 * @param time the integer occasions
 * @param by the categories
 * @param lags entries a category
 */
record Autocorrelation(String time, Category by, int lags) {
  /**
   * The table as a backend gets it.
   *
   * @param parameters the number of parameters over all categories
   * @param first the index of the first of them
   * @param ofLags the nodes of rho_0, ..., rho_{lags-1} from those of a category's parameters
   */
  ResidualSpec.Entries entries(
      Columns columns, int first, int parameters, BiFunction<ProgramBuilder, int[], int[]> ofLags) {
    ProgramBuilder b = new ProgramBuilder();
    int[] delta = ResidualParameters.nodes(b, first, parameters);
    int[] table = by.eachLevel(columns, delta, d -> ofLags.apply(b, d));
    int base = by.isNone() ? -1 : columns.levelNumber(by.variable(), lags);
    return new ResidualSpec.Entries.LagTable(b.build(table), lags, columns.variable(time), base);
  }
}
