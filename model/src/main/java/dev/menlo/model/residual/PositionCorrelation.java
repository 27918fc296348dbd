package dev.menlo.model.residual;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.ArrayList;
import java.util.List;

/**
 * A correlation for each pair of positions up to k apart. Groups need not have every position: the
 * rows present take their rows and columns of one L x L matrix. Rows of a group stand in the order
 * of the index's levels, so the later row of a pair has the higher level, and a table by level and
 * lag holds every entry once.
 *
 * @param index the variable whose levels are the positions
 * @param matrix the matrix over all positions
 */
record PositionCorrelation(String index, CanonicalCorrelations matrix) {
  static PositionCorrelation of(Columns columns, String index, int bandwidth) {
    int levels = columns.labels(index).size();
    return new PositionCorrelation(
        index, new CanonicalCorrelations(levels, Math.min(bandwidth, Math.max(0, levels - 1))));
  }

  /** {@code corr(l,m)}, row after row below the diagonal. */
  List<ResidualParameter> parameters(Columns columns) {
    List<String> labels = columns.labels(index);
    List<ResidualParameter> all = new ArrayList<>();
    for (int i = 0; i < matrix.levels(); i++) {
      for (int h = Math.min(i, matrix.bandwidth()); h >= 1; h--) {
        String pair = "corr(" + labels.get(i - h) + "," + labels.get(i) + ")";
        all.add(new ResidualParameter(pair, IntervalScale.ATANH));
      }
    }
    return all;
  }

  int[] natural(ProgramBuilder b, int[] delta) {
    int[] table = matrix.table(b, delta);
    int[] all = new int[matrix.parameters()];
    int next = 0;
    for (int i = 0; i < matrix.levels(); i++) {
      for (int h = Math.min(i, matrix.bandwidth()); h >= 1; h--) {
        all[next++] = table[i * (matrix.bandwidth() + 1) + h];
      }
    }
    return all;
  }

  ResidualSpec.Entries entries(Columns columns, int first) {
    ProgramBuilder b = new ProgramBuilder();
    int[] delta = ResidualParameters.nodes(b, first, matrix.parameters());
    int lags = matrix.bandwidth() + 1;
    return new ResidualSpec.Entries.LagTable(
        b.build(matrix.table(b, delta)),
        lags,
        columns.levelNumber(index, 1),
        columns.levelNumber(index, lags));
  }
}
