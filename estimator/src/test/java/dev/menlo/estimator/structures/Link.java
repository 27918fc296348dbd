package dev.menlo.estimator.structures;

import java.util.List;
import java.util.stream.Stream;

/**
 * A correlation structure by its textbook formula, written apart from the programs it checks.
 *
 * @param text of {@code rescorrelation()}
 * @param by whether each sex has parameters of its own
 * @param delta parameters as the fit moves them, those of sex 0 first
 * @param formula the correlation of two rows of a group
 */
record Link(String text, boolean by, double[] delta, Formula formula) {
  /** Correlation of two rows at the parameters of their category; the second row is later. */
  @FunctionalInterface
  interface Formula {
    double between(Occasion earlier, Occasion later, double[] d);
  }

  /** Correlation at a lag. */
  @FunctionalInterface
  interface OfLag {
    double at(int lag, double[] d);
  }

  static final Link NONE = shared("identity", (a, b, d) -> 0);

  private static Link shared(String text, Formula formula, double... delta) {
    return new Link(text, false, delta, formula);
  }

  /** The structure for all, and with {@code by(sex)}. */
  private static Stream<Link> both(String text, Formula formula, double... delta) {
    return Stream.of(
        shared(text, formula, delta),
        new Link(
            text + (text.contains(",") ? " by(sex)" : ", by(sex)"),
            true,
            Categories.shifted(delta),
            formula));
  }

  private static Stream<Link> serial(String text, OfLag rho, double... delta) {
    return both(text + ", t(visit)", (a, b, d) -> rho.at(b.visit() - a.visit(), d), delta);
  }

  /** Every correlation structure, with and without categories where it takes them. */
  static List<Link> all() {
    return Stream.of(
            Stream.of(NONE),
            both("exchangeable", (a, b, d) -> Autocorrelations.exchangeable(d[0], 6), -.9),
            serial("ar 1", (h, d) -> Math.pow(Math.tanh(d[0]), h), -.45),
            serial("ar 2", Autocorrelations::autoregressive, .5, -.3),
            serial("ma 1", (h, d) -> Autocorrelations.arma(h, 0, d), .4),
            serial("ma 2", (h, d) -> Autocorrelations.arma(h, 0, d), .4, -.3),
            serial("arma 1 1", (h, d) -> Autocorrelations.arma(h, 1, d), .7, -.3),
            serial("arma 2 1", (h, d) -> Autocorrelations.arma(h, 2, d), .5, .2, .3),
            serial("toeplitz 2", (h, d) -> h > 2 ? 0 : Autocorrelations.partial(h, d), .3, -.1),
            serial("toeplitz", Autocorrelations::partial, .4, -.2, .3, .1, -.2),
            both("ctar1, t(time)", Link::continuous, .8),
            Stream.of(
                positions("banded 2, index(visit)", 2), positions("unstructured, index(visit)", 5)),
            spatial("exponential", s -> Math.exp(-s)),
            spatial("gaussian", s -> Math.exp(-s * s)),
            spatial("rational", s -> 1 / (1 + s * s)),
            spatial("spherical", s -> s < 1 ? 1 - 1.5 * s + .5 * s * s * s : 0),
            both(
                "linear, coords(x)",
                (a, b, d) -> Math.max(0, 1 - Math.abs(a.x() - b.x()) * Math.exp(-d[0])),
                1.25))
        .flatMap(s -> s)
        .toList();
  }

  private static double continuous(Occasion a, Occasion b, double[] d) {
    return Math.pow(1 / (1 + Math.exp(-d[0])), b.time() - a.time());
  }

  private static Link positions(String text, int bandwidth) {
    int parameters = 0;
    for (int i = 1; i < 6; i++) {
      parameters += Math.min(i, bandwidth);
    }
    double[] delta = new double[parameters];
    java.util.Arrays.setAll(delta, i -> .4 * Math.sin(1.7 * i + 1));
    return shared(
        text,
        (a, b, d) -> Autocorrelations.positions(6, bandwidth, d)[b.visit() - 1][a.visit() - 1],
        delta);
  }

  /** With a nugget, in the plane. */
  private static Stream<Link> spatial(String name, java.util.function.DoubleUnaryOperator kernel) {
    return both(
        name + ", coords(x y) nugget",
        (a, b, d) -> {
          double distance = Math.sqrt(Math.pow(a.x() - b.x(), 2) + Math.pow(a.y() - b.y(), 2));
          return 1 / (1 + Math.exp(d[1])) * kernel.applyAsDouble(distance / Math.exp(d[0]));
        },
        .9,
        -1.5);
  }

  double between(Occasion earlier, Occasion later, double[] all) {
    return formula.between(earlier, later, by ? Categories.of(all, later.sex()) : all);
  }

  @Override
  public String toString() {
    return text;
  }
}
