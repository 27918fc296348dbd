package dev.menlo.engine.nd4j;

/**
 * Eliminates the random effects of one level from the cross-products of its groups (method.md, eq.
 * 5). With zc the level's columns, {@code kappa = 1 + damping}:
 *
 * <pre>A = C[:, zc] Lambda,  M = Lambda' C[zc, zc] Lambda + kappa I,  S = C - A M^{-1} A'</pre>
 *
 * Damping adds {@code damping u'} to the last row of A and {@code damping |u|^2} to the corner of
 * C.
 */
final class GroupElimination {
  /** S, groups x N x N. */
  final Stack eliminated;

  /** sum of log|M|; not meaningful if a pivot is not positive. */
  final double logDeterminant;

  /** The smallest pivot of M of each group. */
  final double[] smallestPivot;

  /**
   * Eliminates.
   *
   * @param c cross-products, groups x N x N
   * @param selection the level's columns, N x q
   * @param lambda q x q
   * @param u current spherical effects, groups x q x 1; read only if damping is not 0
   */
  GroupElimination(Stack c, double[][] selection, double[][] lambda, double damping, Stack u) {
    double[][] b = multiply(selection, lambda);
    Stack a = c.times(b);
    Stack m = a.transpose().times(b).plus(scaledIdentity(1 + damping, lambda.length, c.count));
    LdlFactor factor = new LdlFactor(m);
    Stack corner = null;
    if (damping != 0) {
      a = a.plus(lastRow(c.rows, c.count).times(u.transpose()).times(damping));
      corner = u.transpose().times(u).times(damping);
    }
    Stack s = c.minus(a.times(factor.solve(a.transpose())));
    if (corner != null) {
      Stack last = lastRow(c.rows, c.count);
      s = s.plus(last.times(corner).times(last.transpose()));
    }
    eliminated = s;
    logDeterminant = factor.logDeterminant();
    smallestPivot = factor.smallestPivots();
  }

  private static Stack scaledIdentity(double kappa, int q, int count) {
    double[][] identity = new double[q][q];
    for (int i = 0; i < q; i++) {
      identity[i][i] = kappa;
    }
    return Stack.repeated(identity, count);
  }

  /** The last unit vector for each group, N x 1. */
  private static Stack lastRow(int order, int count) {
    double[][] unit = new double[order][1];
    unit[order - 1][0] = 1;
    return Stack.repeated(unit, count);
  }

  static double[][] multiply(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b.length == 0 ? 0 : b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < product[i].length; j++) {
        for (int k = 0; k < b.length; k++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }
}
