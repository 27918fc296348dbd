package dev.menlo.engine.tck;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.ResidualSpec.Entries;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;

/** Residual specifications of the contract suites, one of each kind and some of them combined. */
final class Residuals {
  private static final Correlation INDEPENDENT = new Correlation.Independent();

  private Residuals() {}

  /** g = |mean|^delta. */
  static ResidualSpec power() {
    ProgramBuilder b = new ProgramBuilder();
    int logMean = b.apply(Op.LOG, b.apply(Op.ABS, b.mean()));
    return new ResidualSpec(1, b.build(b.mul(b.residualParameter(0), logMean)), INDEPENDENT);
  }

  /** g = e^delta0 + |mean|^delta1. */
  static ResidualSpec constantAndPower() {
    ProgramBuilder b = new ProgramBuilder();
    int constant = b.apply(Op.EXP, b.residualParameter(0));
    int power = b.apply(Op.POW, b.apply(Op.ABS, b.mean()), b.residualParameter(1));
    return new ResidualSpec(2, b.build(b.apply(Op.LOG, b.add(constant, power))), INDEPENDENT);
  }

  /** AR(1): rho = tanh(delta). */
  static ResidualSpec autoregressive() {
    ProgramBuilder b = new ProgramBuilder();
    Program rho = b.build(b.apply(Op.TANH, b.residualParameter(0)));
    return new ResidualSpec(1, null, new Correlation.Markov(rho));
  }

  /** g = exp(delta0 x0), rho = invlogit(delta1)^|x0_j - x0_{j-1}|. */
  static ResidualSpec continuousTime() {
    ProgramBuilder g = new ProgramBuilder();
    Program scale = g.build(g.mul(g.residualParameter(0), g.covariate(0)));
    ProgramBuilder b = new ProgramBuilder();
    int gap = b.apply(Op.ABS, b.sub(b.covariate(0), b.pairedCovariate(0)));
    int base = b.apply(Op.INVLOGIT, b.residualParameter(1));
    Program rho = b.build(b.apply(Op.POW, base, gap));
    return new ResidualSpec(2, scale, new Correlation.Markov(rho));
  }

  /** MA(1): corr = theta / (1 + theta^2) one row apart, theta = tanh(delta), by a table of lags. */
  static ResidualSpec movingAverage() {
    ProgramBuilder b = new ProgramBuilder();
    int theta = b.apply(Op.TANH, b.residualParameter(0));
    int lag = b.div(theta, b.add(b.constant(1), b.mul(theta, theta)));
    Entries table = new Entries.LagTable(b.build(b.constant(1), lag), 2, 2, -1);
    return new ResidualSpec(1, null, new Correlation.Banded(1, table));
  }

  /** Rows up to two apart: 0.3 tanh(delta) cos(x1_j - x1_k), pairwise. */
  static ResidualSpec bandedPairs() {
    ProgramBuilder b = new ProgramBuilder();
    int angle = b.apply(Op.COS, b.sub(b.covariate(1), b.pairedCovariate(1)));
    int size = b.mul(b.constant(0.3), b.apply(Op.TANH, b.residualParameter(0)));
    Entries pairs = new Entries.Pairwise(b.build(b.mul(size, angle)));
    return new ResidualSpec(1, null, new Correlation.Banded(2, pairs));
  }

  /** g = |mean|^delta0, corr = exp(-e^delta1 |x1_j - x1_k|). */
  static ResidualSpec spatial() {
    ProgramBuilder b = new ProgramBuilder();
    int distance = b.apply(Op.ABS, b.sub(b.covariate(1), b.pairedCovariate(1)));
    int rate = b.apply(Op.EXP, b.residualParameter(1));
    Entries pairs =
        new Entries.Pairwise(b.build(b.apply(Op.EXP, b.apply(Op.NEG, b.mul(rate, distance)))));
    return new ResidualSpec(2, power().logScale(), new Correlation.Dense(pairs));
  }

  /** AR(2) by a table of six lags: partial autocorrelations tanh(delta0), tanh(delta1). */
  static ResidualSpec secondOrder() {
    ProgramBuilder b = new ProgramBuilder();
    int first = b.apply(Op.TANH, b.residualParameter(0));
    int phi2 = b.apply(Op.TANH, b.residualParameter(1));
    int phi1 = b.mul(first, b.sub(b.constant(1), phi2));
    int[] table = new int[6];
    table[0] = b.constant(1);
    table[1] = first;
    for (int lag = 2; lag < table.length; lag++) {
      table[lag] = b.add(b.mul(phi1, table[lag - 1]), b.mul(phi2, table[lag - 2]));
    }
    Entries lags = new Entries.LagTable(b.build(table), table.length, 2, -1);
    return new ResidualSpec(2, null, new Correlation.Dense(lags));
  }

  /** log g = log(delta), not finite at delta &lt;= 0. */
  static ResidualSpec fragileScale() {
    ProgramBuilder b = new ProgramBuilder();
    return new ResidualSpec(1, b.build(b.apply(Op.LOG, b.residualParameter(0))), INDEPENDENT);
  }

  /** Every pair of rows has correlation delta: not positive definite below -1/(n - 1). */
  static ResidualSpec compound() {
    ProgramBuilder b = new ProgramBuilder();
    Entries pairs = new Entries.Pairwise(b.build(b.residualParameter(0)));
    return new ResidualSpec(1, null, new Correlation.Dense(pairs));
  }
}
