package dev.menlo.model.residual;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.List;

/**
 * A standard deviation for each level of a variable: {@code g = sigma_l / sigma_1}, so sigma is
 * that of the first level. Natural parameters {@code var(Residual):l.variable} = sigma_l^2;
 * unconstrained delta_l = log(sigma_l / sigma_1) for l = 2..L.
 */
record LevelScale(String variable) {
  double[] start(Columns columns) {
    return new double[Math.max(0, columns.labels(variable).size() - 1)];
  }

  List<ResidualParameter> parameters(Columns columns) {
    return new Category(variable)
        .parameters(columns, new ResidualParameter("var(Residual)", IntervalScale.LOG));
  }

  int[] natural(ProgramBuilder b, int[] delta, int logSigma) {
    int[] variances = new int[delta.length + 1];
    variances[0] = SigmaSquared.node(b, logSigma);
    for (int l = 1; l < variances.length; l++) {
      variances[l] = SigmaSquared.node(b, b.add(logSigma, delta[l - 1]));
    }
    return variances;
  }

  /** delta of the row's level, 0 for the first. */
  int logScale(ProgramBuilder b, Columns columns, int[] delta) {
    int level = b.covariate(columns.levelNumber(variable, 1));
    int chosen = b.constant(0);
    for (int l = 1; l <= delta.length; l++) {
      chosen = b.apply(Op.SELECT, b.apply(Op.EQ, level, b.constant(l)), delta[l - 1], chosen);
    }
    return chosen;
  }
}
