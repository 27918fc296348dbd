package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Design;
import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.ResidualSpec.Entries;
import dev.menlo.engine.cpu.reference.Forest.Tree;
import dev.menlo.engine.program.Interpreter;
import java.util.List;

/**
 * R = S C S of a tree as an explicit matrix, block-diagonal over the groups of level K: {@code R_ij
 * = exp(log g_i + log g_j) C_ij}.
 */
final class ResidualCovariance {
  private final ResidualPrograms programs;
  private final Design design;
  private final double[] means;
  private final double[] delta;
  private final Jet[] table;

  /**
   * Fixes delta and the variance point.
   *
   * @param means one a row of the design; not modified
   * @param delta r entries; not modified
   */
  ResidualCovariance(ResidualPrograms programs, Design design, double[] means, double[] delta)
      throws NumericalTrouble {
    this.programs = programs;
    this.design = design;
    this.means = means;
    this.delta = delta;
    this.table =
        entries() instanceof Entries.LagTable
            ? ResidualPrograms.evaluate(
                programs.correlation(),
                Interpreter.Row.ofResidual(new double[0], new double[0], Double.NaN, delta),
                -1)
            : null;
  }

  /** R with its derivatives, rows as in the tree. */
  CovarianceJet of(Tree tree) throws NumericalTrouble {
    CovarianceJet all = CovarianceJet.zero(tree.rows().size(), programs.parameters());
    Jet[] logScales = new Jet[tree.rows().size()];
    for (int i = 0; i < logScales.length; i++) {
      logScales[i] = logScale(tree.rows().get(i));
      all.set(i, i, logScales[i].plus(logScales[i]).exp());
    }
    if (!(programs.spec().correlation() instanceof Correlation.Independent)) {
      for (List<Integer> block : tree.blocks()) {
        correlate(tree, block, logScales, all);
      }
    }
    return all;
  }

  /** Sets R_ik = exp(log g_i + log g_k) C_ik below the diagonal of a group of level K. */
  private void correlate(Tree tree, List<Integer> block, Jet[] logScales, CovarianceJet all)
      throws NumericalTrouble {
    for (int i = 0; i < block.size(); i++) {
      Jet correlation = Jet.constant(1, programs.parameters());
      for (int k = i - 1; k >= 0; k--) {
        correlation = correlation(tree, block, i, k, correlation);
        Jet scale = logScales[block.get(i)].plus(logScales[block.get(k)]).exp();
        all.set(block.get(i), block.get(k), scale.times(correlation));
      }
    }
  }

  /** log g of a row. */
  Jet logScale(int row) throws NumericalTrouble {
    if (programs.logScale() == null) {
      return Jet.constant(0, programs.parameters());
    }
    double[] covariates = MeanRows.covariates(design, row);
    Interpreter.Row inputs =
        Interpreter.Row.ofResidual(covariates, new double[0], means[row], delta);
    return ResidualPrograms.evaluate(programs.logScale(), inputs, row)[0];
  }

  /**
   * C_ik, k &lt; i.
   *
   * @param nearer C_{i,k+1}, from which a Markov chain goes on
   */
  private Jet correlation(Tree tree, List<Integer> block, int i, int k, Jet nearer)
      throws NumericalTrouble {
    Correlation kind = programs.spec().correlation();
    if (kind instanceof Correlation.Markov) {
      return nearer.times(pair(tree, block, k + 1, k));
    } else if (kind instanceof Correlation.Banded banded && i - k > banded.bandwidth()) {
      return Jet.constant(0, programs.parameters());
    }
    return entries() instanceof Entries.LagTable lags
        ? lookUp(lags, tree.rows().get(block.get(i)), tree.rows().get(block.get(k)))
        : pair(tree, block, i, k);
  }

  private Entries entries() {
    Correlation kind = programs.spec().correlation();
    if (kind instanceof Correlation.Banded banded) {
      return banded.entries();
    }
    return kind instanceof Correlation.Dense dense ? dense.entries() : null;
  }

  private Jet pair(Tree tree, List<Integer> block, int i, int k) throws NumericalTrouble {
    int row = tree.rows().get(block.get(i));
    int other = tree.rows().get(block.get(k));
    double[] own = MeanRows.covariates(design, row);
    double[] paired = MeanRows.covariates(design, other);
    Interpreter.Row inputs = Interpreter.Row.ofResidual(own, paired, Double.NaN, delta);
    return ResidualPrograms.evaluate(programs.correlation(), inputs, row)[0];
  }

  private Jet lookUp(Entries.LagTable lags, int row, int other) {
    double[] position = design.covariate(lags.position());
    int lag = (int) Math.abs(position[row] - position[other]);
    int base = lags.base() < 0 ? 0 : (int) design.covariate(lags.base())[row];
    return lag >= lags.lags() ? Jet.constant(0, programs.parameters()) : table[base + lag];
  }
}
