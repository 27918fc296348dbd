package dev.menlo.engine.tck;

/** A complex number, for complex-step derivatives: the imaginary part is tiny and must survive. */
record Complex(double re, double im) {
  static Complex real(double re) {
    return new Complex(re, 0);
  }

  Complex neg() {
    return new Complex(-re, -im);
  }

  Complex plus(Complex b) {
    return new Complex(re + b.re, im + b.im);
  }

  Complex minus(Complex b) {
    return new Complex(re - b.re, im - b.im);
  }

  Complex times(Complex b) {
    return new Complex(re * b.re - im * b.im, re * b.im + im * b.re);
  }

  Complex over(Complex b) {
    double d = b.re * b.re + b.im * b.im;
    return new Complex((re * b.re + im * b.im) / d, (im * b.re - re * b.im) / d);
  }

  Complex exp() {
    double e = StrictMath.exp(re);
    return new Complex(e * StrictMath.cos(im), e * StrictMath.sin(im));
  }

  Complex log() {
    return new Complex(StrictMath.log(StrictMath.hypot(re, im)), StrictMath.atan2(im, re));
  }

  /** The principal root of a number with a positive real part. */
  Complex sqrt() {
    double root = Math.sqrt((StrictMath.hypot(re, im) + re) / 2);
    return new Complex(root, im / (2 * root));
  }

  Complex sin() {
    return new Complex(
        StrictMath.sin(re) * StrictMath.cosh(im), StrictMath.cos(re) * StrictMath.sinh(im));
  }

  Complex cos() {
    return new Complex(
        StrictMath.cos(re) * StrictMath.cosh(im), -StrictMath.sin(re) * StrictMath.sinh(im));
  }

  Complex sinh() {
    return new Complex(
        StrictMath.sinh(re) * StrictMath.cos(im), StrictMath.cosh(re) * StrictMath.sin(im));
  }

  Complex cosh() {
    return new Complex(
        StrictMath.cosh(re) * StrictMath.cos(im), StrictMath.sinh(re) * StrictMath.sin(im));
  }

  /** The imaginary part is ln((x^2 + (1 + y)^2) / (x^2 + (1 - y)^2)) / 4. */
  Complex atan() {
    double below = re * re + (1 - im) * (1 - im);
    return new Complex(StrictMath.atan(re), StrictMath.log1p(4 * im / below) / 4);
  }

  /** Exponent real or not, base with a positive real part. */
  Complex pow(Complex exponent) {
    return log().times(exponent).exp();
  }
}
