package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.FitStatus;
import dev.menlo.engine.cpu.reference.Forest.Tree;

/**
 * The linearised model of one tree, raw (not whitened).
 *
 * @param tree n rows, U random effects
 * @param x dmu/dbeta, n x p
 * @param z dmu/db, n x U, zero where a row is not in an effect's group
 * @param r y - mu, n x 1
 * @param b current random effects, U x 1
 * @param u current spherical effects, U x 1
 * @param errors R = S C S with its derivatives in delta, n x n
 */
record LinearTree(
    Tree tree, Matrix x, Matrix z, Matrix r, Matrix b, Matrix u, CovarianceJet errors) {
  /** w = r + Z b. */
  Matrix w() {
    return r.plus(z.times(b));
  }

  /** The Cholesky factor of R. */
  Cholesky whitener() throws NumericalTrouble {
    return Cholesky.of(errors.value(), FitStatus.NON_FINITE_VARIANCE);
  }

  /** V = R + sum over the groups g of the tree of Z_g D Z_g', n x n. */
  Matrix marginalCovariance(Factors factors) {
    Matrix zLambda = z.times(factors.of(tree));
    return errors.value().plus(zLambda.times(zLambda.transpose()));
  }
}
