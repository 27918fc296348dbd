package dev.menlo.engine.nd4j;

import dev.menlo.engine.Design;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.nd4j.GroupRows.SameSize;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ParameterDerivatives;

/**
 * R = S C S of groups of one size at a variance point: whitens columns, and differentiates what it
 * whitens in delta. With {@code C = LL'}, {@code y = L^{-1} S^{-1} x}, {@code l = log g} and
 *
 * <pre>
 * V_a  = L^{-1} (diag(l_a) C + C diag(l_a) + C_a) L^{-T}
 * V_ab = L^{-1} (diag(s_ab) C + C diag(s_ab) + diag(l_a) C diag(l_b) + diag(l_b) C diag(l_a)
 *                + diag(l_a) C_b + C_b diag(l_a) + diag(l_b) C_a + C_a diag(l_b) + C_ab) L^{-T},
 *        s_ab = l_ab + l_a l_b
 *
 * (yy')_a  = -y'V_a y            (yy')_ab = y'(V_a V_b + V_b V_a - V_ab) y
 * log|R|_a = tr V_a              log|R|_ab = tr V_ab - tr V_a V_b
 * </pre>
 *
 * Markov, banded and dense correlations are all factored as dense matrices, O(size^3) a group.
 */
final class Whitener {
  private final SameSize groups;
  private final int r;

  /** log g and its derivatives, count x size x 1; null if g = 1. */
  private final StackJet logScale;

  private final Stack inverseScale;

  /** C and its derivatives; null if C = I. */
  private final StackJet correlation;

  private final LdlFactor factor;

  /**
   * Evaluates and factors R.
   *
   * @param varianceMeans means that freeze S, one a row of the design
   * @param order derivatives in delta, 0 or 2
   */
  Whitener(
      CompiledModel model,
      Design design,
      SameSize groups,
      double[] varianceMeans,
      double[] delta,
      int order)
      throws Trouble {
    this.groups = groups;
    this.r = order == 0 ? 0 : delta.length;
    this.logScale =
        model.logScale(order) == null
            ? null
            : logScale(model.logScale(order), design, varianceMeans, delta);
    this.inverseScale = logScale == null ? null : logScale.value().times(-1).exp();
    requireFinite(inverseScale, 1);
    Correlations correlations = new Correlations(model, design, delta, order);
    this.correlation = correlations.isIdentity() ? null : correlations.of(groups);
    requireFinite(correlation, groups.size());
    this.factor = correlation == null ? null : new LdlFactor(correlation.value());
    requirePositiveDefinite();
  }

  private StackJet logScale(
      ParameterDerivatives derivatives, Design design, double[] means, double[] delta)
      throws Trouble {
    int[] rows = groups.rows();
    double[][] outputs =
        new ArrayProgram(derivatives.program())
            .evaluate(
                (op, index) -> {
                  double[] values = new double[rows.length];
                  for (int i = 0; i < values.length; i++) {
                    values[i] =
                        op == Op.MEAN
                            ? means[rows[i]]
                            : op == Op.COVARIATE ? design.covariate(index)[rows[i]] : delta[index];
                  }
                  return values;
                },
                rows.length);
    StackJet jet = StackJet.constant(column(outputs[0]), r);
    for (int a = 0; a < r; a++) {
      jet.first()[a] = column(outputs[1 + a]);
      for (int b = 0; b <= a; b++) {
        jet.second()[a][b] = column(outputs[1 + r + a * (a + 1) / 2 + b]);
      }
    }
    requireFinite(jet, 1);
    return jet;
  }

  private Stack column(double[] perRow) {
    return Stack.of(perRow, groups.count(), groups.size(), 1);
  }

  private void requireFinite(StackJet jet, int columns) throws Trouble {
    if (jet != null) {
      requireFinite(jet.value(), columns);
      for (int a = 0; a < r; a++) {
        requireFinite(jet.first()[a], columns);
        for (int b = 0; b <= a; b++) {
          requireFinite(jet.second()[a][b], columns);
        }
      }
    }
  }

  private void requireFinite(Stack stack, int columns) throws Trouble {
    double[] entries = stack == null ? new double[0] : stack.toArray();
    for (int i = 0; i < entries.length; i++) {
      if (!Double.isFinite(entries[i])) {
        throw new Trouble(FitStatus.NON_FINITE_VARIANCE, groups.rows()[i / columns]);
      }
    }
  }

  private void requirePositiveDefinite() throws Trouble {
    for (int j = 0; factor != null && j < groups.size(); j++) {
      double[] pivots = factor.pivot(j);
      for (int g = 0; g < pivots.length; g++) {
        if (!(pivots[g] > 0)) {
          throw new Trouble(FitStatus.NON_FINITE_VARIANCE, groups.rows()[g * groups.size() + j]);
        }
      }
    }
  }

  /** {@code L^{-1} S^{-1} X}, X count x size x any. */
  Stack whiten(Stack x) {
    Stack scaled = unscale(x);
    return factor == null ? scaled : factor.whiten(scaled);
  }

  /** {@code R^{-1} X}. */
  Stack solve(Stack x) {
    Stack scaled = unscale(x);
    return unscale(factor == null ? scaled : factor.solve(scaled));
  }

  private Stack unscale(Stack x) {
    return inverseScale == null ? x : x.scaleRows(inverseScale);
  }

  /** g, one a row: count x size x 1. */
  Stack scale() {
    return logScale == null
        ? Stack.zeros(groups.count(), groups.size(), 1).exp()
        : logScale.value().exp();
  }

  /** log|R|, summed over the groups. */
  double logDeterminant() {
    return (logScale == null ? 0 : 2 * logScale.value().total())
        + (factor == null ? 0 : factor.logDeterminant());
  }

  /**
   * The cross-product of whitened columns with its derivatives in delta, and those of log|R|.
   *
   * @param y whitened columns, count x size x N
   * @param logDeterminant receives log|R|_a, then log|R|_ab by packed lower triangle; added to
   */
  StackJet crossProduct(Stack y, double[] logDeterminant) {
    StackJet cross = StackJet.constant(y.transpose().times(y), r);
    Stack[] va = new Stack[r];
    Stack[] vay = new Stack[r];
    for (int a = 0; a < r; a++) {
      va[a] = factor == null ? l(a).times(2) : congruent(firstInner(a));
      vay[a] = applied(va[a], y);
      cross.first()[a] = y.transpose().times(vay[a]).times(-1);
      logDeterminant[a] += factor == null ? va[a].total() : va[a].trace();
      for (int b = 0; b <= a; b++) {
        Stack vab = second(a, b);
        Stack product = vay[a].transpose().times(vay[b]);
        cross.second()[a][b] =
            product.plus(product.transpose()).minus(y.transpose().times(applied(vab, y)));
        logDeterminant[r + a * (a + 1) / 2 + b] +=
            (factor == null ? vab.total() : vab.trace()) - va[a].traceWith(va[b]);
      }
    }
    return cross;
  }

  /** V y, where V is kept as its diagonal if C = I. */
  private Stack applied(Stack v, Stack y) {
    return factor == null ? y.scaleRows(v) : v.times(y);
  }

  private Stack second(int a, int b) {
    if (factor == null) {
      return l(a, b).times(2).plus(l(a).timesEntries(l(b)).times(4));
    }
    return congruent(secondInner(a, b));
  }

  /** {@code L^{-1} A L^{-T}} of symmetric matrices. */
  private Stack congruent(Stack a) {
    return factor.whiten(factor.whiten(a).transpose());
  }

  private Stack l(int a) {
    return logScale.first()[a];
  }

  private Stack l(int a, int b) {
    return logScale.second()[a][b];
  }

  /** diag(l_a) C + C diag(l_a) + C_a. */
  private Stack firstInner(int a) {
    Stack own = correlation.first()[a];
    return logScale == null ? own : own.plus(symmetric(l(a), correlation.value()));
  }

  private Stack secondInner(int a, int b) {
    Stack own = correlation.second()[a][b];
    if (logScale == null) {
      return own;
    }
    Stack sab = l(a, b).plus(l(a).timesEntries(l(b)));
    Stack both = correlation.value().scaleRows(l(a)).scaleColumns(l(b));
    return own.plus(symmetric(sab, correlation.value()))
        .plus(both)
        .plus(both.transpose())
        .plus(symmetric(l(a), correlation.first()[b]))
        .plus(symmetric(l(b), correlation.first()[a]));
  }

  /** diag(d) A + A diag(d). */
  private static Stack symmetric(Stack d, Stack a) {
    return a.scaleRows(d).plus(a.scaleColumns(d));
  }
}
