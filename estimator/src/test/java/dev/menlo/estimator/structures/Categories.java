package dev.menlo.estimator.structures;

import java.util.Arrays;

/** Parameters of the two categories of sex, one after the other. */
final class Categories {
  private Categories() {}

  /** Those of sex 0 as given, those of sex 1 smaller by a quarter. */
  static double[] shifted(double... delta) {
    double[] both = Arrays.copyOf(delta, 2 * delta.length);
    Arrays.setAll(both, i -> i < delta.length ? delta[i] : .75 * delta[i - delta.length]);
    return both;
  }

  static double[] of(double[] all, int sex) {
    int m = all.length / 2;
    return Arrays.copyOfRange(all, sex * m, (sex + 1) * m);
  }
}
