package dev.menlo.engine.cpu.reference;

/**
 * The quadratic model of one tree in {@code y = (u, dbeta)}: {@code rr - 2 g'd + d'C d + |u|^2}
 * with {@code d = T y - shift}.
 *
 * @param tree the tree, U random effects
 * @param c C, (U + p) x (U + p)
 * @param g U + p entries
 * @param rr r'R^{-1}r
 * @param t T = blockdiag(Lambda, I)
 * @param shift (b0, 0), U + p entries
 */
record Quadratic(LinearTree tree, Matrix c, Matrix g, double rr, Matrix t, Matrix shift) {

  /** The block of u in T'CT + (1 + damping) I, U x U. */
  Matrix uu(double damping) {
    int m = tree.tree().effectLength();
    return hessian().block(0, 0, m, m).plus(Matrix.identity(m).times(1 + damping));
  }

  /** The block of u and dbeta in T'CT, U x p. */
  Matrix ux(int p) {
    int m = tree.tree().effectLength();
    return hessian().block(0, m, m, p);
  }

  /** The block of dbeta in T'CT, p x p. */
  Matrix xx() {
    int m = tree.tree().effectLength();
    return hessian().block(m, m, c.rows() - m, c.rows() - m);
  }

  /** The entries of u in T'(g + C shift) + damping u0. */
  Matrix rightU(double damping) {
    int m = tree.tree().effectLength();
    return right().block(0, 0, m, 1).plus(tree.u().times(damping));
  }

  /** The entries of dbeta in T'(g + C shift). */
  Matrix rightX() {
    int m = tree.tree().effectLength();
    return right().block(m, 0, c.rows() - m, 1);
  }

  /** The undamped model at (u, dbeta). */
  double value(Matrix u, Matrix dbeta) {
    Matrix d = t.times(u.above(dbeta)).minus(shift);
    return rr - 2 * g.dot(d) + d.dot(c.times(d)) + u.dot(u);
  }

  private Matrix hessian() {
    return t.transpose().times(c).times(t);
  }

  private Matrix right() {
    return t.transpose().times(g.plus(c.times(shift)));
  }
}
