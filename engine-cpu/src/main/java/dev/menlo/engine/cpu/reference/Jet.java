package dev.menlo.engine.cpu.reference;

/**
 * A number with its gradient and Hessian in the residual parameters delta: derivatives of products
 * and exponentials by the product and chain rules.
 *
 * @param value f
 * @param gradient df/ddelta, r entries
 * @param hessian d2f/ddelta2, r x r, symmetric
 */
record Jet(double value, double[] gradient, double[][] hessian) {
  /** A constant. */
  static Jet constant(double value, int parameters) {
    return new Jet(value, new double[parameters], new double[parameters][parameters]);
  }

  Jet plus(Jet o) {
    Jet sum = constant(value + o.value, gradient.length);
    for (int j = 0; j < gradient.length; j++) {
      sum.gradient[j] = gradient[j] + o.gradient[j];
      for (int k = 0; k < gradient.length; k++) {
        sum.hessian[j][k] = hessian[j][k] + o.hessian[j][k];
      }
    }
    return sum;
  }

  /** (fg)_jk = f_jk g + f_j g_k + f_k g_j + f g_jk. */
  Jet times(Jet o) {
    Jet product = constant(value * o.value, gradient.length);
    for (int j = 0; j < gradient.length; j++) {
      product.gradient[j] = gradient[j] * o.value + value * o.gradient[j];
      for (int k = 0; k < gradient.length; k++) {
        product.hessian[j][k] =
            hessian[j][k] * o.value
                + gradient[j] * o.gradient[k]
                + gradient[k] * o.gradient[j]
                + value * o.hessian[j][k];
      }
    }
    return product;
  }

  /** (e^f)_jk = e^f (f_jk + f_j f_k). */
  Jet exp() {
    double e = Math.exp(value);
    Jet result = constant(e, gradient.length);
    for (int j = 0; j < gradient.length; j++) {
      result.gradient[j] = e * gradient[j];
      for (int k = 0; k < gradient.length; k++) {
        result.hessian[j][k] = e * (hessian[j][k] + gradient[j] * gradient[k]);
      }
    }
    return result;
  }

  boolean isFinite() {
    boolean finite = Double.isFinite(value);
    for (int j = 0; j < gradient.length; j++) {
      finite &= Double.isFinite(gradient[j]);
      for (double second : hessian[j]) {
        finite &= Double.isFinite(second);
      }
    }
    return finite;
  }
}
